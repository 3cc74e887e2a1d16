import type { World } from '../../world.ts';
import type { Lambda } from './lambda.ts';
import type { Matcher } from './pattern.ts';
import { type Discarded, type LaneSettings, makeLane, type StreamRecord } from './stream-lane.ts';

/** A table's stream, as far as a mapping needs it. */
export interface StreamSource {
  readonly arn: string;
  readonly shardIds: readonly string[];
  /** The shards that a shard has split into; none while it is open. */
  childrenOf(shardId: string): readonly string[];
  /** Up to `limit` records after a sequence number, oldest first; from the oldest kept where it is undefined. */
  read(shardId: string, afterSequence: string | undefined, limit: number): readonly StreamRecord[];
  /** Calls back when a record was written to a shard, or when it has split. */
  onRecord(listener: (shardId: string) => void): void;
}

/** An event source mapping from a table's stream. */
export interface StreamMappingSettings {
  /** Logical id, name or ARN of the function. */
  readonly functionReference: string;
  /** 1 to 10,000. @default 100 */
  readonly batchSize?: number;
  /** How long a batch may wait to fill, 0 to 300 s. @default 0 */
  readonly windowMs?: number;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** Batches of one shard at a time, 1 to 10; records of one item stay in order. @default 1 */
  readonly parallelizationFactor?: number;
  /** @default false */
  readonly reportsFailures?: boolean;
  /** Whether a failed batch is split in two; that uses no retry. @default false */
  readonly bisects?: boolean;
  /** @default infinite */
  readonly maximumRetries?: number;
  /** 60 s to 7 days. @default 24 h, what the stream keeps */
  readonly maximumAgeMs?: number;
  /** A record that none of these matches is passed over. @default all records pass */
  readonly filters?: readonly Matcher[];
  /** Takes what Lambda writes of records that it gave up. @default it is dropped */
  readonly onFailure?: (record: object) => void;
}

/** "Lambda polls shards in your DynamoDB stream for records at a base rate of four times per second" (AWS Lambda Developer Guide). */
const pollMs = 250;
/** Most records of one GetRecords call (DynamoDB API Reference). */
const readLimit = 1_000;
/** Records of a shard that were read and are not done, above which the mapping stops reading. */
const readAhead = 10_000;
const dayMs = 86_400_000;

/** Reads a table's stream for a function: one batch at a time for each shard and lane, in order, until it succeeds or is given up. */
export function mapStream(world: World, lambda: Lambda, stream: StreamSource, settings: StreamMappingSettings): void {
  const { filters = [], parallelizationFactor = 1 } = settings;
  const fn = lambda.find(settings.functionReference);
  const { arn: functionArn } = fn.settings;
  const random = world.random.fork(`stream ${stream.arn} ${fn.settings.id}`);

  const wakes = new Map<string, () => void>();

  /** Begins with a shard, once. */
  const begin = (shardId: string, position: StreamMappingSettings['startingPosition']) => {
    if (!wakes.has(shardId)) wakes.set(shardId, startShard(shardId, position));
  };

  const startShard = (shardId: string, position: StreamMappingSettings['startingPosition']): (() => void) => {
    const laneSettings: LaneSettings = {
      batchSize: settings.batchSize ?? 100,
      windowMs: settings.windowMs ?? 0,
      reportsFailures: settings.reportsFailures === true,
      bisects: settings.bisects === true,
      maximumRetries: settings.maximumRetries ?? Number.POSITIVE_INFINITY,
      maximumAgeMs: Math.min(settings.maximumAgeMs ?? dayMs, dayMs),
      onDiscard: (discarded) =>
        settings.onFailure?.(failureRecord(discarded, shardId, stream.arn, functionArn, random.uuid(), world.clock.now())),
    };
    /** Polls fall on this beat, which differs from shard to shard. */
    const phaseMs = random.int(pollMs);
    let after = position === 'LATEST' ? lastSequence(stream, shardId) : undefined;
    let pollPlanned = false;
    let mayHaveMore = true;

    const planPoll = () => {
      if (pollPlanned) return;
      pollPlanned = true;
      const sinceBeatMs = (world.clock.now() - phaseMs) % pollMs;
      world.clock.schedule(pollMs - sinceBeatMs, `${shardId} to ${fn.settings.id}`, () => {
        pollPlanned = false;
        poll();
      });
    };

    const isFull = () => lanes.reduce((sum, lane) => sum + lane.size(), 0) >= readAhead;

    /** Reads until nothing is left or enough is read ahead; a lane that makes progress reads on. */
    const poll = () => {
      while (mayHaveMore && !isFull()) {
        const records = stream.read(shardId, after, readLimit);
        mayHaveMore = records.length === readLimit;
        after = records.at(-1)?.dynamodb.SequenceNumber ?? after;
        for (const record of records) {
          if (filters.length > 0 && !filters.some((matches) => matches(record))) continue;
          lanes[parallelizationFactor === 1 ? 0 : itemHash(record) % parallelizationFactor]?.push(record);
        }
        for (const lane of lanes) lane.kick();
      }
      goOnToChildren();
    };
    /** Lambda reads the children of a shard once it is done with all records of the shard. */
    const goOnToChildren = () => {
      if (mayHaveMore || lanes.some((lane) => lane.size() > 0)) return;
      for (const child of stream.childrenOf(shardId)) begin(child, 'TRIM_HORIZON');
    };
    const lanes = Array.from({ length: parallelizationFactor }, () =>
      makeLane(world, lambda, fn, laneSettings, () => {
        if (mayHaveMore && !isFull()) planPoll();
        goOnToChildren();
      }),
    );
    planPoll();
    return () => {
      mayHaveMore = true;
      planPoll();
    };
  };

  const children = new Set(stream.shardIds.flatMap((shardId) => stream.childrenOf(shardId)));
  for (const shardId of stream.shardIds) if (!children.has(shardId)) begin(shardId, settings.startingPosition);
  stream.onRecord((shardId) => wakes.get(shardId)?.());
}

function lastSequence(stream: StreamSource, shardId: string): string | undefined {
  let after: string | undefined;
  for (;;) {
    const last = stream.read(shardId, after, readLimit).at(-1);
    if (last === undefined) return after;
    after = last.dynamodb.SequenceNumber;
  }
}

/** Lambda keeps the order of one item's records, not that of all items with one partition key. */
function itemHash(record: StreamRecord): number {
  let hash = 0x811c9dc5;
  for (const value of Object.values(record.dynamodb.Keys)) {
    for (const text of Object.values(value)) {
      for (const letter of String(text)) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    }
  }
  return hash >>> 0;
}

function failureRecord(
  { records, condition, attempts }: Discarded,
  shardId: string,
  streamArn: string,
  functionArn: string,
  requestId: string,
  nowMs: number,
): object {
  const iso = (seconds: number | undefined) => new Date((seconds ?? 0) * 1_000).toISOString();
  return {
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: attempts },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: iso(records[0]?.dynamodb.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: iso(records.at(-1)?.dynamodb.ApproximateCreationDateTime),
      batchSize: records.length,
      streamArn,
    },
  };
}
