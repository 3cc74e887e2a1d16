import type { Clock } from '#simulator/clock.ts';
import type { World } from '#simulator/world.ts';
import { invalid, invalidValue } from '../refusals.ts';
import { attributeBytes, utf8Bytes } from '../values/item-size.ts';
import { type Item, pick, typeOf } from '../values/values.ts';
import { Collection } from './collection.ts';
import { longestKeyBytes, namesOf } from './keys.ts';
import { compositeKey, orderKey } from './order-key.ts';
import type { Row, RowKey } from './row.ts';
import { encode } from './rows.ts';
import type { Settings } from './settings.ts';
import { type IndexDefinition, type KeyAttributes, keyAttributes, type TableDefinition } from './table-definition.ts';
import { hashOf, Throughput } from './throughput.ts';

/** An item's place in an index. */
export interface IndexEntry {
  readonly sort: string;
  readonly row: Row;
  /** Size of the projected attributes. */
  readonly bytes: number;
}

/** What an item puts into an index. */
export interface IndexImage {
  readonly partition: string;
  readonly sort: string;
  readonly bytes: number;
  /** Changes whenever a projected attribute changes. */
  readonly content: string;
}

/** What an index needs to know of its table. */
export interface IndexedTable {
  readonly arn: string;
  readonly keyNames: ReadonlySet<string>;
  readonly reads: Throughput;
  readonly writes: Throughput;
}

/** A global or local secondary index. A global one is as far behind its table as the settings say, a local one never. */
export class SecondaryIndex {
  readonly name: string;
  readonly arn: string;
  readonly local: boolean;
  readonly keys: KeyAttributes;
  /** The attributes that make an ExclusiveStartKey: the index's key and the table's. */
  readonly keyNames: ReadonlySet<string>;
  /** Names of the projected attributes; `undefined`: all. */
  readonly projected: ReadonlySet<string> | undefined;
  /** A local index shares its table's. */
  readonly reads: Throughput;
  readonly writes: Throughput;
  readonly #projectsKeysOnly: boolean;
  readonly #entries = new Collection<IndexEntry>();
  readonly #clock: Clock;
  readonly #delayMs: number;
  /** Changes that do not show yet, oldest first. */
  readonly #pending: { readonly atMs: number; readonly run: () => void }[] = [];

  constructor(
    table: IndexedTable,
    world: World,
    settings: Settings,
    tableDefinition: TableDefinition,
    definition: IndexDefinition,
    local: boolean,
  ) {
    this.name = definition.IndexName;
    this.arn = `${table.arn}/index/${this.name}`;
    this.local = local;
    this.#clock = world.clock;
    this.#delayMs = local ? 0 : settings.indexDelayMs;
    this.keys = keyAttributes(tableDefinition, definition.KeySchema);
    this.keyNames = new Set([...namesOf(this.keys), ...table.keyNames]);
    const { ProjectionType: type, NonKeyAttributes: others = [] } = definition.Projection;
    this.projected = type === 'ALL' ? undefined : new Set([...this.keyNames, ...others]);
    this.#projectsKeysOnly = type === 'KEYS_ONLY';
    this.reads = local ? table.reads : new Throughput(world.clock, settings.partitions, settings.partitionReadUnits);
    this.writes = local ? table.writes : new Throughput(world.clock, settings.partitions, settings.partitionWriteUnits);
  }

  /** What an item puts into this index; `undefined` where it lacks a key attribute. */
  imageOf(item: Item, key: RowKey, text: string, bytes: number): IndexImage | undefined {
    const { hash, range } = this.keys;
    if (!Object.hasOwn(item, hash.name) || (range !== undefined && !Object.hasOwn(item, range.name))) return undefined;
    const partition = orderKey(item[hash.name]);
    const place = [key.partition, key.sort];
    const sort = compositeKey(range === undefined ? place : [orderKey(item[range.name]), ...place]);
    if (this.projected === undefined) return { partition, sort, bytes, content: text };
    const content = this.#projectsKeysOnly ? '' : encode(pick(item, this.projected), false);
    return { partition, sort, bytes: attributeBytes(item, this.projected), content };
  }

  /** The entries that show by now. */
  get entries(): Collection<IndexEntry> {
    const now = this.#clock.now();
    while (this.#pending[0] !== undefined && this.#pending[0].atMs <= now) this.#pending.shift()?.run();
    return this.#entries;
  }

  /** Takes a row from where it stood to where it stands; undefined for nowhere. */
  move(old: IndexImage | undefined, image: IndexImage | undefined, row: Row | undefined): void {
    if (this.#delayMs === 0) {
      this.#move(old, image, row);
      return;
    }
    // A copy: the row itself goes on changing before this shows.
    const then = row && { ...row };
    this.#pending.push({ atMs: this.#clock.now() + this.#delayMs, run: () => this.#move(old, image, then, true) });
  }

  #move(old: IndexImage | undefined, image: IndexImage | undefined, row: Row | undefined, copied = false): void {
    const stays = old?.partition === image?.partition && old?.sort === image?.sort;
    if (old !== undefined && !stays) this.#entries.delete(old.partition, old.sort);
    if (image === undefined || row === undefined) return;
    if (stays && old?.bytes === image.bytes && !copied) return;
    this.#entries.put(image.partition, { sort: image.sort, row, bytes: image.bytes });
  }

  /** The hash that decides which partition of the index an image is in. */
  hashOf(image: IndexImage): number {
    return hashOf(image.partition);
  }

  /**
   * Checks the attributes that are this index's key.
   * @param updated true where an update expression made the item: AWS then says it otherwise
   * @throws AwsError ValidationException for a wrong type, an empty or a too long value.
   */
  check(item: Item, updated: boolean): void {
    for (const attribute of this.keys.range === undefined ? [this.keys.hash] : [this.keys.hash, this.keys.range]) {
      const value = item[attribute.name];
      if (value === undefined) continue;
      const actual = typeOf(value);
      if (actual !== attribute.type) {
        if (updated) throw invalid('The update expression attempted to update the secondary index key to unsupported type');
        const about = `${attribute.name} Expected: ${attribute.type} Actual: ${actual} IndexName: ${this.name}`;
        throw invalidValue(`Type mismatch for Index Key ${about}`);
      }
      if (actual === 'N') continue;
      const bytes = typeof value === 'string' ? utf8Bytes(value) : (value as Uint8Array).byteLength;
      if (bytes === 0) throw this.#empty(attribute.name, actual === 'S' ? 'string' : 'binary', updated);
      if (bytes <= longestKeyBytes[attribute === this.keys.hash ? 'HASH' : 'RANGE']) continue;
      if (updated) throw invalid('The update expression attempted to update the secondary index key beyond allowed size limits.');
      throw invalidValue('Size limit exceeded');
    }
  }

  #empty(attribute: string, kind: string, updated: boolean): Error {
    const what = `The AttributeValue for a key attribute cannot contain an empty ${kind} value.`;
    const how = updated
      ? 'The update expression attempted to update a secondary index key to a value that is not supported.'
      : 'A value specified for a secondary index key is not supported.';
    const where = updated ? '' : ` IndexName: ${this.name}, IndexKey: ${attribute}`;
    return invalid(`One or more parameter values are not valid. ${how} ${what}${where}`);
  }
}
