import { conditionFailed, ok, type ParityCase, plain, refused, things } from './dynamodb-case.ts';

const key = { pk: 'a', sk: '1' };
const noSuchTable = { error: 'ResourceNotFoundException', message: 'Requested resource not found' };
const noSuchTableLocal = { error: 'ResourceNotFoundException', message: 'Cannot do operations on a non-existent table' };
const keyMismatch = refused('The provided key element does not match the schema');
const emptyKey = (name: string) =>
  refused(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
  );
const value = (about: string) => refused(`One or more parameter values were invalid: ${about}`);
const missingLocal = refused('One of the required keys was not given a value');
const conditionsLocal = refused('The number of conditions on the keys is invalid');
const mismatchLocal = value('Type mismatch for key');

const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
const nested = { ...key, m: { a: { x: 1, y: 2 }, b: [1, [2, 3], { z: 1, w: 2 }] }, l: [0, 1, 2, 3] };

const puts: readonly (readonly [string, object, ParityCase['outcome'], ParityCase['outcome']?])[] = [
  [
    'an item of every type',
    {
      ...key,
      s: '',
      n: -1.5,
      b: Uint8Array.from([0, 255]),
      t: false,
      z: null,
      l: [[]],
      m: { a: {} },
      ss: new Set(['']),
      ns: new Set([1.5, -2]),
      bs: new Set([Uint8Array.from([1])]),
    },
    ok(),
  ],
  ['without its sort key', { pk: 'a' }, value('Missing the key sk in the item'), missingLocal],
  ['with a sort key of another type', { pk: 'a', sk: 1 }, value('Type mismatch for key sk expected: S actual: N'), mismatchLocal],
  ['with an empty sort key', { pk: 'a', sk: '' }, emptyKey('sk')],
  [
    'with an index key of another type',
    { ...key, due: 1 },
    value('Type mismatch for Index Key due Expected: S Actual: N IndexName: byDue'),
    value('Type mismatch for Index Key'),
  ],
  [
    'with an empty index key',
    { ...key, due: '' },
    refused(
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: byDue, IndexKey: due',
    ),
  ],
  ['too large', { ...key, big: 'x'.repeat(400 * 1024) }, refused('Item size has exceeded the maximum allowed size')],
  ['just not too large', { ...key, big: 'x'.repeat(400 * 1024 - 9) }, ok()],
  ['nested 31 deep', { ...key, d: deep(31) }, ok()],
  [
    'nested 32 deep',
    { ...key, d: deep(32) },
    refused('Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit'),
  ],
  ['with a nameless attribute', { ...key, '': 1 }, refused('Empty attribute name')],
  [
    'with a number too small',
    { ...key, n: 1e-131 },
    refused('Number underflow. Attempting to store a number with magnitude smaller than supported range'),
  ],
  [
    'with 39 digits',
    { ...key, n: 10n ** 38n + 1n },
    refused('Attempting to store more than 38 significant digits in a Number'),
    refused('DynamoDB only supports precision up to 38 digits'),
  ],
];

const keys: readonly (readonly [object, ParityCase['outcome'], ParityCase['outcome']?])[] = [
  [{ pk: 'a' }, keyMismatch, conditionsLocal],
  [{ ...key, x: 1 }, keyMismatch, conditionsLocal],
  [{ pk: 'a', x: '1' }, keyMismatch, missingLocal],
  [{ pk: 'a', sk: 1 }, keyMismatch, mismatchLocal],
  [{ pk: '', sk: '1' }, emptyKey('pk')],
];

const projections: readonly (readonly [string, object])[] = [
  ['m.a.x', { m: { a: { x: 1 } } }],
  ['m.b[1][0], m.b[2].z', { m: { b: [[2], { z: 1 }] } }],
  ['l[3], l[1]', { l: [1, 3] }],
  ['l[9], m.nope, m.b[0].x', {}],
  ['l[0], m.a, sk', { l: [0], m: { a: { x: 1, y: 2 } }, sk: '1' }],
];

