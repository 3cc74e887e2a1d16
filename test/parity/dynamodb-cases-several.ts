import { type Outcome, ok, type ParityCase, plain, refused, things } from './dynamodb-case.ts';

const key = { pk: 'a', sk: '1' };
const put = (id: string, more: object = {}) => ({ Put: { TableName: plain, Item: { id }, ...more } });
const batchPut = (id: string, more: object = {}) => ({ PutRequest: { Item: { id, ...more } } });
const batchDelete = (id: string) => ({ DeleteRequest: { Key: { id } } });
const numbered = (count: number) => Array.from({ length: count }, (_, n) => String(n));
const update = (UpdateExpression: string, value: unknown) => ({
  Update: { TableName: things, Key: key, UpdateExpression, ExpressionAttributeValues: { ':v': value } },
});

const keyMismatch = 'The provided key element does not match the schema';
const missingLocal = refused('One of the required keys was not given a value');
const duplicates = refused('Provided list of item keys contains duplicates');
const twice = refused('Transaction request cannot include multiple operations on one item');
const length = (words: string) =>
  refused(`1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${words}`);

function canceled(...reasons: readonly object[]): Outcome {
  const codes = reasons.map((reason) => (reason as { Code: string }).Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return { error: 'TransactionCanceledException', message, CancellationReasons: reasons };
}
const none = { Code: 'None' };
const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' };
const unfit = (Message: string) => canceled(none, { Code: 'ValidationError', Message });

const batchWrites: readonly (readonly [string, object, Outcome, Outcome?])[] = [
  [
    'of two tables',
    { [plain]: [batchPut('x'), batchDelete('y')], [things]: [{ DeleteRequest: { Key: key } }] },
    ok({ UnprocessedItems: {} }),
  ],
  ['of no table', {}, refused('BatchWriteItem cannot have a null or no requests set')],
  ['of nothing', { [plain]: [] }, refused(`The batch write request list for a table cannot be null or empty: ${plain}`)],
  ['of 26', { [plain]: numbered(26).map(batchDelete) }, refused('Too many items requested for the BatchWriteItem call')],
  ['of one item twice', { [plain]: [batchPut('x'), batchDelete('x')] }, duplicates],
  [
    'of an item without its key',
    { [plain]: [{ PutRequest: { Item: { x: 'x' } } }] },
    refused('One or more parameter values were invalid: Missing the key id in the item'),
    missingLocal,
  ],
  ['by no key', { [plain]: [{ DeleteRequest: { Key: { x: 'x' } } }] }, refused(keyMismatch), missingLocal],
  [
    'of an item too large',
    { [plain]: [batchPut('x', { big: 'x'.repeat(410_000) })] },
    refused('Item size has exceeded the maximum allowed size'),
  ],
];

const batchGets: readonly (readonly [string, object, Outcome, Outcome?])[] = [
  [
    'of two tables',
    { [things]: { Keys: [key, { pk: 'none', sk: '1' }], ProjectionExpression: 'n' }, [plain]: { Keys: [{ id: 'none' }] } },
    ok({ Responses: { [things]: [{ n: 1 }], [plain]: [] }, UnprocessedKeys: {} }),
  ],
  ['of no table', {}, refused('BatchGetItem must have some requests set')],
  [
    'of nothing',
    { [plain]: { Keys: [] } },
    refused(`The list of keys in RequestItems for BatchGetItem is required: ${plain} has empty list`),
  ],
  ['of 101', { [plain]: { Keys: numbered(101).map((id) => ({ id })) } }, refused('Too many items requested for the BatchGetItem call')],
  ['of one item twice', { [plain]: { Keys: [{ id: 'x' }, { id: 'x' }] } }, duplicates],
];

const badPath = 'The document path provided in the update expression is invalid for update';
const transactions: readonly (readonly [string, readonly object[], Outcome, Outcome?])[] = [
  [
    'of all four kinds',
    [
      put('x', { ConditionExpression: 'attribute_not_exists(id)' }),
      update('ADD n :v', 1),
      { Delete: { TableName: plain, Key: { id: 'y' } } },
      { ConditionCheck: { TableName: plain, Key: { id: 'z' }, ConditionExpression: 'attribute_not_exists(id)' } },
    ],
    ok(),
  ],
  [
    'with a failed condition',
    [
      put('x'),
      {
        Put: {
          TableName: things,
          Item: key,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ],
    canceled(none, { ...failed, Item: { pk: { S: 'a' }, sk: { S: '1' }, n: { N: '1' } } }),
  ],
  [
    'with two failed conditions',
    [put('x', { ConditionExpression: 'attribute_exists(id)' }), put('y'), put('z', { ConditionExpression: 'attribute_exists(id)' })],
    canceled(failed, none, failed),
  ],
  ['with an update that does not fit', [put('x'), update('SET gone.x = :v', 1)], unfit(badPath), refused(badPath)],
  [
    'with a key that does not fit',
    [put('x'), { Delete: { TableName: plain, Key: { id: 1 } } }],
    unfit(keyMismatch),
    unfit('One or more parameter values were invalid: Type mismatch for key'),
  ],
  [
    'with an expression that is none',
    [put('x'), update('SET :v', 1)],
    refused('Invalid UpdateExpression: Syntax error; token: ":v", near: "SET :v"'),
  ],
  ['on one item twice', [put('x'), put('x')], twice],
  [
    'with two actions in one',
    [{ ...put('x'), ...update('ADD n :v', 1) }],
    refused('TransactItems can only contain one of Check, Put, Update or Delete'),
  ],
  ['with no action', [{}], refused('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request')],
  [
    'of nothing',
    [],
    length('greater than or equal to 1'),
    refused("Value [] at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1"),
  ],
  [
    'of 101',
    numbered(101).map((id) => put(id)),
    length('less than or equal to 100'),
    refused('Member must have length less than or equal to 100'),
  ],
];

const get = (Key: object, more: object = {}) => ({ Get: { TableName: things, Key, ...more } });
const transactGets: readonly (readonly [string, readonly object[], Outcome, Outcome?])[] = [
  [
    'of items that are there and not',
    [get({ pk: 'none', sk: '1' }), get(key, { ProjectionExpression: 'n' })],
    ok({ Responses: [{}, { Item: { n: 1 } }] }),
  ],
  ['of one item twice', [get(key), get(key)], twice],
];

const items = [{ ...key, n: 1 }];

/** Batches and transactions. */
export const severalCases: readonly ParityCase[] = [
  ...batchWrites.map(
    ([what, RequestItems, outcome, local]): ParityCase => ({
      name: `batch write ${what}`,
      items,
      operation: 'BatchWrite',
      input: { RequestItems },
      outcome,
      local,
    }),
  ),
  ...batchGets.map(
    ([what, RequestItems, outcome, local]): ParityCase => ({
      name: `batch get ${what}`,
      items,
      operation: 'BatchGet',
      input: { RequestItems },
      outcome,
      local,
    }),
  ),
  ...transactions.map(
    ([what, TransactItems, outcome, local]): ParityCase => ({
      name: `transaction ${what}`,
      items,
      operation: 'TransactWrite',
      input: { TransactItems },
      outcome,
      local,
    }),
  ),
  ...transactGets.map(
    ([what, TransactItems, outcome, local]): ParityCase => ({
      name: `transactional get ${what}`,
      items,
      operation: 'TransactGet',
      input: { TransactItems },
      outcome,
      local,
    }),
  ),
];
