import { InvalidArgumentError } from 'commander';
import { type ContainmentRun, runContainment } from '#infra/rehearsal/containment.ts';
import { defaultDirectory, multiplyUsers, readDirectoryFile } from '#infra/rehearsal/directory.ts';
import { measureGateReads } from '#infra/rehearsal/gate-reads.ts';
import { runSweep } from '#infra/rehearsal/sweep-run.ts';
import { Random } from '#simulator/random.ts';
import { wholeNumber } from '../command-line.ts';
import type { Measurement } from './measurement.ts';

interface Options {
  readonly accounts: readonly number[];
  readonly sweep: number;
  readonly seed: number;
}

/** How a start holds, how the sweep goes behind it, and what the gate costs; in virtual time. */
export const measureContainment: Measurement = {
  description: 'how fast a start refuses old credentials, at several sizes; a sweep while holders recover; what the gate reads',
  addOptions: (command) =>
    command
      .option('--accounts <numbers>', 'sizes of the directory, with commas between them, each 100 to 1,000,000', sizes, [10_000, 100_000])
      .option('--sweep <number>', 'accounts to sweep, 0 for none, to 1,000,000', wholeNumber(0, 1_000_000), 2_000)
      .option('--seed <number>', 'of all chance', wholeNumber(0, 4_294_967_295), 1),
  run: async (options) => {
    const { accounts, sweep: sweepAccounts, seed } = options as unknown as Options;
    const { users } = await readDirectoryFile(defaultDirectory());
    const rows: ContainmentRun[] = [];
    for (const count of accounts) {
      tell(`a start over ${count} accounts`);
      rows.push(await runContainment({ users: multiplyUsers(users, count, new Random(seed)), seed }));
    }
    tell(`a sweep of ${sweepAccounts} accounts`);
    const sweep = sweepAccounts === 0 ? undefined : await runSweep({ accounts: sweepAccounts, seed });
    tell('the reads of the gate');
    const gate = await measureGateReads(users.slice(0, 1_000), seed);
    const report = { seed, rows, ...(sweep && { sweep }), gate };
    return { report, table: [['measured', 'figure', 'value'], ...tableRows(rows, { sweep: sweep ?? {}, gate })] };
  },
};

function sizes(text: string): readonly number[] {
  const numbers = text.split(',').map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : Number.NaN));
  if (numbers.every((number) => number >= 100 && number <= 1_000_000)) return numbers;
  throw new InvalidArgumentError('allowed: whole numbers from 100 to 1000000 with commas between them');
}

function tableRows(rows: readonly ContainmentRun[], others: Readonly<Record<string, object>>): readonly (readonly (string | number)[])[] {
  const figures = (name: string, values: object) => Object.entries(values).map(([figure, value]) => [name, figure, value as number]);
  return [
    ...rows.flatMap((row) => figures(`start, ${row.accounts} accounts`, row)),
    ...Object.entries(others).flatMap(([name, values]) => figures(name, values)),
  ];
}

function tell(text: string): void {
  process.stderr.write(`${text} …\n`);
}
