import type { Command } from 'commander';

/** One measurement that `npm run measure` can carry out. */
export interface Measurement {
  /** What it measures, for the help. */
  readonly description: string;
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
