import { describe, expect, it } from 'vitest';
import { virtualWorld } from '#simulator/world.ts';
import { database, plain } from '../testing.ts';
import type { TableStream } from './stream.ts';
import type { StreamRecord } from './stream-record.ts';

const key = { pk: 'a', sk: '1' };
const keys = { pk: { S: 'a' }, sk: { S: '1' } };

function streamOf(stage: ReturnType<typeof database>): TableStream {
  return stage.dynamodb.stream('things') as TableStream;
}

function all(stream: TableStream): readonly StreamRecord[] {
  return stream.shardIds.flatMap((shardId) => stream.read(shardId, undefined, 1000));
}

describe('a table’s stream', () => {
  it('records what was inserted, modified and removed, as Lambda gets it', () => {
    const stage = database();
    stage.call('PutItem', { TableName: 'things', Item: { ...key, b: Uint8Array.from([1]) } });
    stage.call('UpdateItem', {
      TableName: 'things',
      Key: key,
      UpdateExpression: 'SET b = :v',
      ExpressionAttributeValues: { ':v': new Set([1.5]) },
    });
    stage.call('DeleteItem', { TableName: 'things', Key: key });
    const records = all(streamOf(stage));
    expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    expect(records[1]).toEqual({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventName: 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-west-1',
      eventSourceARN: 'arn:aws:dynamodb:eu-west-1:123456789012:table/things/stream/2026-11-20T13:00:00.000',
      dynamodb: {
        ApproximateCreationDateTime: Date.UTC(2026, 10, 20, 13) / 1000,
        Keys: keys,
        OldImage: { ...keys, b: { B: 'AQ==' } },
        NewImage: { ...keys, b: { NS: ['1.5'] } },
        SequenceNumber: expect.stringMatching(/^\d+$/),
        SizeBytes: 6 + (6 + 2) + (6 + 4),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
    const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    expect([...numbers].sort()).toEqual(numbers);
    expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(3);
    expect(all(streamOf(stage))).toEqual(records);
  });

  it('records nothing where nothing changed', () => {
    const stage = database();
    stage.call('PutItem', { TableName: 'things', Item: { ...key, a: 1, b: new Set(['x', 'y']) } });
    stage.call('PutItem', { TableName: 'things', Item: { b: new Set(['y', 'x']), a: 1, ...key } });
    stage.call('UpdateItem', {
      TableName: 'things',
      Key: key,
      UpdateExpression: 'SET a = :v REMOVE c',
      ExpressionAttributeValues: { ':v': 1 },
    });
    stage.call('DeleteItem', { TableName: 'things', Key: { pk: 'none', sk: '1' } });
    expect(all(streamOf(stage))).toHaveLength(1);
  });

  it.each([
    ['KEYS_ONLY', []],
    ['NEW_IMAGE', ['NewImage']],
    ['OLD_IMAGE', ['OldImage']],
    ['NEW_AND_OLD_IMAGES', ['NewImage', 'OldImage']],
  ] as const)('with %s holds %o', (StreamViewType, images) => {
    const { dynamodb, call } = database();
    dynamodb.createTable({ ...plain, TableName: 'viewed', StreamSpecification: { StreamViewType } });
    call('PutItem', { TableName: 'viewed', Item: { id: 'a', n: 1 } });
    call('PutItem', { TableName: 'viewed', Item: { id: 'a', n: 2 } });
    const record = all(dynamodb.stream('viewed') as TableStream)[1]?.dynamodb;
    expect(
      Object.keys(record ?? {})
        .filter((field) => field.endsWith('Image'))
        .sort(),
    ).toEqual(images);
    expect(record).toMatchObject({ Keys: { id: { S: 'a' } }, StreamViewType });
    expect(dynamodb.stream('plain')).toBeUndefined();
  });

  it('keeps one key’s records in one shard and in order, and tells its readers of each', () => {
    const stage = database();
    const stream = streamOf(stage);
    const told: string[] = [];
    stream.onRecord((shardId) => told.push(shardId));
    for (let n = 0; n < 40; n++) stage.call('PutItem', { TableName: 'things', Item: { pk: `key ${n % 10}`, sk: '1', n } });
    const shards = stream.shardIds.map((shardId) => stream.read(shardId, undefined, 1000));
    expect(shards.map((records) => records.length)).toEqual(stream.shardIds.map((shardId) => told.filter((id) => id === shardId).length));
    expect(shards.filter((records) => records.length > 0).length).toBeGreaterThan(1);
    for (let k = 0; k < 10; k++) {
      const found = shards
        .map((records) => records.filter(({ dynamodb }) => dynamodb.Keys.pk?.S === `key ${k}`))
        .filter((records) => records.length > 0);
      expect(found).toHaveLength(1);
      expect(found[0]?.map(({ dynamodb }) => Number(dynamodb.NewImage?.n?.N))).toEqual([k, k + 10, k + 20, k + 30]);
    }
  });

  it('reads on after a record, so many at a time', () => {
    const stage = database({ streamShards: 1 });
    const stream = streamOf(stage);
    for (let n = 0; n < 5; n++) stage.call('PutItem', { TableName: 'things', Item: { ...key, n } });
    const [shardId = ''] = stream.shardIds;
    const found: string[] = [];
    let after: string | undefined;
    for (let page = stream.read(shardId, after, 2); page.length > 0; page = stream.read(shardId, after, 2)) {
      found.push(...page.map(({ dynamodb }) => dynamodb.NewImage?.n?.N as string));
      after = page.at(-1)?.dynamodb.SequenceNumber;
    }
    expect(found).toEqual(['0', '1', '2', '3', '4']);
  });

  it('keeps records until every reader has passed them', () => {
    const stage = database({ streamShards: 1, partitionWriteUnits: Number.POSITIVE_INFINITY });
    const stream = streamOf(stage);
    const [shardId = ''] = stream.shardIds;
    stream.onRecord(() => undefined);
    stream.onRecord(() => undefined);
    for (let n = 0; n < 1000; n++) stage.call('PutItem', { TableName: 'things', Item: { ...key, n } });
    const records = stream.read(shardId, undefined, 1000);
    const at = (index: number) => records[index]?.dynamodb.SequenceNumber;
    stream.read(shardId, at(899), 1);
    stream.read(shardId, at(899), 1);
    stream.read(shardId, at(999), 1);
    expect(stream.read(shardId, undefined, 1000)).toHaveLength(1000);
    stream.read(shardId, at(599), 1);
    expect(stream.read(shardId, undefined, 1000)).toEqual(records.slice(600));
    expect(() => stream.read(shardId, at(500), 1)).toThrow('every reader has passed');
  });

  it('forgets records after 24 hours', async () => {
    const world = virtualWorld();
    const stage = database({ streamShards: 1, partitionWriteUnits: Number.POSITIVE_INFINITY }, world);
    for (let n = 0; n < 600; n++) stage.call('PutItem', { TableName: 'things', Item: { ...key, n } });
    world.clock.schedule(24 * 60 * 60 * 1000 + 1, 'a day later', () => stage.call('DeleteItem', { TableName: 'things', Key: key }));
    await world.clock.run();
    expect(all(streamOf(stage)).map(({ eventName }) => eventName)).toEqual(['REMOVE']);
  });
});
