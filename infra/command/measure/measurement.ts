import type { Command } from 'commander';

/** One measurement that `npm run measure` can carry out. */
export interface Measurement {
  /** What it measures, for the help. */
  readonly description: string;
  /** Options of Node that it runs with. @default {@link manyAccounts} */
  readonly nodeOptions?: readonly string[];
  /** Adds options beside `--json`. @default none */
  readonly addOptions?: (command: Command) => Command;
  /** Measures, with the values of the options by name. Progress goes to standard error. */
  run(options: Readonly<Record<string, unknown>>): Promise<Measured>;
}

/** What a measurement came to. */
export interface Measured {
  /** What `--json` prints; scripts rely on its fields. */
  readonly report: unknown;
  /** The same for people: a heading and rows of as many cells. */
  readonly table: readonly (readonly (string | number)[])[];
}

/** Options of Node for a simulation of many accounts: it makes and drops objects by the million, and keeps gigabytes. */
export const manyAccounts: readonly string[] = ['--max-semi-space-size=64', '--max-old-space-size=14000'];
