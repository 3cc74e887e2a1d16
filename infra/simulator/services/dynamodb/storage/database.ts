import type { Cancel } from '#simulator/clock.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Random } from '#simulator/random.ts';
import type { World } from '#simulator/world.ts';
import { Expressions } from '../expressions/bindings.ts';
import { throttled } from '../operations/capacity.ts';
import { deleteExpired } from '../operations/write.ts';
import { missing } from '../refusals.ts';
import { type DynamoDbOptions, type Settings, settingsOf } from './settings.ts';
import { Table } from './table.ts';
import type { TableDefinition } from './table-definition.ts';
import type { Throughput } from './throughput.ts';

/** An expiry further away than this schedules nothing: the next operation on the table looks again. */
const scheduledAheadMs = 24 * 60 * 60 * 1000;

/** All tables, and what the operations share. */
export class Database {
  readonly world: World;
  readonly expressions = new Expressions();
  readonly #settings: Settings;
  readonly #random: Random;
  readonly #tables = new Map<string, Table>();
  readonly #sweeps = new Map<Table, { readonly atMs: number; readonly cancel: Cancel }>();

  constructor(world: World, options: DynamoDbOptions) {
    this.world = world;
    this.#settings = settingsOf(options);
    this.#random = world.random.fork('dynamodb');
  }

  create(definition: TableDefinition): Table {
    if (this.#tables.has(definition.TableName)) {
      throw new AwsError('ResourceInUseException', `Table already exists: ${definition.TableName}`);
    }
    const table = new Table(this.world, this.#settings, definition);
    this.#tables.set(definition.TableName, table);
    return table;
  }

  /** A table, rid of what is overdue. @throws AwsError ResourceNotFoundException */
  table(name: string | undefined): Table {
    if (name === undefined) throw missing('tableName');
    const table = this.#tables.get(name);
    if (table === undefined) throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
    this.#expire(table);
    return table;
  }

  /** Names of all tables, in alphabetical order. */
  names(): readonly string[] {
    return [...this.#tables.keys()].sort();
  }

  /** Whether a part of a batch of so many is left unprocessed, by chance; a batch of one never is. */
  leavesOut(parts: number): boolean {
    return parts > 1 && this.#random.chance(this.#settings.unprocessedShare);
  }

  /** Counts units that an operation used on the meter. */
  count(operation: string, kind: 'readUnits' | 'writeUnits', units: number): void {
    this.world.meter.of('dynamodb', operation)[kind] += units;
  }

  /** @throws AwsError ThrottlingException where the partition of `hash` has no read capacity left. */
  admitRead(target: { readonly reads: Throughput; readonly arn: string }, hash: number): void {
    if (!target.reads.admits(hash)) throw throttled(target.arn, 'Read');
  }

  /**
   * Deletes what is due and sees to it that somebody looks again: one scheduled step a table at most, for its next
   * sweep, and none while that is more than a day away.
   */
  #expire(table: Table): void {
    const nextMs = table.expiry?.nextMs;
    if (nextMs === undefined) return;
    const now = this.world.clock.now();
    if (nextMs <= now) deleteExpired(table, now);
    this.arm(table);
  }

  /** Schedules the table's next sweep, where it is near and not yet scheduled. */
  arm(table: Table): void {
    const nextMs = table.expiry?.nextMs ?? Number.POSITIVE_INFINITY;
    const now = this.world.clock.now();
    const armed = this.#sweeps.get(table);
    if (nextMs > now + scheduledAheadMs || (armed !== undefined && armed.atMs <= nextMs)) return;
    armed?.cancel();
    const cancel = this.world.clock.schedule(nextMs - now, 'dynamodb time to live', () => {
      this.#sweeps.delete(table);
      this.#expire(table);
    });
    this.#sweeps.set(table, { atMs: nextMs, cancel });
  }
}
