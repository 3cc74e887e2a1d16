import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../testing.ts';
import type { DynamoDbOptions } from '../storage/settings.ts';
import { database } from '../testing.ts';

type Page = { readonly Items: readonly Record<string, unknown>[]; readonly LastEvaluatedKey?: object };

function filled(options: DynamoDbOptions = {}) {
  const stage = database(options);
  for (let n = 0; n < 5; n++) {
    const item = { pk: 'a', sk: `s${n}`, due: `d${9 - n}`, grp: 'g', rank: n % 2, extra: `e${n}`, n };
    stage.call('PutItem', { TableName: 'things', Item: item });
  }
  stage.call('PutItem', { TableName: 'things', Item: { pk: 'a', sk: 's9', n: 9 } });
  stage.call('PutItem', { TableName: 'things', Item: { pk: 'b', sk: 's1', n: 1 } });
  const query = (KeyConditionExpression: string, values: object, parameters: object = {}) =>
    stage.call('Query', { TableName: 'things', KeyConditionExpression, ExpressionAttributeValues: values, ...parameters });
  const keys = (KeyConditionExpression: string, values: object, parameters: object = {}) =>
    (query(KeyConditionExpression, values, parameters) as Page).Items.map(({ sk }) => sk);
  return { ...stage, query, keys };
}

const ofA = { ':a': 'a' };

