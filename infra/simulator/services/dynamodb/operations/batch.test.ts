import { describe, expect, it } from 'vitest';
import { refusal } from '../../testing.ts';
import { database } from '../testing.ts';

const put = (id: string, more: object = {}) => ({ PutRequest: { Item: { id, ...more } } });
const remove = (id: string) => ({ DeleteRequest: { Key: { id } } });
const numbered = (count: number) => Array.from({ length: count }, (_, n) => String(n));

describe('BatchWriteItem', () => {
  it('puts and deletes in several tables, and counts units by table', () => {
    const { call, dynamodb, world } = database();
    call('PutItem', { TableName: 'plain', Item: { id: 'old' } });
    const RequestItems = {
      plain: [put('new'), remove('old'), remove('never')],
      things: [{ PutRequest: { Item: { pk: 'a', sk: '1', due: 'x' } } }],
    };
    const output = call('BatchWriteItem', { RequestItems, ReturnConsumedCapacity: 'TOTAL' });
    expect(output).toEqual({
      UnprocessedItems: {},
      ConsumedCapacity: [
        { TableName: 'plain', CapacityUnits: 3 },
        { TableName: 'things', CapacityUnits: 2 },
      ],
    });
    expect([...dynamodb.rows('plain')]).toEqual([{ id: 'new' }]);
    expect(world.meter.of('dynamodb', 'BatchWriteItem').writeUnits).toBe(5);
  });

  it('gives back what found no capacity, and is throttled where nothing did', () => {
    const { call, dynamodb } = database({ partitionWriteUnits: 3, partitions: 1 });
    const output = call('BatchWriteItem', { RequestItems: { plain: numbered(5).map((id) => put(id)) } });
    expect(output.UnprocessedItems).toEqual({ plain: [put('3'), put('4')] });
    expect([...dynamodb.rows('plain')]).toHaveLength(3);
    expect(refusal(() => call('BatchWriteItem', { RequestItems: output.UnprocessedItems })).name).toBe('ThrottlingException');
  });

  it.each([
    [{}, 'BatchWriteItem cannot have a null or no requests set'],
    [{ plain: [] }, 'The batch write request list for a table cannot be null or empty: plain'],
    [{ plain: numbered(26).map(remove) }, 'Too many items requested for the BatchWriteItem call'],
    [{ plain: [put('a'), remove('a')] }, 'Provided list of item keys contains duplicates'],
    [
      { plain: [put('a'), { ...put('b'), ...remove('c') }] },
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    ],
    [{ plain: [put('a'), { DeleteRequest: { Key: { x: 'a' } } }] }, 'The provided key element does not match the schema'],
    [{ plain: [put('a'), put('b', { big: 'x'.repeat(410_000) })] }, 'Item size has exceeded the maximum allowed size'],
  ])('refuses %.0o as a whole', (RequestItems, message) => {
    const { call, dynamodb } = database();
    expect(refusal(() => call('BatchWriteItem', { RequestItems }))).toEqual({ name: 'ValidationException', message });
    expect([...dynamodb.rows('plain')]).toEqual([]);
  });

  it('refuses tables that are not there', () => {
    const { call } = database();
    expect(refusal(() => call('BatchWriteItem', { RequestItems: { none: [put('a')] } })).name).toBe('ResourceNotFoundException');
  });
});

describe('BatchGetItem', () => {
  it('reads the items that are there, with each table’s own projection and consistency', () => {
    const { call, world } = database();
    call('PutItem', { TableName: 'plain', Item: { id: 'a', n: 1 } });
    call('PutItem', { TableName: 'things', Item: { pk: 'a', sk: '1', n: 2, x: 3 } });
    const RequestItems = {
      plain: { Keys: [{ id: 'a' }, { id: 'none' }], ConsistentRead: true },
      things: { Keys: [{ pk: 'a', sk: '1' }], ProjectionExpression: '#n', ExpressionAttributeNames: { '#n': 'n' } },
    };
    expect(call('BatchGetItem', { RequestItems, ReturnConsumedCapacity: 'TOTAL' })).toEqual({
      Responses: { plain: [{ id: 'a', n: 1 }], things: [{ n: 2 }] },
      UnprocessedKeys: {},
      ConsumedCapacity: [
        { TableName: 'plain', CapacityUnits: 2 },
        { TableName: 'things', CapacityUnits: 0.5 },
      ],
    });
    expect(world.meter.of('dynamodb', 'BatchGetItem').readUnits).toBe(2.5);
  });

  it('stops at 16 MB and gives the rest back with its parameters', () => {
    const { call } = database({ partitionWriteUnits: Number.POSITIVE_INFINITY });
    for (const id of numbered(50)) call('PutItem', { TableName: 'plain', Item: { id, big: 'x'.repeat(400_000) } });
    const output = call('BatchGetItem', { RequestItems: { plain: { Keys: numbered(50).map((id) => ({ id })), ConsistentRead: true } } });
    expect((output.Responses as { plain: unknown[] }).plain).toHaveLength(41);
    expect(output.UnprocessedKeys).toEqual({
      plain: {
        Keys: numbered(50)
          .slice(41)
          .map((id) => ({ id })),
        ConsistentRead: true,
      },
    });
  });

  it('gives back what found no capacity, and is throttled where nothing did', () => {
    const { call } = database({ partitionReadUnits: 1, partitions: 1 });
    const output = call('BatchGetItem', { RequestItems: { plain: { Keys: numbered(3).map((id) => ({ id })) } } });
    expect(output.UnprocessedKeys).toEqual({ plain: { Keys: [{ id: '2' }] } });
    expect(refusal(() => call('BatchGetItem', { RequestItems: output.UnprocessedKeys })).name).toBe('ThrottlingException');
  });

  it.each([
    [{}, 'BatchGetItem must have some requests set'],
    [{ plain: { Keys: [] } }, 'The list of keys in RequestItems for BatchGetItem is required: plain has empty list'],
    [{ plain: { Keys: numbered(101).map((id) => ({ id })) } }, 'Too many items requested for the BatchGetItem call'],
    [{ plain: { Keys: [{ id: 'a' }, { id: 'a' }] } }, 'Provided list of item keys contains duplicates'],
    [{ plain: { Keys: [{ id: 1 }] } }, 'The provided key element does not match the schema'],
    [
      { plain: { Keys: [{ id: 'a' }], ExpressionAttributeNames: { '#a': 'a' } } },
      'ExpressionAttributeNames can only be specified when using expressions',
    ],
  ])('refuses %.0o', (RequestItems, message) => {
    const { call } = database();
    expect(refusal(() => call('BatchGetItem', { RequestItems }))).toEqual({ name: 'ValidationException', message });
  });
});
