import type { Command } from 'commander';
import { type FloodRun, runFlood } from '#infra/rehearsal/flood.ts';
import { synthesize } from '#infra/rehearsal/synthesize.ts';
import { wholeNumber } from '../command-line.ts';
import type { Measurement } from './measurement.ts';

/** Requests a second and networks of each row. */
const floods = [30, 300, 3_000].flatMap((requestsPerSecond) => [3, 300].map((networks) => ({ requestsPerSecond, networks })));

/** A campaign's notices at 14 mails a second, two holders a second with the reference of their notice, and strangers who ask for codes of others. */
export const measureFlood: Measurement = {
  description: 'floods of requests for codes beside two holders a second at 14 mails a second (virtual time)',
  addOptions: (command: Command) =>
    command.option('--seconds <number>', 'how long each flood lasts, 10 to 3,600', wholeNumber(10, 3_600), 300),
  run: async (options) => {
    const { seconds } = options as { readonly seconds: number };
    const templates = await synthesize({ pagesOrigin: 'https://pages.example' });
    const rows: FloodRun[] = [];
    for (const flood of floods) {
      process.stderr.write(`${flood.requestsPerSecond} requests a second from ${flood.networks} networks …\n`);
      rows.push(await runFlood({ ...flood, references: true, seconds, templates }));
    }
    const names = [
      'requestsPerSecond',
      'networks',
      'holders',
      'codesWithin10s',
      'codeSecondsP99',
      'recovered',
      'noticesShare',
      'unaskedMails',
      'answered',
    ] as const;
    return { report: { seconds, rows }, table: [names, ...rows.map((row) => names.map((name) => Math.round(row[name] * 1e4) / 1e4))] };
  },
};
