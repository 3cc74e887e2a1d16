import type { World } from '#simulator/world.ts';
import { invalid, invalidValue } from '../refusals.ts';
import { ChangeStream } from '../streams/stream.ts';
import { type Item, typeOf } from '../values/values.ts';
import { Collection } from './collection.ts';
import { Expiry } from './expiry.ts';
import { checkKey, checkKeyValue, namesOf } from './keys.ts';
import { orderKey } from './order-key.ts';
import { Past } from './past.ts';
import type { Row, RowKey } from './row.ts';
import { SecondaryIndex } from './secondary-index.ts';
import type { Settings } from './settings.ts';
import { type KeyAttributes, keyAttributes, type TableDefinition } from './table-definition.ts';
import { hashOf, Throughput } from './throughput.ts';

/** One table: its rows, indexes, stream and limits. */
export class Table {
  readonly name: string;
  readonly arn: string;
  readonly keys: KeyAttributes;
  readonly keyNames: ReadonlySet<string>;
  readonly entries = new Collection<Row>();
  /** A table holds all attributes of its items. */
  readonly projected = undefined;
  readonly indexes: readonly SecondaryIndex[];
  readonly reads: Throughput;
  readonly writes: Throughput;
  readonly stream: ChangeStream | undefined;
  readonly expiry: Expiry | undefined;
  /** Where reads that are not consistent are behind. */
  readonly past: Past | undefined;

  constructor(world: World, settings: Settings, definition: TableDefinition) {
    this.name = definition.TableName;
    this.arn = `arn:aws:dynamodb:${world.region}:${world.accountId}:table/${this.name}`;
    this.keys = keyAttributes(definition, definition.KeySchema);
    this.keyNames = namesOf(this.keys);
    this.reads = new Throughput(world.clock, settings.partitions, settings.partitionReadUnits);
    this.writes = new Throughput(world.clock, settings.partitions, settings.partitionWriteUnits);
    this.indexes = [
      ...(definition.LocalSecondaryIndexes ?? []).map((index) => new SecondaryIndex(this, world, settings, definition, index, true)),
      ...(definition.GlobalSecondaryIndexes ?? []).map((index) => new SecondaryIndex(this, world, settings, definition, index, false)),
    ];
    const { StreamSpecification: stream, TimeToLiveSpecification: timeToLive } = definition;
    this.stream = stream && new ChangeStream(world, this.arn, [...this.keyNames], stream.StreamViewType, settings.streamShards);
    this.expiry = timeToLive?.Enabled ? new Expiry(timeToLive.AttributeName, settings.timeToLiveDelayMs) : undefined;
    this.past = settings.staleReadMs > 0 ? new Past(world.clock, settings.staleReadMs) : undefined;
  }

  /** @throws AwsError ValidationException where there is no such index. */
  index(name: string): SecondaryIndex {
    const found = this.indexes.find((index) => index.name === name);
    if (found === undefined) throw invalid(`The table does not have the specified index: ${name}`);
    return found;
  }

  /** Where a whole item belongs. @throws AwsError ValidationException for an item without a usable key. */
  placeOf(item: Item): RowKey {
    for (const attribute of [this.keys.hash, this.keys.range]) {
      if (attribute === undefined) continue;
      if (!Object.hasOwn(item, attribute.name)) throw invalidValue(`Missing the key ${attribute.name} in the item`);
      const actual = typeOf(item[attribute.name]);
      if (actual !== attribute.type) {
        throw invalidValue(`Type mismatch for key ${attribute.name} expected: ${attribute.type} actual: ${actual}`);
      }
    }
    return this.#rowKey(item);
  }

  /** The row that a key names. @throws AwsError ValidationException for anything but the key attributes. */
  keyOf(key: Item): RowKey {
    checkKey(this.keys, this.keyNames, key, 'The provided key element does not match the schema');
    return this.#rowKey(key);
  }

  #rowKey(item: Item): RowKey {
    const { hash, range } = this.keys;
    checkKeyValue(hash, item[hash.name], 'HASH');
    const partition = orderKey(item[hash.name]);
    if (range === undefined) return { partition, sort: '', hash: hashOf(partition) };
    checkKeyValue(range, item[range.name], 'RANGE');
    return { partition, sort: orderKey(item[range.name]), hash: hashOf(partition) };
  }
}
