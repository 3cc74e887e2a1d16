import { describe, expect, it } from 'vitest';
import { virtualWorld } from '#simulator/world.ts';
import { refusal } from '../../testing.ts';
import { database } from '../testing.ts';

const put = (id: string, more: object = {}) => ({ Put: { TableName: 'plain', Item: { id }, ...more } });
const update = (id: string, UpdateExpression: string, value: unknown) => ({
  Update: { TableName: 'plain', Key: { id }, UpdateExpression, ExpressionAttributeValues: { ':v': value } },
});
const absent = { ConditionExpression: 'attribute_not_exists(id)' };
const canceled = (codes: string) => `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;

describe('TransactWriteItems', () => {
  it('makes all four kinds of action together', () => {
    const { call, dynamodb } = database();
    call('PutItem', { TableName: 'plain', Item: { id: 'gone' } });
    call('PutItem', { TableName: 'plain', Item: { id: 'kept', n: 1 } });
    const TransactItems = [
      put('new', absent),
      update('kept', 'ADD n :v', 1),
      { Delete: { TableName: 'plain', Key: { id: 'gone' } } },
      { ConditionCheck: { TableName: 'things', Key: { pk: 'a', sk: '1' }, ConditionExpression: 'attribute_not_exists(pk)' } },
    ];
    expect(call('TransactWriteItems', { TransactItems })).toEqual({});
    expect([...dynamodb.rows('plain')]).toEqual([{ id: 'kept', n: 2 }, { id: 'new' }]);
  });

  it('changes nothing where one condition fails, and says which', () => {
    const { call, dynamodb } = database();
    call('PutItem', { TableName: 'plain', Item: { id: 'there' } });
    const TransactItems = [
      put('new'),
      put('there', { ...absent, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      { ConditionCheck: { TableName: 'plain', Key: { id: 'none' }, ConditionExpression: 'attribute_exists(id)' } },
    ];
    expect(() => call('TransactWriteItems', { TransactItems })).toThrow(
      expect.objectContaining({
        name: 'TransactionCanceledException',
        message: canceled('None, ConditionalCheckFailed, ConditionalCheckFailed'),
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { id: { S: 'there' } } },
          { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
        ],
      }),
    );
    expect([...dynamodb.rows('plain')]).toEqual([{ id: 'there' }]);
  });

  it.each([
    [update('b', 'SET a.b = :v', 1), 'The document path provided in the update expression is invalid for update'],
    [update('b', 'SET a = :v', 'x'.repeat(410_000)), 'Item size to update has exceeded the maximum allowed size'],
    [
      update('b', 'SET id = :v', 1),
      'One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key',
    ],
    [{ Put: { TableName: 'plain', Item: { x: 'b' } } }, 'One or more parameter values were invalid: Missing the key id in the item'],
    [{ Delete: { TableName: 'plain', Key: { id: 1 } } }, 'The provided key element does not match the schema'],
  ])('is cancelled by %.0o, which does not fit its table or item', (action, Message) => {
    const { call, dynamodb } = database();
    expect(() => call('TransactWriteItems', { TransactItems: [put('a'), action] })).toThrow(
      expect.objectContaining({
        message: canceled('None, ValidationError'),
        CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError', Message }],
      }),
    );
    expect([...dynamodb.rows('plain')]).toEqual([]);
  });

  it.each([
    [[put('a'), update('a', 'SET b = :v', 1)], 'Transaction request cannot include multiple operations on one item'],
    [[{ ...put('a'), ...update('b', 'SET b = :v', 1) }], 'TransactItems can only contain one of Check, Put, Update or Delete'],
    [[{}], 'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request'],
    [[put('a'), update('b', 'SET :v', 1)], 'Invalid UpdateExpression: Syntax error; token: ":v", near: "SET :v"'],
    [
      [{ ConditionCheck: { TableName: 'plain', Key: { id: 'a' } } }],
      "1 validation error detected: Value null at 'transactItems.1.member.conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null",
    ],
    [
      [],
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      Array.from({ length: 101 }, (_, n) => put(String(n))),
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100",
    ],
  ])('refuses %.0o', (TransactItems, message) => {
    const { call, dynamodb } = database();
    expect(refusal(() => call('TransactWriteItems', { TransactItems }))).toEqual({ name: 'ValidationException', message });
    expect([...dynamodb.rows('plain')]).toEqual([]);
  });

  it('takes at most 4 MB', () => {
    const { call } = database();
    const TransactItems = Array.from({ length: 12 }, (_, n) => put(String(n), { Item: { id: String(n), big: 'x'.repeat(390_000) } }));
    expect(refusal(() => call('TransactWriteItems', { TransactItems })).message).toContain('Transaction payload size cannot exceed 4MB');
    expect(call('TransactWriteItems', { TransactItems: TransactItems.slice(0, 10) })).toEqual({});
  });

  it('counts twice the units of table and indexes, also when cancelled', () => {
    const { call, world } = database();
    const TransactItems = [
      { Put: { TableName: 'things', Item: { pk: 'a', sk: '1', grp: 'g', due: 'x' }, ConditionExpression: 'attribute_not_exists(pk)' } },
    ];
    expect(call('TransactWriteItems', { TransactItems, ReturnConsumedCapacity: 'TOTAL' })).toEqual({
      ConsumedCapacity: [{ TableName: 'things', CapacityUnits: 6, WriteCapacityUnits: 6 }],
    });
    expect(refusal(() => call('TransactWriteItems', { TransactItems })).name).toBe('TransactionCanceledException');
    expect(world.meter.of('dynamodb', 'TransactWriteItems').writeUnits).toBe(8);
  });

  it('is cancelled where a partition has no capacity left', () => {
    const { call } = database({ partitionWriteUnits: 2, partitions: 1 });
    call('TransactWriteItems', { TransactItems: [put('a')] });
    expect(() => call('TransactWriteItems', { TransactItems: [put('b')] })).toThrow(
      expect.objectContaining({
        message: canceled('ThrottlingError'),
        CancellationReasons: [{ Code: 'ThrottlingError', Message: expect.stringContaining('Throughput exceeds the current capacity') }],
      }),
    );
  });

  it('makes a request with one token once, for ten minutes', async () => {
    const world = virtualWorld();
    const { call } = database({}, world);
    const request = { TransactItems: [update('a', 'ADD n :v', 1)], ClientRequestToken: 'token', ReturnConsumedCapacity: 'TOTAL' };
    const times = () => call('GetItem', { TableName: 'plain', Key: { id: 'a' } }).Item;
    expect(call('TransactWriteItems', request)).toEqual({
      ConsumedCapacity: [{ TableName: 'plain', CapacityUnits: 2, WriteCapacityUnits: 2 }],
    });
    expect(call('TransactWriteItems', request)).toEqual({
      ConsumedCapacity: [{ TableName: 'plain', CapacityUnits: 2, ReadCapacityUnits: 2 }],
    });
    expect(times()).toEqual({ id: 'a', n: 1 });
    expect(refusal(() => call('TransactWriteItems', { ...request, TransactItems: [update('a', 'ADD n :v', 2)] })).name).toBe(
      'IdempotentParameterMismatchException',
    );
    world.clock.schedule(10 * 60 * 1000, 'later', () => call('TransactWriteItems', request));
    await world.clock.run();
    expect(times()).toEqual({ id: 'a', n: 2 });
  });
});

describe('TransactGetItems', () => {
  it('reads items in the order asked for, at twice the units', () => {
    const { call, world } = database();
    call('PutItem', { TableName: 'plain', Item: { id: 'a', n: 1 } });
    const get = (id: string, more: object = {}) => ({ Get: { TableName: 'plain', Key: { id }, ...more } });
    expect(call('TransactGetItems', { TransactItems: [get('none'), get('a', { ProjectionExpression: 'n' })] })).toEqual({
      Responses: [{}, { Item: { n: 1 } }],
    });
    expect(world.meter.of('dynamodb', 'TransactGetItems').readUnits).toBe(4);
    expect(refusal(() => call('TransactGetItems', { TransactItems: [get('a'), get('a')] })).message).toContain(
      'multiple operations on one item',
    );
    expect(refusal(() => call('TransactGetItems', { TransactItems: [{ Get: { TableName: 'plain', Key: { x: 'a' } } }] })).message).toBe(
      canceled('ValidationError'),
    );
  });
});
