/** One measurement that `npm run measure` can carry out. */
export interface Measurement {
  /** What it measures, for the help. */
  readonly description: string;
  /** Measures. Progress goes to standard error. */
  run(): Promise<Measured>;
}

/** What a measurement came to. */
export interface Measured {
  /** What `--json` prints; scripts rely on its fields. */
  readonly report: unknown;
  /** The same for people: a heading and rows of as many cells. */
  readonly table: readonly (readonly (string | number)[])[];
}
