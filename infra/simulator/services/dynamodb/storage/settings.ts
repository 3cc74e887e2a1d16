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
  /** How far reads that are not consistent are behind, in ms. A deleted item is gone at once all the same. @default 0 */
  readonly staleReadMs?: number | undefined;
  /** How far global indexes are behind their tables, in ms. @default 0 */
  readonly indexDelayMs?: number | undefined;
  /** Share (0 to 1) of a batch's keys and writes that come back as unprocessed. @default 0 */
  readonly unprocessedShare?: number | undefined;
}

/** The options with every default filled in. */
export interface Settings {
  readonly partitions: number;
  readonly partitionWriteUnits: number;
  readonly partitionReadUnits: number;
  readonly streamShards: number;
  readonly timeToLiveDelayMs: number;
  readonly staleReadMs: number;
  readonly indexDelayMs: number;
  readonly unprocessedShare: number;
}

/** Fills in the defaults. */
export function settingsOf(options: DynamoDbOptions): Settings {
  return {
    partitions: options.partitions ?? 4,
    partitionWriteUnits: options.partitionWriteUnits ?? 1_000,
    partitionReadUnits: options.partitionReadUnits ?? 3_000,
    streamShards: options.streamShards ?? 4,
    timeToLiveDelayMs: options.timeToLiveDelayMs ?? 3 * 60 * 60 * 1000,
    staleReadMs: options.staleReadMs ?? 0,
    indexDelayMs: options.indexDelayMs ?? 0,
    unprocessedShare: options.unprocessedShare ?? 0,
  };
}
