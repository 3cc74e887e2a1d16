import { describe, expect, it } from 'vitest';
import { refusal } from '../../testing.ts';
import { database } from '../testing.ts';

const key = { pk: 'a', sk: '1' };
const inThings = { TableName: 'things' };
const mismatch = { name: 'ValidationException', message: 'The provided key element does not match the schema' };
const invalid = (message: string) => ({ name: 'ValidationException', message });

describe('GetItem', () => {
  it('gives a copy of what was put, and nothing for what is not there', () => {
    const { call } = database();
    const item = { ...key, list: [1], set: new Set(['a']), big: 2n ** 64n, binary: Uint8Array.from([1]) };
    call('PutItem', { ...inThings, Item: item });
    item.list.push(2);
    const read = call('GetItem', { ...inThings, Key: key }).Item as typeof item;
    expect(read).toEqual({ ...item, list: [1] });
    read.list.push(3);
    expect(call('GetItem', { ...inThings, Key: key })).toEqual({ Item: { ...item, list: [1] } });
    expect(call('GetItem', { ...inThings, Key: { pk: 'a', sk: '2' } })).toEqual({});
  });

  it('projects document paths and closes up lists', () => {
    const { call } = database();
    call('PutItem', { ...inThings, Item: { ...key, m: { a: { x: 1, y: 2 }, b: [1, [2, 3], { z: 1, w: 2 }] }, l: [0, 1, 2, 3] } });
    const get = (ProjectionExpression: string) => call('GetItem', { ...inThings, Key: key, ProjectionExpression }).Item;
    expect(get('m.a.x, l[3], l[1]')).toEqual({ m: { a: { x: 1 } }, l: [1, 3] });
    expect(get('m.b[1][0], m.b[2].z')).toEqual({ m: { b: [[2], { z: 1 }] } });
    expect(get('gone, m.gone, l[9]')).toEqual({});
    expect(refusal(() => get('m, m.a')).message).toContain('Two document paths overlap');
  });

  it('refuses keys that are not the table’s', () => {
    const { call } = database();
    for (const Key of [{ pk: 'a' }, { pk: 'a', sk: 1 }, { pk: 'a', x: 'b' }, { ...key, x: 1 }]) {
      expect(refusal(() => call('GetItem', { ...inThings, Key }))).toEqual(mismatch);
    }
    expect(refusal(() => call('GetItem', { ...inThings, Key: { pk: 'a', sk: '' } })).message).toBe(
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk',
    );
    expect(refusal(() => call('GetItem', { TableName: 'none', Key: key }))).toEqual({
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    });
  });

  it('says what it does not support', () => {
    const { call } = database();
    expect(refusal(() => call('GetItem', { ...inThings, Key: key, AttributesToGet: ['pk'] })).message).toContain(
      'GetItem with AttributesToGet',
    );
    expect(refusal(() => call('GetItem', { ...inThings, Key: key, ReturnConsumedCapacity: 'INDEXES' })).name).toBe('UnsupportedError');
  });
});

