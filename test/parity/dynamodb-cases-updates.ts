import { ok, type ParityCase, refused, things } from './dynamodb-case.ts';

const key = { pk: 'a', sk: '1' };
type Attributes = Readonly<Record<string, unknown>>;

const changing: readonly (readonly [string, Attributes, Attributes | undefined, Attributes])[] = [
  ['SET n = :v, x = n', { n: 5 }, { ':v': 0 }, { n: 0, x: 5 }],
  ['SET n = n + :v, m = :v - n', { n: 0.1 }, { ':v': 0.2 }, { n: 0.3, m: 0.1 }],
  ['SET n = n + :v', { n: 9007199254740991 }, { ':v': 1 }, { n: 9007199254740992n }],
  ['SET n = if_not_exists(n, :z) + :v', {}, { ':z': 0, ':v': 1 }, { n: 1 }],
  ['SET n = (if_not_exists(gone, if_not_exists(n, :v)) - (:v))', { n: 3 }, { ':v': 1 }, { n: 2 }],
  ['SET n = if_not_exists(n, :v)', { n: null }, { ':v': 1 }, { n: null }],
  ['SET l = list_append(:v, l), k = list_append(if_not_exists(k, :e), :v)', { l: [1] }, { ':v': [0], ':e': [] }, { l: [0, 1], k: [0] }],
  ['SET m.x.y = :v, m.z = :v', { m: { x: {} } }, { ':v': 1 }, { m: { x: { y: 1 }, z: 1 } }],
  ['SET l[2] = :v, l[0] = :w, l[7] = :w, l[5] = :v', { l: [1, 2, 3] }, { ':v': 'v', ':w': 'w' }, { l: ['w', 2, 'v', 'v', 'w'] }],
  ['REMOVE l[1], l[3] SET l[2] = :v', { l: [0, 1, 2, 3, 4] }, { ':v': 'x' }, { l: [0, 'x', 4] }],
  ['SET l[20] = :v REMOVE l[0]', { l: [0, 1] }, { ':v': 'x' }, { l: [1, 'x'] }],
  ['REMOVE l[9], gone, m.gone', { l: [0], m: {} }, undefined, { l: [0], m: {} }],
  ['ADD n :v, m.hits :v', { m: { hits: 1 } }, { ':v': -2 }, { n: -2, m: { hits: -1 } }],
  ['ADD s :v', { s: new Set(['a']) }, { ':v': new Set(['a', 'b']) }, { s: new Set(['a', 'b']) }],
  ['ADD s :v', {}, { ':v': new Set([1]) }, { s: new Set([1]) }],
  ['DELETE s :v, gone :v', { s: new Set(['a', 'b']) }, { ':v': new Set(['a', 'c']) }, { s: new Set(['b']) }],
  ['DELETE s :v', { s: new Set(['a']) }, { ':v': new Set(['a']) }, {}],
  ['set n = :v remove x add y :v', { x: 1 }, { ':v': 1 }, { n: 1, y: 1 }],
];

const badPath = 'The document path provided in the update expression is invalid for update';
const badType = 'An operand in the update expression has an incorrect data type';
const absent = 'The provided expression refers to an attribute that does not exist in the item';
const expression = (about: string) => `Invalid UpdateExpression: ${about}`;
const syntax = (token: string, near: string) => expression(`Syntax error; token: "${token}", near: "${near}"`);
const operand = (about: string) => expression(`Incorrect operand type for operator or function; ${about}`);
const paths = (verb: string, one: string, two: string) =>
  expression(`Two document paths ${verb} with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`);

