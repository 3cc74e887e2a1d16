import { conditionFailed, ok, type ParityCase, refused, things } from './dynamodb-case.ts';

const key = { pk: 'a', sk: '1' };
const bytes = (...values: number[]) => Uint8Array.from(values);
const item = {
  ...key,
  n: 5,
  s: 'hello',
  l: [1, 2, { x: 1 }],
  m: { a: { b: 1 } },
  ss: new Set(['a', 'b']),
  ns: new Set([1, 2]),
  z: null,
  t: true,
  bin: bytes(1, 2),
  bs: new Set([bytes(1)]),
};

type Values = Readonly<Record<string, unknown>>;

const judged: readonly (readonly [string, Values | undefined, boolean])[] = [
  ['n = :v', { ':v': 5 }, true],
  ['n <> :v', { ':v': '5' }, true],
  ['n < :v', { ':v': '9' }, false],
  ['nope = :v', { ':v': 5 }, false],
  ['nope <> :v', { ':v': 5 }, true],
  ['NOT nope = :v', { ':v': 5 }, true],
  ['nope = nope2', undefined, false],
  ['n BETWEEN :v AND :w', { ':v': 4, ':w': 5 }, true],
  ['n BETWEEN :v AND :w', { ':v': 'a', ':w': 'z' }, false],
  [':v BETWEEN :v AND n', { ':v': 5 }, true],
  ['s IN (:v, :w)', { ':v': 5, ':w': 'hello' }, true],
  ['attribute_exists(m.a.b) AND attribute_not_exists(m.a.c)', undefined, true],
  ['attribute_exists(l[2].x) AND attribute_not_exists(l[9])', undefined, true],
  ['attribute_exists(s.x)', undefined, false],
  ['attribute_type(ss, :v)', { ':v': 'SS' }, true],
  ['attribute_type(nope, :v)', { ':v': 'S' }, false],
  ['begins_with(s, :v)', { ':v': 'he' }, true],
  ['begins_with(n, :v)', { ':v': '5' }, false],
  ['begins_with(bin, :v)', { ':v': bytes(1) }, true],
  ['contains(s, :v)', { ':v': 'ell' }, true],
  ['contains(ss, :v)', { ':v': 'a' }, true],
  ['contains(bs, :v)', { ':v': bytes(1) }, true],
  ['contains(ns, :v)', { ':v': '1' }, false],
  ['contains(l, :v)', { ':v': { x: 1 } }, true],
  ['contains(bin, :v)', { ':v': bytes(2) }, true],
  ['contains(n, :v)', { ':v': 5 }, false],
  ['size(s) = n AND size(l) > size(m) AND size(ns) = :v AND size(bin) = :v', { ':v': 2 }, true],
  ['size(n) < :v OR size(z) < :v OR size(t) < :v OR size(nope) < :v', { ':v': 9 }, false],
  ['ss = :v', { ':v': new Set(['b', 'a']) }, true],
  ['m = :v AND l = :w', { ':v': { a: { b: 1 } }, ':w': [1, 2, { x: 1 }] }, true],
  ['z = :v', { ':v': null }, true],
  ['ss > :v', { ':v': 5 }, false],
  ['m.a.b = l[0]', undefined, true],
  ['n = :v OR n = :w AND n = :w', { ':v': 5, ':w': 6 }, true],
  ['NOT n = :v OR n = :v', { ':v': 5 }, true],
  ['not n between :v and :v and s in (:w)', { ':v': 6, ':w': 'hello' }, true],
  ['((n) = (:v)) AND (NOT (n = :w))', { ':v': 5, ':w': 6 }, true],
  ['m . a . b = l [0] AND size (s) = :v', { ':v': 5 }, true],
];

