import { type AttributeValue, toAttributeValues } from './attribute-values.ts';
import { inspect } from './item-size.ts';
import { decode } from './rows.ts';
import type { StreamViewType } from './table-definition.ts';
import { type Item, pick } from './values.ts';

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
  const { view } = stream;
  const before = once(() => decode(change.before ?? '{}'));
  const after = once(() => decode(change.after ?? '{}'));
  const keys = once(() => pick(change.after === undefined ? before() : after(), stream.keyNames));
  const images: Record<string, () => Item> = { Keys: keys };
  if (change.after !== undefined && (view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES')) images.NewImage = after;
  if (change.before !== undefined && (view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES')) images.OldImage = before;
  const dynamodb = {
    ApproximateCreationDateTime: Math.floor(change.atMs / 1000),
    SequenceNumber: sequence,
    StreamViewType: view,
    get SizeBytes() {
      return Object.values(images).reduce((bytes, image) => bytes + inspect(image()).bytes, 0);
    },
  };
  for (const [name, image] of Object.entries(images)) {
    Object.defineProperty(dynamodb, name, { enumerable: true, get: once(() => toAttributeValues(image())) });
  }
  return {
    eventID,
    eventName: change.before === undefined ? 'INSERT' : change.after === undefined ? 'REMOVE' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: stream.region,
    eventSourceARN: stream.arn,
    dynamodb: dynamodb as typeof dynamodb & { readonly Keys: AttributeValues },
    ...(change.expired && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
