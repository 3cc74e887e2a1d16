import type { World } from '../../world.ts';
import { type Change, recordOf, type StreamIdentity, type StreamRecord } from './stream-record.ts';
import type { StreamViewType } from './table-definition.ts';

/** A table's stream, for whoever maps it to functions. */
export interface TableStream {
  readonly arn: string;
  readonly shardIds: readonly string[];
  /**
   * Up to `limit` records after `afterSequence` (`undefined`: from the oldest that is kept). Reading after a record
   * says that this reader is done with it; records older than a day are gone whether read or not.
   * @throws Error for records that every reader said to be done with.
   */
  read(shardId: string, afterSequence: string | undefined, limit: number): readonly StreamRecord[];
  /** Calls `listener` for every new record, at once. Each listener counts as one reader: records stay until it has passed them. */
  onRecord(listener: (shardId: string) => void): void;
}

/** AWS keeps stream records for a day. */
const keptMs = 24 * 60 * 60 * 1000;
/** Records are dropped so many at a time. */
const dropAtOnce = 256;

interface Shard {
  readonly id: string;
  readonly changes: Change[];
  /** Number of the first change in `changes`. */
  first: number;
  /** Number of the last change that was dropped because every reader was done with it. */
  passed: number;
  /** How far each reader has come, lowest first: all up to this number is done. */
  readonly positions: number[];
}

/** The records of one table's changes, in shards by hash of the partition key. */
export class ChangeStream implements TableStream {
  readonly arn: string;
  readonly shardIds: readonly string[];
  readonly #world: World;
  readonly #identity: StreamIdentity;
  readonly #shards: readonly Shard[];
  readonly #listeners: ((shardId: string) => void)[] = [];

  constructor(world: World, tableArn: string, keyNames: readonly string[], view: StreamViewType, shards: number) {
    this.#world = world;
    this.arn = `${tableArn}/stream/${new Date(world.clock.now()).toISOString().slice(0, -1)}`;
    this.#identity = { arn: this.arn, region: world.region, keyNames, view };
    this.#shards = Array.from({ length: shards }, (_, index) => {
      return { id: `shardId-${String(index).padStart(20, '0')}`, changes: [], first: 1, passed: 0, positions: [] };
    });
    this.shardIds = this.#shards.map(({ id }) => id);
  }

  onRecord(listener: (shardId: string) => void): void {
    this.#listeners.push(listener);
    for (const { positions, first } of this.#shards) {
      positions.push(first - 1);
      positions.sort((a, b) => a - b);
    }
  }

  append(keyHash: number, change: Change): void {
    const shard = this.#shards[keyHash % this.#shards.length] as Shard;
    shard.changes.push(change);
    this.#dropDone(shard);
    for (const listener of this.#listeners) listener(shard.id);
  }

  read(shardId: string, afterSequence: string | undefined, limit: number): readonly StreamRecord[] {
    const shard = this.#shards.find(({ id }) => id === shardId);
    if (shard === undefined) throw new Error(`stream ${this.arn} has no shard ${shardId}`);
    const done = afterSequence === undefined ? 0 : Number(afterSequence) - sequenceBase;
    if (afterSequence !== undefined && done < shard.passed) throw new Error(`stream ${this.arn}: every reader has passed ${afterSequence}`);
    advance(shard.positions, done);
    this.#dropDone(shard);
    const from = Math.max(0, done + 1 - shard.first);
    return shard.changes.slice(from, from + limit).map((change, index) => {
      const number = shard.first + from + index;
      const eventId = shard.id.slice(-16) + number.toString(16).padStart(16, '0');
      return recordOf(this.#identity, change, eventId, String(sequenceBase + number));
    });
  }

  #dropDone(shard: Shard): void {
    const { changes } = shard;
    const done = shard.positions[0] ?? 0;
    const oldestMs = this.#world.clock.now() - keptMs;
    const passed = Math.min(changes.length, Math.max(0, done + 1 - shard.first));
    let count = passed;
    while (count < changes.length && (changes[count] as Change).atMs < oldestMs) count++;
    if (count < dropAtOnce) return;
    changes.splice(0, count);
    if (passed > 0) shard.passed = shard.first + passed - 1;
    shard.first += count;
  }
}

/** Sequence numbers all have the same number of digits, so that their text order is their order. */
const sequenceBase = 1_000_000_000_000_000;

/**
 * Moves the reader that read after `done`. Readers do not say who they are: the one furthest on that may have been it
 * is moved, so that no position is ever beyond where a reader truly is.
 */
function advance(positions: number[], done: number): void {
  const reader = positions.findLastIndex((position) => position <= done);
  if (reader >= 0) positions[reader] = done;
}
