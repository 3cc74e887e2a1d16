/** Limits and habits of the simulated service. */
export interface DynamoDbOptions {
  /** Partitions of each table and of each global index: AWS gives a new on-demand table 4. They do not split. @default 4 */
  readonly partitions?: number | undefined;
  /** Write units per second of one partition; `Infinity` switches throttling off. @default 1,000 (AWS, fixed) */
  readonly partitionWriteUnits?: number | undefined;
  /** Read units per second of one partition; `Infinity` switches throttling off. @default 3,000 (AWS, fixed) */
  readonly partitionReadUnits?: number | undefined;
  /** Shards that each stream begins with, by hash of the partition key. @default 4 */
  readonly streamShards?: number | undefined;
  /** From an item's expiry to its deletion, in ms, rounded up to a quarter of an hour. AWS promises a few days. @default 3 hours */
  readonly timeToLiveDelayMs?: number | undefined;
}

/** The options with every default filled in. */
export interface Settings {
  readonly partitions: number;
  readonly partitionWriteUnits: number;
  readonly partitionReadUnits: number;
  readonly streamShards: number;
  readonly timeToLiveDelayMs: number;
}

/** Fills in the defaults. */
export function settingsOf(options: DynamoDbOptions): Settings {
  return {
    partitions: options.partitions ?? 4,
    partitionWriteUnits: options.partitionWriteUnits ?? 1_000,
    partitionReadUnits: options.partitionReadUnits ?? 3_000,
    streamShards: options.streamShards ?? 4,
    timeToLiveDelayMs: options.timeToLiveDelayMs ?? 3 * 60 * 60 * 1000,
  };
}
