import { type Outcome, ok, type ParityCase, refused, things } from './dynamodb-case.ts';

const items = [
  ...[0, 1, 2, 3, 4].map((n) => ({ pk: 'a', sk: `s${n}`, due: `d${9 - n}`, grp: 'g', rank: n, extra: `e${n}`, n })),
  { pk: 'a', sk: 's9', n: 9 },
  { pk: 'b', sk: 's1', n: 1 },
];
const values = { ':a': 'a', ':s': 's1', ':t': 's3', ':g': 'g', ':n': 2, ':d': 'd7' };

function queryCase(name: string, input: object, outcome: Outcome, local?: Outcome): ParityCase {
  const text = JSON.stringify(input);
  const used = Object.entries(values).filter(([reference]) => new RegExp(`${reference}\\b`).test(text));
  const given = used.length === 0 ? undefined : Object.fromEntries(used);
  return { name, items, operation: 'Query', input: { TableName: things, ExpressionAttributeValues: given, ...input }, outcome, local };
}

const keyed: readonly (readonly [string, readonly string[]])[] = [
  ['pk = :a', ['s0', 's1', 's2', 's3', 's4', 's9']],
  [':a = pk AND sk = :s', ['s1']],
  ['pk = :a AND sk < :s', ['s0']],
  ['pk = :a AND sk <= :s', ['s0', 's1']],
  ['(pk = :a) AND (:t < sk)', ['s4', 's9']],
  ['sk >= :t AND pk = :a', ['s3', 's4', 's9']],
  ['pk = :a AND sk BETWEEN :s AND :t', ['s1', 's2', 's3']],
  ['(pk = :a AND begins_with(sk, :s))', ['s1']],
];

const missed = (key: string): readonly [Outcome, Outcome] => [
  refused(`Query condition missed key schema element: ${key}`),
  refused('Query condition missed key schema element'),
];

const refusedKeys: readonly (readonly [string, Outcome, Outcome?])[] = [
  ['pk > :a', refused('Query key condition not supported')],
  ['begins_with(pk, :a)', refused('Query key condition not supported')],
  ['sk = :a', ...missed('pk')],
  ['pk = :a AND n = :n', ...missed('sk')],
  ['pk = :a AND pk = :a', refused('KeyConditionExpressions must only contain one condition per key')],
  ['pk = :a AND sk > :s AND sk < :t', refused('KeyConditionExpressions must only contain one condition per key')],
  ['pk = :a OR sk = :s', refused('Invalid operator used in KeyConditionExpression: OR')],
  ['NOT pk = :a', refused('Invalid operator used in KeyConditionExpression: NOT')],
  ['pk = :a AND sk <> :s', refused('Invalid operator used in KeyConditionExpression: <>')],
  ['pk = :a AND sk IN (:s)', refused('Invalid operator used in KeyConditionExpression: IN')],
  ['pk = :a AND attribute_exists(sk)', refused('Invalid operator used in KeyConditionExpression: attribute_exists')],
  ['pk = :a AND size(sk) = :n', refused('KeyConditionExpressions cannot contain nested operations')],
  ['pk = :a AND sk = pk', refused('Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition')],
  ['pk.x = :a', refused("Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk")],
  ['pk = :n', refused('One or more parameter values were invalid: Condition parameter type does not match schema type')],
  ['pk = :a AND', refused('Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "AND"')],
];

const startMismatch = refused('The provided starting key is invalid: The provided key element does not match the schema');
const outside = refused('The provided starting key is outside query boundaries based on provided conditions');
const notInRange = refused('The provided starting key does not match the range key predicate');
const sameSize = refused("Exclusive Start Key must have same size as table's key schema");

