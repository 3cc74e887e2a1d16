import { decode } from '../storage/rows.ts';
import type { StreamViewType } from '../storage/table-definition.ts';
import { type AttributeValue, toAttributeValues } from '../values/attribute-values.ts';
import { inspect } from '../values/item-size.ts';
import { type Item, pick } from '../values/values.ts';

type AttributeValues = Readonly<Record<string, AttributeValue>>;

/** A change of one item, as Lambda hands it to a stream's readers. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  readonly dynamodb: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: AttributeValues;
    readonly NewImage?: AttributeValues;
    readonly OldImage?: AttributeValues;
    /** Digits; rises within a shard, in text order too. */
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: StreamViewType;
  };
  /** Only where time to live deleted the item. */
  readonly userIdentity?: { readonly type: 'Service'; readonly principalId: 'dynamodb.amazonaws.com' };
}

/** A change as it is kept: images are the very texts that the rows hold or held. */
export interface Change {
  readonly atMs: number;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** True where time to live deleted the item. */
  readonly expired: boolean;
}

/** What all records of a stream have in common. */
export interface StreamIdentity {
  readonly arn: string;
  readonly region: string;
  readonly keyNames: readonly string[];
  readonly view: StreamViewType;
}

/** The record of a change. Its images are unpacked and marshalled when somebody looks at them, once. */
export function recordOf(stream: StreamIdentity, change: Change, eventID: string, sequence: string): StreamRecord {
  return {
    eventID,
    eventName: change.before === undefined ? 'INSERT' : change.after === undefined ? 'REMOVE' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: stream.region,
    eventSourceARN: stream.arn,
    dynamodb: new RecordContent(stream, change, sequence),
    ...(change.expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
  };
}

/**
 * The part of a record that is unpacked late. The getters are properties of each record, as fields of JSON are, but
 * the functions behind them are shared: a closure for each would cost more than the unpacking saves.
 */
class RecordContent {
  readonly ApproximateCreationDateTime: number;
  readonly SequenceNumber: string;
  readonly StreamViewType: StreamViewType;
  declare readonly Keys: AttributeValues;
  declare readonly NewImage?: AttributeValues;
  declare readonly OldImage?: AttributeValues;
  declare readonly SizeBytes: number;
  readonly #change: Change;
  readonly #keyNames: readonly string[];
  #items: { readonly before: Item | undefined; readonly after: Item | undefined } | undefined;
  #keys: AttributeValues | undefined;
  #newImage: AttributeValues | undefined;
  #oldImage: AttributeValues | undefined;

  constructor({ keyNames, view }: StreamIdentity, change: Change, sequence: string) {
    this.ApproximateCreationDateTime = Math.floor(change.atMs / 1000);
    this.SequenceNumber = sequence;
    this.StreamViewType = view;
    this.#change = change;
    this.#keyNames = keyNames;
    const { keys, newImage, oldImage, size } = RecordContent.#getters;
    Object.defineProperty(this, 'Keys', keys);
    Object.defineProperty(this, 'SizeBytes', size);
    if (change.after !== undefined && (view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES'))
      Object.defineProperty(this, 'NewImage', newImage);
    if (change.before !== undefined && (view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES'))
      Object.defineProperty(this, 'OldImage', oldImage);
  }

  static readonly #getters = {
    keys: getter((record: RecordContent) => (record.#keys ??= toAttributeValues(record.#keyItem()))),
    newImage: getter((record: RecordContent) => (record.#newImage ??= toAttributeValues(record.#unpacked().after ?? {}))),
    oldImage: getter((record: RecordContent) => (record.#oldImage ??= toAttributeValues(record.#unpacked().before ?? {}))),
    size: getter((record: RecordContent) => {
      const { before, after } = record.#unpacked();
      const images = [record.#keyItem(), Object.hasOwn(record, 'NewImage') ? after : {}, Object.hasOwn(record, 'OldImage') ? before : {}];
      return images.reduce<number>((bytes, image) => bytes + inspect(image ?? {}).bytes, 0);
    }),
  };

  #unpacked() {
    const { before, after } = this.#change;
    this.#items ??= { before: before === undefined ? undefined : decode(before), after: after === undefined ? undefined : decode(after) };
    return this.#items;
  }

  #keyItem(): Item {
    const { before, after } = this.#unpacked();
    return pick(after ?? before ?? {}, this.#keyNames);
  }
}

function getter<T>(read: (record: T) => unknown): PropertyDescriptor {
  return {
    enumerable: true,
    get(this: T) {
      return read(this);
    },
  };
}
