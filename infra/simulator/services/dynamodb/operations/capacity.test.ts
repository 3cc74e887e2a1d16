import { describe, expect, it } from 'vitest';
import { virtualWorld } from '#simulator/world.ts';
import { refusal } from '../../testing.ts';
import { database } from '../testing.ts';

const key = { pk: 'a', sk: '1' };
const inThings = { TableName: 'things' };

describe('request units', () => {
  const big = 'x'.repeat(1500);
  it.each([
    ['a new item by the KB', [{ big }], 2],
    ['the larger of old and new', [{ big }, {}], 2],
    ['an entry in a local index', [{ big }, { big, due: 'x' }], 3],
    ['an entry that moves twice', [{ due: 'x' }, { due: 'y' }], 3],
    ['no entry whose projected attributes stay', [{ due: 'x' }, { due: 'x', other: 1 }], 1],
    ['an entry in each of two global indexes', [{ grp: 'g', rank: 1 }], 3],
    [
      'the size of what an index projects',
      [
        { grp: 'g', rank: 1 },
        { grp: 'g', rank: 1, extra: big },
      ],
      4,
    ],
    ['entries that go', [{ grp: 'g', rank: 1, extra: big }, {}], 5],
  ])('count %s', (_what, items, units) => {
    const { call, world } = database();
    const outputs = items.map((item) => call('PutItem', { ...inThings, Item: { ...key, ...item }, ReturnConsumedCapacity: 'TOTAL' }));
    expect(outputs.at(-1)).toEqual({ ConsumedCapacity: { TableName: 'things', CapacityUnits: units } });
    expect(world.meter.of('dynamodb', 'PutItem').writeUnits).toBeGreaterThanOrEqual(units);
  });

  it('count reads by 4 KB, half for eventual ones', () => {
    const { call, world } = database();
    call('PutItem', { ...inThings, Item: { ...key, big: 'x'.repeat(5000) } });
    const read = (parameters: object) =>
      call('GetItem', { ...inThings, Key: key, ReturnConsumedCapacity: 'TOTAL', ...parameters }).ConsumedCapacity;
    expect(read({})).toEqual({ TableName: 'things', CapacityUnits: 1 });
    expect(read({ ConsistentRead: true })).toEqual({ TableName: 'things', CapacityUnits: 2 });
    expect(read({ Key: { pk: 'none', sk: '1' } })).toEqual({ TableName: 'things', CapacityUnits: 0.5 });
    expect(world.meter.of('dynamodb', 'GetItem').readUnits).toBe(3.5);
  });

  it('count a refused condition like a write of the item that is there', () => {
    const { call, world } = database();
    call('PutItem', { ...inThings, Item: { ...key, big } });
    refusal(() => call('PutItem', { ...inThings, Item: key, ConditionExpression: 'attribute_not_exists(pk)' }));
    expect(world.meter.of('dynamodb', 'PutItem').writeUnits).toBe(4);
  });
});

describe('partition throughput', () => {
  it('throttles a hot partition key, and lets it go on as time passes', () => {
    const world = virtualWorld();
    const { call } = database({}, world);
    const put = (pk: string, n: number) => call('PutItem', { ...inThings, Item: { pk, sk: String(n) } });
    for (let n = 0; n < 1000; n++) put('hot', n);
    expect(() => put('hot', 1000)).toThrow(
      expect.objectContaining({
        name: 'ThrottlingException',
        message: expect.stringContaining('Throughput exceeds the current capacity of your table or index.'),
        throttlingReasons: [
          { reason: 'TableWriteKeyRangeThroughputExceeded', resource: 'arn:aws:dynamodb:eu-west-1:123456789012:table/things' },
        ],
      }),
    );
    expect(refusal(() => call('UpdateItem', { ...inThings, Key: { pk: 'hot', sk: '1' } })).name).toBe('ThrottlingException');
    world.clock.schedule(10, 'later', () => {
      for (let n = 0; n < 10; n++) put('hot', n);
      expect(refusal(() => put('hot', 0)).name).toBe('ThrottlingException');
    });
    return world.clock.run();
  });

  it('counts refused conditions against the partition', () => {
    const { call } = database({ partitionWriteUnits: 3 });
    const refuse = () => refusal(() => call('UpdateItem', { ...inThings, Key: key, ConditionExpression: 'attribute_exists(pk)' })).name;
    expect([refuse(), refuse(), refuse(), refuse()]).toEqual([...Array(3).fill('ConditionalCheckFailedException'), 'ThrottlingException']);
  });

  it('throttles reads by their size', () => {
    const { call } = database({ partitionReadUnits: 10 });
    call('PutItem', { ...inThings, Item: { ...key, big: 'x'.repeat(100_000) } });
    call('GetItem', { ...inThings, Key: key, ConsistentRead: true });
    expect(refusal(() => call('GetItem', { ...inThings, Key: key })).name).toBe('ThrottlingException');
  });

  it('throttles writes whose global index has a hot key', () => {
    const { call } = database({ partitionWriteUnits: 100, partitions: 16 });
    const put = (n: number) => call('PutItem', { ...inThings, Item: { pk: `key ${n}`, sk: '1', grp: 'hot' } });
    for (let n = 0; n < 100; n++) put(n);
    expect(refusal(() => put(100)).message).toContain('one or more global secondary indexes');
    expect(call('GetItem', { ...inThings, Key: { pk: 'key 100', sk: '1' } })).toEqual({});
  });

  it('can be switched off', () => {
    const { call } = database({ partitionWriteUnits: Number.POSITIVE_INFINITY });
    for (let n = 0; n < 3000; n++) call('PutItem', { ...inThings, Item: { ...key, n } });
    expect(call('GetItem', { ...inThings, Key: key }).Item).toMatchObject({ n: 2999 });
  });
});