const byRank = { IndexName: 'byRank', KeyConditionExpression: 'grp = :g' };
const ofA = { KeyConditionExpression: 'pk = :a' };
const value = (about: string) => refused(`One or more parameter values were invalid: ${about}`);
const limit = (given: number) =>
  refused(
    `1 validation error detected: Value '${given}' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  );

const others: readonly (readonly [string, object, Outcome, Outcome?])[] = [
  [
    'backwards after a key',
    { ...ofA, ScanIndexForward: false, ExclusiveStartKey: { pk: 'a', sk: 's2' }, ProjectionExpression: 'sk' },
    ok({ Items: [{ sk: 's1' }, { sk: 's0' }], Count: 2, ScannedCount: 2 }),
  ],
  [
    'with a limit before the filter',
    { ...ofA, Limit: 3, FilterExpression: 'n >= :n', ProjectionExpression: 'n' },
    ok({ Items: [{ n: 2 }], Count: 1, ScannedCount: 3, LastEvaluatedKey: { pk: 'a', sk: 's2' } }),
  ],
  [
    'with a limit of all there is',
    { ...ofA, Limit: 6, Select: 'COUNT' },
    ok({ Count: 6, ScannedCount: 6, LastEvaluatedKey: { pk: 'a', sk: 's9' } }),
  ],
  [
    'counting',
    { ...ofA, Select: 'COUNT', ReturnConsumedCapacity: 'TOTAL' },
    ok({ Count: 6, ScannedCount: 6, ConsumedCapacity: { TableName: things, CapacityUnits: 0.5 } }),
  ],
  [
    'by a sparse local index, consistently',
    { IndexName: 'byDue', KeyConditionExpression: 'pk = :a AND due <= :d', ConsistentRead: true },
    ok({ Items: [4, 3, 2].map((n) => ({ pk: 'a', sk: `s${n}`, due: `d${9 - n}` })), Count: 3, ScannedCount: 3 }),
  ],
  [
    'by a local index, fetching what it lacks',
    { IndexName: 'byDue', ...ofA, Limit: 1, ProjectionExpression: 'sk, n', ReturnConsumedCapacity: 'TOTAL' },
    ok({
      Items: [{ sk: 's4', n: 4 }],
      Count: 1,
      ScannedCount: 1,
      LastEvaluatedKey: { pk: 'a', sk: 's4', due: 'd5' },
      ConsumedCapacity: { TableName: things, CapacityUnits: 1 },
    }),
  ],
  [
    'by a global index',
    { ...byRank, ScanIndexForward: false, Limit: 1 },
    ok({
      Items: [{ pk: 'a', sk: 's4', grp: 'g', rank: 4, extra: 'e4' }],
      Count: 1,
      ScannedCount: 1,
      LastEvaluatedKey: { pk: 'a', sk: 's4', grp: 'g', rank: 4 },
    }),
  ],
  [
    'by a global index after a key',
    { ...byRank, ProjectionExpression: 'sk', ExclusiveStartKey: { pk: 'a', sk: 's2', grp: 'g', rank: 2 } },
    ok({ Items: [{ sk: 's3' }, { sk: 's4' }], Count: 2, ScannedCount: 2 }),
  ],
  ['by no index', { ...ofA, IndexName: 'none' }, refused('The table does not have the specified index: none')],
  [
    'by a global index, consistently',
    { ...byRank, ConsistentRead: true },
    refused('Consistent reads are not supported on global secondary indexes'),
    refused('Consistent read cannot be true when querying a GSI'),
  ],
  [
    'by a global index for all attributes',
    { ...byRank, Select: 'ALL_ATTRIBUTES' },
    value('Select type ALL_ATTRIBUTES is not supported for global secondary index byRank because its projection type is not ALL'),
  ],
  [
    'by a global index for what it lacks',
    { ...byRank, ProjectionExpression: 'n' },
    value('Global secondary index byRank does not project [n]'),
  ],
  [
    'by an index, filtering by what it lacks',
    { ...byRank, FilterExpression: 'n = :n' },
    value('Secondary index byRank does not project one or more filter attributes: [n]'),
  ],
  [
    'filtering by its key',
    { ...ofA, FilterExpression: 'sk = :s' },
    refused('Filter Expression can only contain non-primary key attributes: Primary key attribute: sk'),
  ],
  [
    'for projected attributes of no index',
    { ...ofA, Select: 'ALL_PROJECTED_ATTRIBUTES' },
    refused('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName'),
  ],
  [
    'counting certain attributes',
    { ...ofA, Select: 'COUNT', ProjectionExpression: 'sk' },
    refused('Cannot specify the ProjectionExpression when choosing to get only the Count'),
  ],
  [
    'for one path twice',
    { ...ofA, ProjectionExpression: 'sk, sk' },
    refused(
      'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [sk], path two: [sk]',
    ),
  ],
  ['of nothing', { ...ofA, Limit: 0 }, limit(0), refused('Limit must be greater than or equal to 1')],
  ['after half a key', { ...ofA, ExclusiveStartKey: { pk: 'a' } }, startMismatch, sameSize],
  ['after a key of another partition', { ...ofA, ExclusiveStartKey: { pk: 'b', sk: 's1' } }, outside, notInRange],
  [
    'after a key outside its range',
    { KeyConditionExpression: 'pk = :a AND sk > :t', ExclusiveStartKey: { pk: 'a', sk: 's1' } },
    notInRange,
  ],
  ['without a condition', {}, refused('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.')],
];

/** Queries of a table and its indexes, and scans. */
export const queryCases: readonly ParityCase[] = [
  ...keyed.map(([KeyConditionExpression, found]) => {
    const output = { Items: found.map((sk) => ({ sk })), Count: found.length, ScannedCount: found.length };
    return queryCase(`query ${KeyConditionExpression}`, { KeyConditionExpression, ProjectionExpression: 'sk' }, ok(output));
  }),
  ...refusedKeys.map(([text, outcome, local]) => queryCase(`query ${text}`, { KeyConditionExpression: text }, outcome, local)),
  ...others.map(([what, input, outcome, local]) => queryCase(`query ${what}`, input, outcome, local)),
  {
    name: 'scan with a filter',
    items,
    operation: 'Scan',
    input: { TableName: things, FilterExpression: 'pk = :b', ExpressionAttributeValues: { ':b': 'b' } },
    outcome: ok({ Items: [items[6]], Count: 1, ScannedCount: 7 }),
  },
  {
    name: 'scan of an index',
    items,
    operation: 'Scan',
    input: { TableName: things, IndexName: 'byRank', Select: 'COUNT' },
    outcome: ok({ Count: 5, ScannedCount: 5 }),
  },
];
