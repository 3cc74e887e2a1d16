import type { DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { FaultPoint } from '../../faults.ts';
import { virtualWorld } from '../../world.ts';
import { compilePattern } from './pattern.ts';
import type { Handler, Sandbox } from './sandbox.ts';
import type { StreamRecord } from './stream-lane.ts';
import { mapStream, type StreamMappingSettings, type StreamSource } from './stream-mapping.ts';
import { lambdaWith } from './testing.ts';

/** A function fed by a stream of one shard; `write` adds records for items. */
function streamWorld(
  handle: (sandbox: Sandbox) => Handler,
  settings: Partial<StreamMappingSettings> = {},
  world = virtualWorld(),
  before: readonly string[] = [],
) {
  const records: StreamRecord[] = [];
  const listeners: ((shardId: string) => void)[] = [];
  const write = (...items: readonly string[]) => {
    for (const item of items) {
      records.push({
        dynamodb: {
          Keys: { pk: { S: item } },
          SequenceNumber: String(100 + records.length),
          ApproximateCreationDateTime: world.clock.now() / 1_000,
        },
      });
    }
    for (const listener of listeners) listener('shard-1');
  };
  const stream: StreamSource = {
    arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/2026',
    shardIds: ['shard-1'],
    childrenOf: () => [],
    read: (_shardId, after, limit) => {
      const start = after === undefined ? 0 : Number(after) - 99;
      return records.slice(start, start + limit);
    },
    onRecord: (listener) => listeners.push(listener),
  };
  write(...before);
  const lambda = lambdaWith(world, { reader: handle });
  mapStream(world, lambda, stream, { functionReference: 'reader', startingPosition: 'TRIM_HORIZON', ...settings });
  return { world, lambda, write };
}

const items = (event: unknown) => (event as DynamoDBStreamEvent).Records.map((record) => String(record.dynamodb?.Keys?.pk?.S));
const sequenceOf = (event: unknown, item: string) =>
  (event as DynamoDBStreamEvent).Records.find((record) => record.dynamodb?.Keys?.pk?.S === item)?.dynamodb?.SequenceNumber;

describe('a stream mapping', () => {
  it('hands records over in order, one batch at a time, within a quarter of a second', async () => {
    const seen: string[][] = [];
    const { world, lambda, write } = streamWorld(
      (sandbox) => async (event) => {
        seen.push(items(event));
        await sandbox.clock.sleep(500);
      },
      { batchSize: 2 },
    );
    await world.clock.run();
    const startMs = world.clock.now();
    write('a', 'b', 'c');
    await world.clock.run({ until: () => seen.length === 1 });
    expect(world.clock.now() - startMs).toBeLessThanOrEqual(250);
    await world.clock.run();
    expect(seen).toStrictEqual([['a', 'b'], ['c']]);
    expect(lambda.usage('reader').peakConcurrency).toBe(1);
  });

  it('has nothing to do once the stream is read', async () => {
    const { world, lambda } = streamWorld(() => async () => undefined, {}, virtualWorld(), ['early']);
    await world.clock.run();
    expect(lambda.usage('reader').invocations).toBe(1);
  });

  it('passes over what was there before it, when it begins at the latest', async () => {
    const seen: string[] = [];
    const handle = () => async (event: unknown) => void seen.push(...items(event));
    const { world, write } = streamWorld(handle, { startingPosition: 'LATEST' }, virtualWorld(), ['old']);
    write('new');
    await world.clock.run();
    expect(seen).toStrictEqual(['new']);
  });

  it('waits for its window to fill a batch', async () => {
    const seen: string[][] = [];
    const { world, write } = streamWorld(() => async (event) => void seen.push(items(event)), { batchSize: 100, windowMs: 1_000 });
    write('a');
    await world.clock.run({ untilMs: world.clock.now() + 600 });
    write('b');
    await world.clock.run();
    expect(seen).toStrictEqual([['a', 'b']]);
  });

  it('reads a backlog that is longer than one read', async () => {
    let count = 0;
    const backlog = Array.from({ length: 25_000 }, (_, index) => `item ${index}`);
    const handle = () => async (event: unknown) => void (count += items(event).length);
    const { world } = streamWorld(handle, { batchSize: 1_000 }, virtualWorld(), backlog);
    await world.clock.run();
    expect(count).toBe(25_000);
  });

  it('hands over only what a filter matches', async () => {
    const seen: string[] = [];
    const filters = [compilePattern({ dynamodb: { Keys: { pk: { S: [{ prefix: 'x' }] } } } }, { numeric: false })];
    const { world, write } = streamWorld(() => async (event) => void seen.push(...items(event)), { filters });
    write('x1', 'y1', 'x2');
    await world.clock.run();
    expect(seen).toStrictEqual(['x1', 'x2']);
  });

  it('runs lanes side by side and keeps the order of every item', async () => {
    const seen = new Map<string, string[]>();
    const { world, lambda, write } = streamWorld(
      (sandbox) => async (event) => {
        await sandbox.clock.sleep(100);
        for (const record of (event as DynamoDBStreamEvent).Records) {
          const item = String(record.dynamodb?.Keys?.pk?.S);
          seen.set(item, [...(seen.get(item) ?? []), String(record.dynamodb?.SequenceNumber)]);
        }
      },
      { batchSize: 3, parallelizationFactor: 4 },
    );
    write(...Array.from({ length: 200 }, (_, index) => `item ${index % 20}`));
    await world.clock.run();
    expect(lambda.usage('reader').peakConcurrency).toBe(4);
    expect([...seen.values()].flat()).toHaveLength(200);
    for (const sequences of seen.values()) expect(sequences).toStrictEqual(sequences.toSorted());
  });
});

describe('a stream mapping whose function fails', () => {
  const poison = (event: unknown) => {
    if (items(event).includes('bad')) throw new Error('poison');
  };

  it('retries the batch and holds up its shard', async () => {
    const seen: string[][] = [];
    let failures = 3;
    const { world, write } = streamWorld(
      () => async (event) => {
        seen.push(items(event));
        if (failures-- > 0) throw new Error('no');
      },
      { batchSize: 2 },
    );
    write('a', 'b', 'c');
    await world.clock.run();
    expect(seen).toStrictEqual([['a', 'b'], ['a', 'b'], ['a', 'b'], ['a', 'b'], ['c']]);
  });

  it('gives up after its retries and says so', async () => {
    const failures: unknown[] = [];
    const done: string[] = [];
    const { world, lambda, write } = streamWorld(
      () => async (event) => {
        poison(event);
        done.push(...items(event));
      },
      { batchSize: 2, maximumRetries: 2, onFailure: (record) => failures.push(record) },
    );
    write('a', 'bad', 'c');
    await world.clock.run();
    expect(done).toStrictEqual(['c']);
    expect(lambda.usage('reader').errors).toBe(3);
    expect(failures).toMatchObject([
      {
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
        DDBStreamBatchInfo: { shardId: 'shard-1', startSequenceNumber: '100', endSequenceNumber: '101', batchSize: 2 },
      },
    ]);
  });

  it('splits the batch, without using retries, until only the bad record is given up', async () => {
    const done: string[] = [];
    const failures: { DDBStreamBatchInfo?: { batchSize: number } }[] = [];
    const { world, write } = streamWorld(
      () => async (event) => {
        poison(event);
        done.push(...items(event));
      },
      { batchSize: 8, bisects: true, maximumRetries: 0, onFailure: (record) => failures.push(record) },
    );
    write('a', 'b', 'c', 'd', 'bad', 'e', 'f', 'g');
    await world.clock.run();
    expect(done).toStrictEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(failures.map((failure) => failure.DDBStreamBatchInfo?.batchSize)).toStrictEqual([1]);
  });

  it('goes on from the lowest record that it reports', async () => {
    const seen: string[][] = [];
    let failures = 1;
    const { world, write } = streamWorld(
      () => async (event) => {
        seen.push(items(event));
        if (failures-- === 0) return undefined;
        return { batchItemFailures: [{ itemIdentifier: sequenceOf(event, 'd') }, { itemIdentifier: sequenceOf(event, 'b') }] };
      },
      { reportsFailures: true },
    );
    write('a', 'b', 'c', 'd');
    await world.clock.run();
    expect(seen).toStrictEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'c', 'd'],
    ]);
  });

  it('gives up records that became too old', async () => {
    const conditions: unknown[] = [];
    const { world, write } = streamWorld(() => async () => Promise.reject(new Error('no')), {
      maximumAgeMs: 60_000,
      onFailure: (record) => conditions.push((record as { requestContext?: { condition?: string } }).requestContext?.condition),
    });
    write('a');
    await world.clock.run();
    expect(conditions).toStrictEqual(['RecordAgeExceeded']);
  });

  it('hands a batch over again when its checkpoint is lost', async () => {
    let lost = 0;
    const at = ({ operation }: FaultPoint) => (operation === 'Checkpoint' && lost++ === 0 ? ({ kind: 'crash' } as const) : undefined);
    const seen: string[][] = [];
    const { world, write } = streamWorld(() => async (event) => void seen.push(items(event)), {}, virtualWorld({ faults: { at } }));
    write('a');
    await world.clock.run();
    expect(seen).toStrictEqual([['a'], ['a']]);
  });
});