describe('Query', () => {
  it.each([
    ['pk = :a', {}, ['s0', 's1', 's2', 's3', 's4', 's9']],
    [':a = pk AND sk = :s', { ':s': 's1' }, ['s1']],
    ['pk = :a AND sk < :s', { ':s': 's2' }, ['s0', 's1']],
    ['pk = :a AND sk <= :s', { ':s': 's2' }, ['s0', 's1', 's2']],
    ['(pk = :a) AND (:s < sk)', { ':s': 's2' }, ['s3', 's4', 's9']],
    ['sk >= :s AND pk = :a', { ':s': 's2' }, ['s2', 's3', 's4', 's9']],
    ['pk = :a AND sk BETWEEN :s AND :t', { ':s': 's1', ':t': 's3' }, ['s1', 's2', 's3']],
    ['pk = :a AND begins_with(sk, :s)', { ':s': 's' }, ['s0', 's1', 's2', 's3', 's4', 's9']],
  ])('finds %s in the order of the sort key', (condition, values, expected) => {
    const { keys } = filled();
    expect(keys(condition, { ...ofA, ...values })).toEqual(expected);
    expect(keys(condition, { ...ofA, ...values }, { ScanIndexForward: false })).toEqual([...expected].reverse());
  });

  it.each([
    ['pk > :a', 'Query key condition not supported'],
    ['sk = :a', 'Query condition missed key schema element: pk'],
    ['pk = :a AND n = :a', 'Query condition missed key schema element: sk'],
    ['pk = :a AND pk = :a', 'KeyConditionExpressions must only contain one condition per key'],
    ['pk = :a AND sk > :a AND sk < :a', 'KeyConditionExpressions must only contain one condition per key'],
    ['pk = :a OR sk = :a', 'Invalid operator used in KeyConditionExpression: OR'],
    ['NOT pk = :a', 'Invalid operator used in KeyConditionExpression: NOT'],
    ['pk = :a AND sk <> :a', 'Invalid operator used in KeyConditionExpression: <>'],
    ['pk = :a AND sk IN (:a)', 'Invalid operator used in KeyConditionExpression: IN'],
    ['pk = :a AND contains(sk, :a)', 'Invalid operator used in KeyConditionExpression: contains'],
    ['pk = :a AND size(sk) = :a', 'KeyConditionExpressions cannot contain nested operations'],
    ['pk = :a AND sk = pk', 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition'],
    [
      'pk = :a AND begins_with(:a, sk)',
      'Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand',
    ],
    ['pk.x = :a', "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk"],
  ])('refuses the key condition %s', (condition, message) => {
    const { query } = filled();
    expect(refusal(() => query(condition, ofA))).toEqual({ name: 'ValidationException', message });
  });

  it('refuses key values of another type, and empty ones', () => {
    const { query } = filled();
    expect(refusal(() => query('pk = :a AND sk = :s', { ':a': 'a', ':s': 1 })).message).toContain(
      'Condition parameter type does not match schema type',
    );
    expect(refusal(() => query('pk = :a', { ':a': '' })).message).toContain('cannot contain an empty string value. Key: pk');
  });

  it('pages by Limit before the filter, and says where to go on', () => {
    const { query } = filled();
    const page = query('pk = :a', { ...ofA, ':n': 0 }, { Limit: 2, FilterExpression: 'n > :n' });
    expect(page).toMatchObject({ Count: 1, ScannedCount: 2, LastEvaluatedKey: { pk: 'a', sk: 's1' } });
    const rest = query('pk = :a', ofA, { ExclusiveStartKey: page.LastEvaluatedKey, Select: 'COUNT' });
    expect(rest).toEqual({ Count: 4, ScannedCount: 4 });
    expect(query('pk = :a', ofA, { Limit: 6, Select: 'COUNT' }).LastEvaluatedKey).toEqual({ pk: 'a', sk: 's9' });
    expect(query('pk = :a', ofA, { Limit: 7, Select: 'COUNT' }).LastEvaluatedKey).toBeUndefined();
  });

  it('ends a page after 1 MB and counts what it read', () => {
    const { call, query } = filled({ partitionWriteUnits: Number.POSITIVE_INFINITY });
    for (let n = 0; n < 8; n++) call('PutItem', { TableName: 'things', Item: { pk: 'big', sk: String(n), b: 'x'.repeat(200_000) } });
    const page = query('pk = :p', { ':p': 'big' }, { ProjectionExpression: 'sk', ReturnConsumedCapacity: 'TOTAL' });
    expect(page).toMatchObject({ Count: 6, LastEvaluatedKey: { pk: 'big', sk: '5' }, ConsumedCapacity: { CapacityUnits: 146.5 } });
  });

  it.each([
    [{ pk: 'a' }, 'The provided starting key is invalid: The provided key element does not match the schema'],
    [{ pk: 'b', sk: 's1' }, 'The provided starting key is outside query boundaries based on provided conditions'],
    [{ pk: 'a', sk: 's1' }, 'The provided starting key does not match the range key predicate'],
  ])('refuses the start key %o', (ExclusiveStartKey, message) => {
    const { query } = filled();
    expect(refusal(() => query('pk = :a AND sk > :s', { ...ofA, ':s': 's2' }, { ExclusiveStartKey })).message).toBe(message);
  });

  it('gives pages that together are everything, in either direction and by any index', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(undefined, 'byDue', 'byRank'),
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        (IndexName, ScanIndexForward, Limit) => {
          const { query } = filled();
          const parameters = { IndexName, ScanIndexForward, Limit };
          const condition = IndexName === 'byRank' ? 'grp = :p' : 'pk = :p';
          const values = { ':p': IndexName === 'byRank' ? 'g' : 'a' };
          const all = (query(condition, values, { ...parameters, Limit: undefined }) as Page).Items;
          const found: unknown[] = [];
          let ExclusiveStartKey: object | undefined;
          do {
            const page = query(condition, values, { ...parameters, ExclusiveStartKey }) as Page;
            found.push(...page.Items);
            ExclusiveStartKey = page.LastEvaluatedKey;
          } while (ExclusiveStartKey !== undefined);
          expect(found).toEqual(all);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('indexes', () => {
  it('hold only items that have their key, in its order', () => {
    const { call, keys } = filled();
    expect(keys('pk = :a', ofA, { IndexName: 'byDue' })).toEqual(['s4', 's3', 's2', 's1', 's0']);
    call('UpdateItem', { TableName: 'things', Key: { pk: 'a', sk: 's3' }, UpdateExpression: 'REMOVE due' });
    call('UpdateItem', {
      TableName: 'things',
      Key: { pk: 'a', sk: 's9' },
      UpdateExpression: 'SET due = :d',
      ExpressionAttributeValues: { ':d': 'd0' },
    });
    call('DeleteItem', { TableName: 'things', Key: { pk: 'a', sk: 's4' } });
    expect(keys('pk = :a AND due < :d', { ...ofA, ':d': 'd9' }, { IndexName: 'byDue', ConsistentRead: true })).toEqual(['s9', 's2', 's1']);
  });

  it('order numbers by value, and equal keys by the table’s key', () => {
    const { call, keys } = filled();
    call('PutItem', { TableName: 'things', Item: { pk: 'c', sk: 's0', grp: 'g', rank: -1.5 } });
    call('PutItem', { TableName: 'things', Item: { pk: 'c', sk: 's1', grp: 'g', rank: 10 } });
    expect(keys('grp = :g', { ':g': 'g' }, { IndexName: 'byRank' })).toEqual(['s0', 's0', 's2', 's4', 's1', 's3', 's1']);
    expect(
      keys('grp = :g AND #r >= :r', { ':g': 'g', ':r': 1 }, { IndexName: 'byRank', ExpressionAttributeNames: { '#r': 'rank' } }),
    ).toEqual(['s1', 's3', 's1']);
  });

  it('project what they were told to', () => {
    const { query } = filled();
    const first = (values: object, condition: string, parameters: object) =>
      (query(condition, values, { Limit: 1, ...parameters }) as Page).Items[0];
    expect(first(ofA, 'pk = :a', { IndexName: 'byDue' })).toEqual({ pk: 'a', sk: 's4', due: 'd5' });
    expect(first(ofA, 'pk = :a', { IndexName: 'byDue', Select: 'ALL_ATTRIBUTES' })).toMatchObject({ n: 4, extra: 'e4' });
    expect(first(ofA, 'pk = :a', { IndexName: 'byDue', ProjectionExpression: 'sk, n' })).toEqual({ sk: 's4', n: 4 });
    expect(first({ ':g': 'g' }, 'grp = :g', { IndexName: 'byRank' })).toEqual({ pk: 'a', sk: 's0', grp: 'g', rank: 0, extra: 'e0' });
    expect(first({ ':g': 'g' }, 'grp = :g', { IndexName: 'byGroup' })).toEqual({ pk: 'a', sk: 's0', grp: 'g' });
  });

  it('charge a local index for the rows it must fetch', () => {
    const { query } = filled();
    const units = (parameters: object) =>
      query('pk = :a', ofA, { IndexName: 'byDue', Limit: 2, ReturnConsumedCapacity: 'TOTAL', ...parameters }).ConsumedCapacity;
    expect(units({})).toEqual({ TableName: 'things', CapacityUnits: 0.5 });
    expect(units({ Select: 'ALL_ATTRIBUTES' })).toEqual({ TableName: 'things', CapacityUnits: 1.5 });
  });

  it.each([
    [{ IndexName: 'none' }, 'The table does not have the specified index: none'],
    [{ IndexName: 'byGroup', ConsistentRead: true }, 'Consistent reads are not supported on global secondary indexes'],
    [
      { IndexName: 'byGroup', Select: 'ALL_ATTRIBUTES' },
      'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index byGroup because its projection type is not ALL',
    ],
    [
      { IndexName: 'byGroup', ProjectionExpression: 'n' },
      'One or more parameter values were invalid: Global secondary index byGroup does not project [n]',
    ],
    [
      { IndexName: 'byGroup', FilterExpression: 'n = :g' },
      'One or more parameter values were invalid: Secondary index byGroup does not project one or more filter attributes: [n]',
    ],
    [
      { IndexName: 'byGroup', FilterExpression: 'grp = :g' },
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: grp',
    ],
    [{ Select: 'ALL_PROJECTED_ATTRIBUTES' }, 'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName'],
    [{ Select: 'COUNT', ProjectionExpression: 'sk' }, 'Cannot specify the ProjectionExpression when choosing to get only the Count'],
    [
      { Select: 'SPECIFIC_ATTRIBUTES' },
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    ],
    [
      { Limit: 0 },
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
  ])('refuse a query with %o', (parameters, message) => {
    const { query } = filled();
    expect(refusal(() => query('grp = :g', { ':g': 'g' }, parameters))).toEqual({ name: 'ValidationException', message });
  });
});

describe('Scan', () => {
  it('reads everything page by page, and filters on keys too', () => {
    const { call } = filled();
    const first = call('Scan', { TableName: 'things', Limit: 4 }) as Page;
    const second = call('Scan', { TableName: 'things', ExclusiveStartKey: first.LastEvaluatedKey }) as Page;
    expect([...first.Items, ...second.Items].map(({ pk, sk }) => `${pk}${sk}`)).toEqual(['as0', 'as1', 'as2', 'as3', 'as4', 'as9', 'bs1']);
    const filter = { FilterExpression: 'pk = :b', ExpressionAttributeValues: { ':b': 'b' }, Select: 'COUNT' };
    expect(call('Scan', { TableName: 'things', ...filter })).toEqual({ Count: 1, ScannedCount: 7 });
    expect(call('Scan', { TableName: 'things', IndexName: 'byRank', Select: 'COUNT' })).toEqual({ Count: 5, ScannedCount: 5 });
    expect(refusal(() => call('Scan', { TableName: 'things', TotalSegments: 2 })).message).toContain('Scan with TotalSegments');
  });
});
