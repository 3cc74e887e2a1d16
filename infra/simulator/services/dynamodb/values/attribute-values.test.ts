import { NumberValue } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../storage/rows.ts';
import { errorToWire, fromAttributeValues, inputFromWire, outputToWire, toAttributeValues } from './attribute-values.ts';
import { equal, type Item } from './values.ts';

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.maxSafeInteger(),
  fc.bigInt({ min: 10n ** 20n, max: 10n ** 30n }),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array(),
  fc.constant(NumberValue.from('0.12345678901234567890123')),
  fc.uniqueArray(fc.string(), { minLength: 1 }).map((members) => new Set(members)),
  fc.uniqueArray(fc.integer(), { minLength: 1 }).map((members) => new Set(members)),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('value')), fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true })),
})).value;
const item = fc.dictionary(fc.string(), value, { noNullPrototype: true }) as fc.Arbitrary<Item>;

describe('attribute values', () => {
  it('writes each type as DynamoDB does', () => {
    const plain = {
      s: 'a',
      n: 1.5,
      b: Uint8Array.from([1, 2]),
      t: true,
      z: null,
      l: [1],
      m: { x: 'y' },
      ss: new Set(['a']),
      ns: new Set([1, 10n ** 20n]),
      bs: new Set([Uint8Array.from([255])]),
    };
    expect(toAttributeValues(plain)).toEqual({
      s: { S: 'a' },
      n: { N: '1.5' },
      b: { B: 'AQI=' },
      t: { BOOL: true },
      z: { NULL: true },
      l: { L: [{ N: '1' }] },
      m: { M: { x: { S: 'y' } } },
      ss: { SS: ['a'] },
      ns: { NS: ['1', '100000000000000000000'] },
      bs: { BS: ['/w=='] },
    });
    expect(fromAttributeValues(toAttributeValues(plain))).toEqual(plain);
    expect(toAttributeValues(plain, 'bytes').b).toEqual({ B: Uint8Array.from([1, 2]) });
  });

  it('gives back any item, also through the text that rows are kept as', () => {
    fc.assert(
      fc.property(item, (plain) => {
        expect(equal(fromAttributeValues(toAttributeValues(plain)), plain)).toBe(true);
        expect(equal(decode(encode(plain, false)), plain)).toBe(true);
      }),
    );
  });

  it('keeps an attribute called __proto__', () => {
    const odd = JSON.parse('{"__proto__":{"a":1}}') as Item;
    expect(Object.keys(fromAttributeValues(toAttributeValues(odd)))).toEqual(['__proto__']);
  });

  const av = { id: { S: 'a' }, n: { N: '1' } };
  const plain = { id: 'a', n: 1 };

  it.each([
    [
      'PutItem',
      { TableName: 't', Item: av, ExpressionAttributeValues: { ':b': { B: 'AQ==' } } },
      { TableName: 't', Item: plain, ExpressionAttributeValues: { ':b': Uint8Array.from([1]) } },
    ],
    ['Query', { ExclusiveStartKey: av, Limit: 1 }, { ExclusiveStartKey: plain, Limit: 1 }],
    [
      'BatchGetItem',
      { RequestItems: { Item: { Keys: [av], ConsistentRead: true } } },
      { RequestItems: { Item: { Keys: [plain], ConsistentRead: true } } },
    ],
    [
      'BatchWriteItem',
      { RequestItems: { Key: [{ PutRequest: { Item: av } }, { DeleteRequest: { Key: av } }] } },
      { RequestItems: { Key: [{ PutRequest: { Item: plain } }, { DeleteRequest: { Key: plain } }] } },
    ],
    [
      'TransactWriteItems',
      { TransactItems: [{ Put: { Item: av } }, { Update: { Key: av, ExpressionAttributeValues: av } }, { ConditionCheck: { Key: av } }] },
      {
        TransactItems: [
          { Put: { Item: plain } },
          { Update: { Key: plain, ExpressionAttributeValues: plain } },
          { ConditionCheck: { Key: plain } },
        ],
      },
    ],
    ['TransactGetItems', { TransactItems: [{ Get: { Key: av } }] }, { TransactItems: [{ Get: { Key: plain } }] }],
  ])('reads the input of %s from the wire', (operation, wire, input) => {
    expect(inputFromWire(operation, wire)).toEqual(input);
  });

  it.each([
    ['GetItem', { Item: plain }, { Item: av }],
    [
      'UpdateItem',
      { Attributes: plain, ConsumedCapacity: { CapacityUnits: 1 } },
      { Attributes: av, ConsumedCapacity: { CapacityUnits: 1 } },
    ],
    ['Query', { Items: [plain], Count: 1, LastEvaluatedKey: plain }, { Items: [av], Count: 1, LastEvaluatedKey: av }],
    [
      'BatchGetItem',
      { Responses: { t: [plain] }, UnprocessedKeys: { t: { Keys: [plain] } } },
      { Responses: { t: [av] }, UnprocessedKeys: { t: { Keys: [av] } } },
    ],
    [
      'BatchWriteItem',
      { UnprocessedItems: { t: [{ PutRequest: { Item: plain } }] } },
      { UnprocessedItems: { t: [{ PutRequest: { Item: av } }] } },
    ],
    ['TransactGetItems', { Responses: [{ Item: plain }, {}] }, { Responses: [{ Item: av }, {}] }],
  ])('writes the output of %s to the wire', (operation, output, wire) => {
    expect(outputToWire(operation, output)).toEqual(wire);
  });

  it('writes the items of errors to the wire', () => {
    const fields = {
      Item: { b: { B: Uint8Array.from([1]) } },
      CancellationReasons: [{ Code: 'None' }, { Code: 'X', Item: { b: { B: Uint8Array.from([2]) } } }],
    };
    expect(errorToWire(fields)).toEqual({
      Item: { b: { B: 'AQ==' } },
      CancellationReasons: [{ Code: 'None' }, { Code: 'X', Item: { b: { B: 'Ag==' } } }],
    });
  });
});
