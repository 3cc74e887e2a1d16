/** A stored item. One object for as long as the item exists, so that index entries can point at it. */
export interface Row {
  readonly partition: string;
  readonly sort: string;
  /** The item, see `decode`. */
  text: string;
  bytes: number;
  /** Expiry in epoch ms, where the item has one. */
  expiresMs: number | undefined;
}

/** Where an item is. */
export interface RowKey {
  readonly partition: string;
  /** Empty in a table without sort key. */
  readonly sort: string;
  /** Decides the partition's throughput and the stream shard. */
  readonly hash: number;
}