describe('PutItem, UpdateItem and DeleteItem', () => {
  it('write only where the condition holds, and show the item that refused them', () => {
    const { call } = database();
    const put = (version: number) =>
      call('PutItem', {
        ...inThings,
        Item: { ...key, version },
        ConditionExpression: 'attribute_not_exists(pk) OR version < :v',
        ExpressionAttributeValues: { ':v': version },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
    put(1);
    put(2);
    expect(() => put(2)).toThrow(
      expect.objectContaining({
        name: 'ConditionalCheckFailedException',
        message: 'The conditional request failed',
        Item: { pk: { S: 'a' }, sk: { S: '1' }, version: { N: '2' } },
      }),
    );
    expect(call('GetItem', { ...inThings, Key: key }).Item).toEqual({ ...key, version: 2 });
    const remove = () => call('DeleteItem', { ...inThings, Key: key, ConditionExpression: 'attribute_exists(pk)' });
    remove();
    expect(refusal(remove).name).toBe('ConditionalCheckFailedException');
  });

  it('update an item into being, with its key', () => {
    const { call } = database();
    expect(call('UpdateItem', { ...inThings, Key: key, ReturnValues: 'ALL_NEW' })).toEqual({ Attributes: key });
    const add = {
      ...inThings,
      Key: { pk: 'b', sk: '1' },
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': 1 },
      ReturnValues: 'UPDATED_NEW',
    };
    expect(call('UpdateItem', add)).toEqual({ Attributes: { n: 1 } });
    expect(call('UpdateItem', add)).toEqual({ Attributes: { n: 2 } });
  });

  it.each([
    ['NONE', undefined],
    ['ALL_OLD', { ...key, n: 5, m: { a: 1, b: 2 } }],
    ['ALL_NEW', { ...key, n: 9, m: { a: 9, b: 2 }, x: 9 }],
    ['UPDATED_OLD', { n: 5, m: { a: 1 } }],
    ['UPDATED_NEW', { n: 9, m: { a: 9 }, x: 9 }],
  ])('return %s', (ReturnValues, Attributes) => {
    const { call } = database();
    call('PutItem', { ...inThings, Item: { ...key, n: 5, m: { a: 1, b: 2 } } });
    const output = call('UpdateItem', {
      ...inThings,
      Key: key,
      UpdateExpression: 'SET n = :v, m.a = :v, x = :v REMOVE gone',
      ExpressionAttributeValues: { ':v': 9 },
      ReturnValues,
    });
    expect(output).toEqual(Attributes === undefined ? {} : { Attributes });
  });

  it('return old items of puts and deletes, and no other values', () => {
    const { call } = database();
    expect(call('PutItem', { ...inThings, Item: key, ReturnValues: 'ALL_OLD' })).toEqual({});
    expect(call('PutItem', { ...inThings, Item: { ...key, n: 1 }, ReturnValues: 'ALL_OLD' })).toEqual({ Attributes: key });
    expect(call('DeleteItem', { ...inThings, Key: key, ReturnValues: 'ALL_OLD' })).toEqual({ Attributes: { ...key, n: 1 } });
    expect(call('DeleteItem', { ...inThings, Key: key, ReturnValues: 'ALL_OLD' })).toEqual({});
    expect(refusal(() => call('PutItem', { ...inThings, Item: key, ReturnValues: 'ALL_NEW' }))).toEqual(
      invalid('ReturnValues can only be ALL_OLD or NONE'),
    );
    expect(refusal(() => call('DeleteItem', { ...inThings, Key: key, ReturnValues: 'SOME' })).message).toContain(
      "Value 'SOME' at 'returnValues' failed",
    );
  });

  it.each([
    [{ pk: 'a' }, 'One or more parameter values were invalid: Missing the key sk in the item'],
    [{ pk: 'a', sk: 1 }, 'One or more parameter values were invalid: Type mismatch for key sk expected: S actual: N'],
    [
      { pk: 'x'.repeat(2049), sk: '1' },
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    ],
    [
      { pk: 'a', sk: 'x'.repeat(1025) },
      'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    ],
    [
      { ...key, due: 1 },
      'One or more parameter values were invalid: Type mismatch for Index Key due Expected: S Actual: N IndexName: byDue',
    ],
    [
      { ...key, due: '' },
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: byDue, IndexKey: due',
    ],
    [
      { ...key, mark: new Uint8Array() },
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty binary value. IndexName: byMark, IndexKey: mark',
    ],
    [{ ...key, big: 'x'.repeat(400 * 1024) }, 'Item size has exceeded the maximum allowed size'],
  ])('refuse to put %.0o', (Item, message) => {
    const { call } = database();
    expect(refusal(() => call('PutItem', { ...inThings, Item }))).toEqual(invalid(message));
  });

  it.each([
    ['SET pk = :v', 'x', 'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key'],
    ['SET due = :v', 1, 'The update expression attempted to update the secondary index key to unsupported type'],
    [
      'SET due = :v',
      '',
      'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.',
    ],
    ['SET grp = :v', 'x'.repeat(2049), 'The update expression attempted to update the secondary index key beyond allowed size limits.'],
    ['SET due.x = :v', 1, "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: due"],
    ['SET big = :v', 'x'.repeat(400 * 1024), 'Item size to update has exceeded the maximum allowed size'],
  ])('refuse the update %s', (UpdateExpression, value, message) => {
    const { call } = database();
    const update = { ...inThings, Key: key, UpdateExpression, ExpressionAttributeValues: { ':v': value } };
    expect(refusal(() => call('UpdateItem', update))).toEqual(invalid(message));
    expect(call('GetItem', { ...inThings, Key: key })).toEqual({});
  });

  it.each([
    [{ ExpressionAttributeNames: { '#a': 'a' } }, 'ExpressionAttributeNames can only be specified when using expressions'],
    [
      { ExpressionAttributeValues: { ':a': 1 } },
      'ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null',
    ],
    [{ UpdateExpression: 'SET a = b', ExpressionAttributeNames: {} }, 'ExpressionAttributeNames must not be empty'],
    [{ UpdateExpression: 'SET a = b', ExpressionAttributeValues: {} }, 'ExpressionAttributeValues must not be empty'],
    [
      { UpdateExpression: 'SET a = b', ExpressionAttributeNames: { a: 'a' } },
      'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"',
    ],
    [
      { UpdateExpression: 'SET a = b', ExpressionAttributeValues: { ':a-b': 1 } },
      'ExpressionAttributeValues contains invalid key: Syntax error; key: ":a-b"',
    ],
    [
      { UpdateExpression: 'SET #a = b', ExpressionAttributeNames: { '#a': '' } },
      'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a',
    ],
    [
      { UpdateExpression: 'SET a = b', ExpressionAttributeNames: { '#a': 'a' } },
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}',
    ],
    [
      { UpdateExpression: 'SET a = :a', ExpressionAttributeValues: { ':a': 1, ':b': 1 } },
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}',
    ],
    [
      { ReturnConsumedCapacity: 'SOME' },
      "1 validation error detected: Value 'SOME' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    ],
  ])('refuse the parameters %o', (parameters, message) => {
    const { call } = database();
    expect(refusal(() => call('UpdateItem', { ...inThings, Key: key, ...parameters }))).toEqual(invalid(message));
  });
});
