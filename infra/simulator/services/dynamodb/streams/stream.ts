import type { World } from '#simulator/world.ts';
import type { StreamViewType } from '../storage/table-definition.ts';
import { type Change, recordOf, type StreamIdentity, type StreamRecord } from './stream-record.ts';

/** A table's stream, for whoever maps it to functions. */
export interface TableStream {
  readonly arn: string;
  /** All shards, those that have split too. */
  readonly shardIds: readonly string[];
  /** The shards that a shard has split into; none while it is open. They are to be read once it is read to its end. */
  childrenOf(shardId: string): readonly string[];
  /**
   * Splits every open shard in two: `key` keeps the items of a partition key together, as DynamoDB does in a table with a local index; `item` does
   * not. Sequence numbers of children are lower than those of their parents, as AWS promises no order between them.
   */
  split(by: 'key' | 'item'): void;
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
  /** What its sequence numbers begin after. */
  readonly base: number;
  readonly changes: Change[];
  /** Number of the first change in `changes`. */
  first: number;
  /** Number of the last change that was dropped because every reader was done with it. */
  passed: number;
  /** How far each reader has come, lowest first: all up to this number is done. */
  readonly positions: number[];
  /** What it has split into, if it has. */
  split?: { readonly by: 'key' | 'item'; readonly children: readonly [Shard, Shard] };
}

/** The records of one table's changes, in shards by hash of the partition key; they split when they are told to. */
export class ChangeStream implements TableStream {
  readonly arn: string;
  readonly #world: World;
  readonly #identity: StreamIdentity;
  /** Those it began with. */
  readonly #roots: readonly Shard[];
  readonly #shards = new Map<string, Shard>();
  readonly #listeners: ((shardId: string) => void)[] = [];
  #silent = false;

  constructor(world: World, tableArn: string, keyNames: readonly string[], view: StreamViewType, shards: number) {
    this.#world = world;
    this.arn = `${tableArn}/stream/${new Date(world.clock.now()).toISOString().slice(0, -1)}`;
    this.#identity = { arn: this.arn, region: world.region, keyNames, view };
    this.#roots = Array.from({ length: shards }, () => this.#open(sequenceBase));
  }

  get shardIds(): readonly string[] {
    return [...this.#shards.keys()];
  }

  childrenOf(shardId: string): readonly string[] {
    return (this.#shards.get(shardId)?.split?.children ?? []).map(({ id }) => id);
  }

  split(by: 'key' | 'item'): void {
    const open = [...this.#shards.values()].filter(({ split }) => split === undefined);
    for (const shard of open) {
      const base = shard.base - sequenceStep;
      shard.split = { by, children: [this.#open(base), this.#open(base)] };
    }
    for (const { id } of open) for (const listener of this.#listeners) listener(id);
  }

  onRecord(listener: (shardId: string) => void): void {
    this.#listeners.push(listener);
    for (const { positions, first } of this.#shards.values()) {
      positions.push(first - 1);
      positions.sort((a, b) => a - b);
    }
  }

  #open(base: number): Shard {
    const id = `shardId-${String(this.#shards.size).padStart(20, '0')}`;
    const shard: Shard = { id, base, changes: [], first: 1, passed: 0, positions: this.#listeners.map(() => 0) };
    this.#shards.set(id, shard);
    return shard;
  }

  /** Carries something out whose changes are in no stream, such as a restore. */
  silently(run: () => void): void {
    this.#silent = true;
    run();
    this.#silent = false;
  }

  append({ hash, sort }: { readonly hash: number; readonly sort: string }, change: Change): void {
    if (this.#silent) return;
    let shard = this.#roots[hash % this.#roots.length] as Shard;
    for (let salt = 1; shard.split !== undefined; salt++) {
      const { by, children } = shard.split;
      shard = children[halfOf(by === 'key' ? String(hash) : sort, salt)];
    }
    shard.changes.push(change);
    this.#dropDone(shard);
    for (const listener of this.#listeners) listener(shard.id);
  }

  read(shardId: string, afterSequence: string | undefined, limit: number): readonly StreamRecord[] {
    const shard = this.#shards.get(shardId);
    if (shard === undefined) throw new Error(`stream ${this.arn} has no shard ${shardId}`);
    const done = afterSequence === undefined ? 0 : Number(afterSequence) - shard.base;
    if (afterSequence !== undefined && done < shard.passed) throw new Error(`stream ${this.arn}: every reader has passed ${afterSequence}`);
    advance(shard.positions, done);
    this.#dropDone(shard);
    const from = Math.max(0, done + 1 - shard.first);
    return shard.changes.slice(from, from + limit).map((change, index) => {
      const number = shard.first + from + index;
      const eventId = shard.id.slice(-16) + number.toString(16).padStart(16, '0');
      return recordOf(this.#identity, change, eventId, String(shard.base + number));
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

/** Sequence numbers all have the same number of digits, so that within a shard their text order is their order. */
const sequenceBase = 9_000_000_000_000_000;
/** By how much the numbers of a child are lower: room for 80 splits, and for more changes than a shard ever has. */
const sequenceStep = 100_000_000_000_000;

/** Which half of a shard a text goes to; every salt halves anew. */
function halfOf(text: string, salt: number): 0 | 1 {
  let hash = Math.imul(salt, 0x9e3779b1);
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return ((hash ^ (hash >>> 15)) & 1) as 0 | 1;
}

/**
 * Moves the reader that read after `done`. Readers do not say who they are: the one furthest on that may have been it
 * is moved, so that no position is ever beyond where a reader truly is.
 */
function advance(positions: number[], done: number): void {
  const reader = positions.findLastIndex((position) => position <= done);
  if (reader >= 0) positions[reader] = done;
}