const parameters: readonly (readonly [object, string])[] = [
  [{ ExpressionAttributeNames: { '#a': 'a' } }, 'ExpressionAttributeNames can only be specified when using expressions'],
  [
    { ExpressionAttributeValues: { ':a': 1 } },
    'ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null',
  ],
  [{ UpdateExpression: 'SET a = b', ExpressionAttributeNames: {} }, 'ExpressionAttributeNames must not be empty'],
  [{ UpdateExpression: 'SET a = b', ExpressionAttributeValues: {} }, 'ExpressionAttributeValues must not be empty'],
  [
    { UpdateExpression: 'SET a = b', ExpressionAttributeNames: { '#a-b': 'a' } },
    'ExpressionAttributeNames contains invalid key: Syntax error; key: "#a-b"',
  ],
  [
    { UpdateExpression: 'SET a = b', ExpressionAttributeValues: { v: 1 } },
    'ExpressionAttributeValues contains invalid key: Syntax error; key: "v"',
  ],
  [
    { UpdateExpression: 'SET #a = b', ExpressionAttributeNames: { '#a': '' } },
    'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a',
  ],
  [
    { UpdateExpression: 'SET a = :v', ExpressionAttributeNames: { '#a': 'a' }, ExpressionAttributeValues: { ':v': 1 } },
    'Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}',
  ],
  [
    { UpdateExpression: 'SET a = :v', ExpressionAttributeValues: { ':v': 1, ':w': 1 } },
    'Value provided in ExpressionAttributeValues unused in expressions: keys: {:w}',
  ],
];

const unlessThere = { ConditionExpression: 'attribute_not_exists(pk)' };
const notReturned = refused('ReturnValues can only be ALL_OLD or NONE');
const notReturnedLocal = refused('Return values set to invalid value');

/** Puts, gets and deletes of single items. */
export const itemCases: readonly ParityCase[] = [
  ...puts.map(([what, Item, outcome, local]): ParityCase => {
    const after = 'ok' in outcome ? Item : undefined;
    return { name: `put an item ${what}`, operation: 'Put', input: { TableName: things, Item }, outcome, local, after };
  }),
  ...keys.map(([Key, outcome, local]): ParityCase => {
    return { name: `get by the key ${JSON.stringify(Key)}`, operation: 'Get', input: { TableName: things, Key }, outcome, local };
  }),
  ...projections.map(([ProjectionExpression, Item]): ParityCase => {
    const input = { TableName: things, Key: key, ProjectionExpression };
    return { name: `get ${ProjectionExpression}`, items: [nested], operation: 'Get', input, outcome: ok({ Item }) };
  }),
  ...parameters.map(([fields, message]): ParityCase => {
    const input = { TableName: things, Key: key, ...fields };
    return { name: `update with ${JSON.stringify(fields)}`, operation: 'Update', input, outcome: refused(message) };
  }),
  {
    name: 'get what is not there',
    operation: 'Get',
    input: { TableName: things, Key: key, ReturnConsumedCapacity: 'TOTAL' },
    outcome: ok({ ConsumedCapacity: { TableName: things, CapacityUnits: 0.5 } }),
  },
  {
    name: 'get from no table',
    operation: 'Get',
    input: { TableName: 'parity-none', Key: key },
    outcome: noSuchTable,
    local: noSuchTableLocal,
  },
  {
    name: 'put from no table',
    operation: 'Put',
    input: { TableName: 'parity-none', Item: key },
    outcome: noSuchTable,
    local: noSuchTableLocal,
  },
  {
    name: 'put over an item',
    items: [{ ...key, n: 1 }],
    operation: 'Put',
    input: { TableName: things, Item: { ...key, x: 1 }, ReturnValues: 'ALL_OLD' },
    outcome: ok({ Attributes: { ...key, n: 1 } }),
    after: { ...key, x: 1 },
  },
  {
    name: 'put returning ALL_NEW',
    operation: 'Put',
    input: { TableName: things, Item: key, ReturnValues: 'ALL_NEW' },
    outcome: notReturned,
    local: notReturnedLocal,
  },
  {
    name: 'put unless there',
    items: [key],
    operation: 'Put',
    input: { TableName: things, Item: key, ...unlessThere },
    outcome: conditionFailed,
  },
  {
    name: 'put unless there, showing what is',
    items: [{ ...key, b: Uint8Array.from([1]) }],
    operation: 'Put',
    input: { TableName: things, Item: key, ...unlessThere, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
    outcome: { ...conditionFailed, Item: { pk: { S: 'a' }, sk: { S: '1' }, b: { B: Uint8Array.from([1]) } } },
  },
  {
    name: 'delete an item',
    items: [{ ...key, n: 1 }],
    operation: 'Delete',
    input: { TableName: things, Key: key, ReturnValues: 'ALL_OLD' },
    outcome: ok({ Attributes: { ...key, n: 1 } }),
  },
  {
    name: 'delete what is not there',
    operation: 'Delete',
    input: { TableName: plain, Key: { id: 'x' } },
    outcome: ok(),
    local: ok({ ConsumedCapacity: { TableName: plain, CapacityUnits: 1 } }),
  },
  {
    name: 'delete returning UPDATED_OLD',
    operation: 'Delete',
    input: { TableName: things, Key: key, ReturnValues: 'UPDATED_OLD' },
    outcome: notReturned,
    local: notReturnedLocal,
  },
];