const wrongType = (operator: string, type: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
const syntax = (token: string, near: string) => `Syntax error; token: "${token}", near: "${near}"`;
const misplaced = (name: string) => `The function is not allowed to be used this way in an expression; function: ${name}`;
const notDistinct = 'The first operand must be distinct from the remaining operands for this operator or function';

const wrong: readonly (readonly [string, Values | undefined, string])[] = [
  ['', undefined, 'The expression can not be empty;'],
  [' ', undefined, syntax('<EOF>', ' ')],
  ['n = ', undefined, syntax('<EOF>', '= ')],
  ['n == :v', { ':v': 5 }, syntax('=', '== :v')],
  ['n != :v', { ':v': 5 }, syntax('!', 'n !=')],
  ['n=:vAND s=:v', { ':v': 5 }, syntax('s', ':vAND s=')],
  ['AND n = :v', { ':v': 5 }, syntax('AND', 'AND n')],
  ['n', undefined, syntax('<EOF>', 'n')],
  ['(n = :v', { ':v': 5 }, syntax('<EOF>', ':v')],
  ['(n = :v) = (n = :v)', { ':v': 5 }, syntax('=', ') = (')],
  ['s IN ()', undefined, syntax(')', '()')],
  ['s IN :v', { ':v': 5 }, syntax(':v', 'IN :v')],
  ['l[01] = :v', { ':v': 5 }, syntax('1', '01]')],
  ['_a = :v', { ':v': 5 }, syntax('_', '_a')],
  ['é = :v', { ':v': 5 }, syntax('é', 'é =')],
  ['n + :v = :v', { ':v': 5 }, syntax('+', 'n + :v')],
  ['set = :v', { ':v': 5 }, syntax('set', 'set =')],
  ['((n = :v))', { ':v': 5 }, 'The expression has redundant parentheses;'],
  ['date = :v', { ':v': 5 }, 'Attribute name is a reserved keyword; reserved keyword: date'],
  ['m.Status = :v', { ':v': 5 }, 'Attribute name is a reserved keyword; reserved keyword: Status'],
  ['foo(n)', undefined, 'Invalid function name; function: foo'],
  ['BEGINS_WITH(s, :v)', { ':v': 'h' }, 'Invalid function name; function: BEGINS_WITH'],
  ['if_not_exists(n, :v) = :v', { ':v': 5 }, 'The function is not allowed in a condition expression; function: if_not_exists'],
  ['size(s)', undefined, misplaced('size')],
  ['attribute_exists(n) = :v', { ':v': 5 }, misplaced('attribute_exists')],
  ['attribute_exists(:v)', { ':v': 5 }, 'Operator or function requires a document path; operator or function: attribute_exists'],
  [
    'begins_with(s)',
    undefined,
    'Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1',
  ],
  ['l[2147483648] = :v', { ':v': 5 }, 'List index is not within the allowable range; index: [2147483648]'],
  ['n = n', undefined, `${notDistinct}; operator: =, first operand: [n]`],
  ['contains(l[0], l[0])', undefined, `${notDistinct}; operator: contains, first operand: [l, [0]]`],
  ['t < :v', { ':v': true }, wrongType('<', 'BOOL')],
  ['ss >= :v', { ':v': new Set(['a']) }, wrongType('>=', 'SS')],
  ['begins_with(s, :v)', { ':v': 5 }, wrongType('begins_with', 'N')],
  ['size(:v) = n', { ':v': 5 }, wrongType('size', 'N')],
  ['attribute_type(n, :v)', { ':v': 5 }, wrongType('attribute_type', 'N')],
  ['attribute_type(n, :v)', { ':v': 'foo' }, 'Invalid attribute type name found; type: foo, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}'],
  [
    'n BETWEEN :v AND :w',
    { ':v': 6, ':w': 4 },
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:6}, upper bound operand: AttributeValue: {N:4}',
  ],
  ['n = :nope', undefined, 'An expression attribute value used in expression is not defined; attribute value: :nope'],
  ['#nope = n', undefined, 'An expression attribute name used in the document path is not defined; attribute name: #nope'],
  [Array(151).fill('n = :v').join(' OR '), { ':v': 5 }, 'The expression contains too many operators; operator count: 301'],
  [`n IN (${Array(101).fill(':v')})`, { ':v': 5 }, 'The IN operator is provided with too many operands; number of operands: 101'],
  ['n = :v'.padEnd(4097), { ':v': 5 }, 'Expression size has exceeded the maximum allowed size; expression size: 4097'],
];

function conditionCase(text: string, values: Values | undefined, outcome: ParityCase['outcome']): ParityCase {
  const input = { TableName: things, Key: key, ConditionExpression: text, ExpressionAttributeValues: values };
  return { name: `condition ${text.slice(0, 60)}`, items: [item], operation: 'Update', input, outcome };
}

/** Conditions that hold, conditions that do not, and texts that are none. */
export const conditionCases: readonly ParityCase[] = [
  ...judged.map(([text, values, holds]) => conditionCase(text, values, holds ? ok() : conditionFailed)),
  ...wrong.map(([text, values, message]) => conditionCase(text, values, refused(`Invalid ConditionExpression: ${message}`))),
];
