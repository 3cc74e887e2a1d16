import { runCampaign } from '#infra/rehearsal/campaign.ts';
import { defaultDirectory, multiplyUsers, readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { setStage } from '#infra/rehearsal/stage.ts';
import { Random } from '#simulator/random.ts';
import { wholeNumber } from '../command-line.ts';
import type { Measurement } from './measurement.ts';

interface Options {
  readonly accounts: number;
  readonly seed: number;
  readonly rate: number;
}

/** A whole campaign in virtual time, from its plan to the fate of its last notice. */
export const measureCampaign: Measurement = {
  description: 'a campaign over everybody in virtual time, plan to last notice: its times, and what it costs this machine',
  addOptions: (command) =>
    command
      .option('--accounts <number>', 'accounts in the directory, 1 to 10,000,000', wholeNumber(1, 10_000_000), 100_000)
      .option('--seed <number>', 'of all chance', wholeNumber(0, 4_294_967_295), 1)
      .option('--rate <number>', 'recipients a second that SES allows, 1 to 10,000', wholeNumber(1, 10_000), 200),
  run: async (options) => {
    const { accounts, seed, rate } = options as unknown as Options;
    const { users } = await readDirectoryFile(defaultDirectory());
    const stage = await setStage({ users: multiplyUsers(users, accounts, new Random(seed)), seed, ratePerSecond: rate });
    const begin = performance.now();
    const run = await runCampaign(stage, accounts, rate);
    const wallSeconds = (performance.now() - begin) / 1000;
    const host = {
      wallSeconds: Math.round(wallSeconds * 10) / 10,
      microsecondsPerAccount: Math.round((wallSeconds * 1e6) / accounts),
      peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
    const rows = Object.entries({ ...run, ...host }).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : value,
    ]);
    return { report: { seed, ratePerSecond: rate, ...run, host }, table: [['figure', 'value'], ...rows] };
  },
};