const failing: readonly (readonly [string, Attributes, Attributes | undefined, string])[] = [
  ['SET gone.x = :v', {}, { ':v': 1 }, badPath],
  ['SET s[0] = :v', { s: 'text' }, { ':v': 1 }, badPath],
  ['REMOVE gone.x', {}, undefined, badPath],
  ['ADD gone.x :v', {}, { ':v': 1 }, badPath],
  ['SET n = gone', {}, undefined, absent],
  ['SET n = gone + :v', {}, { ':v': 1 }, absent],
  ['SET n = s + :v', { s: 'text' }, { ':v': 1 }, badType],
  ['SET n = list_append(s, :v)', { s: 'text' }, { ':v': [] }, badType],
  ['ADD s :v', { s: 'text' }, { ':v': 1 }, badType],
  ['ADD s :v', { s: new Set(['a']) }, { ':v': new Set([1]) }, badType],
  ['DELETE s :v', { s: new Set(['a']) }, { ':v': new Set([1]) }, badType],
  ['', {}, undefined, expression('The expression can not be empty;')],
  ['SET', {}, undefined, syntax('<EOF>', 'SET')],
  ['SET n = :v,', {}, { ':v': 1 }, syntax('<EOF>', ',')],
  ['FOO n = :v', {}, { ':v': 1 }, syntax('FOO', 'FOO n')],
  ['SET n = :v + :v + :v', {}, { ':v': 1 }, syntax('+', ':v + :v')],
  ['SET n = (:v + :v) + :v', {}, { ':v': 1 }, syntax('+', ') + :v')],
  ['ADD n n', {}, undefined, syntax('n', 'n n')],
  ['SET n = :v SET x = :v', {}, { ':v': 1 }, expression('The "SET" section can only be used once in an update expression;')],
  ['SET n = size(s)', {}, undefined, expression('The function is not allowed in an update expression; function: size')],
  [
    'SET n = list_append(list_append(:v, :v), :v)',
    {},
    { ':v': [] },
    expression('The function is not allowed to be used this way in an expression; function: list_append'),
  ],
  [
    'SET n = if_not_exists(:v, :v)',
    {},
    { ':v': 1 },
    expression('Operator or function requires a document path; operator or function: if_not_exists'),
  ],
  ['SET data = :v', {}, { ':v': 1 }, expression('Attribute name is a reserved keyword; reserved keyword: data')],
  ['SET n = n + :v', {}, { ':v': 'x' }, operand('operator or function: +, operand type: S')],
  ['SET n = list_append(n, :v)', {}, { ':v': 1 }, operand('operator or function: list_append, operand type: N')],
  ['ADD n :v', {}, { ':v': 'x' }, operand('operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND')],
  ['DELETE n :v', {}, { ':v': 1 }, operand('operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND')],
  ['SET m = :v, m.x = :v', {}, { ':v': 1 }, paths('overlap', '[m]', '[m, x]')],
  ['SET m[0] = :v, m.x = :v', {}, { ':v': 1 }, paths('conflict', '[m, [0]]', '[m, x]')],
  [
    'SET pk = :v',
    {},
    { ':v': 'x' },
    'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
  ],
  [
    'SET grp.x = :v',
    {},
    { ':v': 1 },
    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: grp",
  ],
  ['SET s = :v', {}, { ':v': 'x'.repeat(400 * 1024) }, 'Item size to update has exceeded the maximum allowed size'],
];

function updateInput(text: string, values: Attributes | undefined) {
  return { TableName: things, Key: key, UpdateExpression: text, ExpressionAttributeValues: values };
}

const update = 'SET n = :v, m.a = :v, x = :v REMOVE gone';
const before = { ...key, n: 5, m: { a: 1, b: 2 } };
const returned: readonly (readonly [string, object | undefined, object?])[] = [
  ['NONE', undefined],
  ['ALL_OLD', before],
  ['ALL_NEW', { ...key, n: 9, m: { a: 9, b: 2 }, x: 9 }],
  ['UPDATED_OLD', { n: 5, m: { a: 1 } }, { n: 5, m: { a: 1, b: 2 } }],
  ['UPDATED_NEW', { n: 9, m: { a: 9 }, x: 9 }, { n: 9, m: { a: 9, b: 2 }, x: 9 }],
];

const onlyLocalAccepts: readonly (readonly [unknown, string])[] = [
  [1, 'The update expression attempted to update the secondary index key to unsupported type'],
  ['x'.repeat(1025), 'The update expression attempted to update the secondary index key beyond allowed size limits.'],
];

/** Update expressions: what they change, what they return, and why they are refused. */
export const updateCases: readonly ParityCase[] = [
  ...changing.map(([text, item, values, after]): ParityCase => {
    const input = { ...updateInput(text, values), ReturnValues: 'ALL_NEW' };
    return {
      name: `update ${text}`,
      items: [{ ...key, ...item }],
      operation: 'Update',
      input,
      outcome: ok({ Attributes: { ...key, ...after } }),
    };
  }),
  ...failing.map(([text, item, values, message]): ParityCase => {
    const items = [{ ...key, ...item }];
    return {
      name: `update ${text}`,
      items,
      operation: 'Update',
      input: updateInput(text, values),
      outcome: refused(message),
      after: items[0],
    };
  }),
  ...returned.map(([ReturnValues, Attributes, local]): ParityCase => {
    const input = { ...updateInput(update, { ':v': 9 }), ReturnValues };
    const outcome = ok(Attributes === undefined ? {} : { Attributes });
    return {
      name: `update returning ${ReturnValues}`,
      items: [before],
      operation: 'Update',
      input,
      outcome,
      local: local && ok({ Attributes: local }),
    };
  }),
  ...onlyLocalAccepts.map(([value, message]): ParityCase => {
    const input = updateInput('SET due = :v', { ':v': value });
    return { name: `update of an index key: ${message}`, operation: 'Update', input, outcome: refused(message), local: ok() };
  }),
  {
    name: 'update of an index key to an empty string',
    operation: 'Update',
    input: updateInput('SET due = :v', { ':v': '' }),
    outcome: refused(
      'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.',
    ),
  },
  {
    name: 'update without an expression makes the item',
    operation: 'Update',
    input: { TableName: things, Key: key, ReturnValues: 'ALL_NEW' },
    outcome: ok({ Attributes: key }),
  },
];
