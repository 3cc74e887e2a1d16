import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwsError } from '#simulator/errors.ts';
import { parseCondition, parseProjection, parseUpdate } from './grammar.ts';

const condition = (text: string) => parseCondition('ConditionExpression', text).root;
const syntax = (token: string, near: string) => `Syntax error; token: "${token}", near: "${near}"`;

describe('grammar of conditions', () => {
  it('binds NOT before AND before OR', () => {
    const a = condition('a = :a');
    const [b, c] = [condition('b = :b'), condition('c = :c')];
    expect(condition('NOT a = :a AND b = :b OR c = :c')).toEqual({
      kind: 'or',
      left: { kind: 'and', left: { kind: 'not', operand: a }, right: b },
      right: c,
    });
    expect(condition('a = :a OR b = :b AND c = :c')).toEqual({ kind: 'or', left: a, right: { kind: 'and', left: b, right: c } });
    expect(condition('(a = :a OR b = :b) AND c = :c')).toEqual({ kind: 'and', left: { kind: 'or', left: a, right: b }, right: c });
  });

  it('takes the AND of BETWEEN for itself', () => {
    expect(condition('a BETWEEN :a AND :b AND c = :c')).toMatchObject({ kind: 'and', left: { kind: 'between' } });
  });

  it('reads document paths with names, references and indexes', () => {
    expect(parseProjection('a.#b[3].c_1, d [0] . e').root.map(({ parts }) => parts)).toEqual([
      ['a', '#b', 3, 'c_1'],
      ['d', 0, 'e'],
    ]);
  });

  it('takes keywords in any case, and functions in lower case only', () => {
    expect(condition('not a between :a and :b or begins_with (a, :c)')).toMatchObject({ kind: 'or' });
    expect(() => condition('BEGINS_WITH(a, :c)')).toThrow('Invalid function name; function: BEGINS_WITH');
  });

  it.each([
    ['', 'The expression can not be empty;'],
    [' ', syntax('<EOF>', ' ')],
    ['a = ', syntax('<EOF>', '= ')],
    ['a == :a', syntax('=', '== :a')],
    ['a != :a', syntax('!', 'a !=')],
    ['a = :a b', syntax('b', ':a b')],
    ['AND a = :a', syntax('AND', 'AND a')],
    ['a and', syntax('and', 'a and')],
    ['a = :a and', syntax('<EOF>', 'and')],
    ['(a = :a', syntax('<EOF>', ':a')],
    ['(a = :a) = (a = :a)', syntax('=', ') = (')],
    ['NOT a', syntax('<EOF>', 'a')],
    ['a IN ()', syntax(')', '()')],
    ['l[01] = :a', syntax('1', '01]')],
    ['l[-1] = :a', syntax('-', '[-1')],
    ['_a = :a', syntax('_', '_a')],
    ['\u{1F600} = :a', syntax('\u{1F600}', '\u{1F600} =')],
    ['# = :a', syntax('#', '# =')],
    ['a + :a = :a', syntax('+', 'a + :a')],
    ['contains(a = :a, :a)', syntax('=', 'a = :a')],
    ['set = :a', syntax('set', 'set =')],
    ['date = :a', 'Attribute name is a reserved keyword; reserved keyword: date'],
    ['a.Status = :a', 'Attribute name is a reserved keyword; reserved keyword: Status'],
    ['((a = :a))', 'The expression has redundant parentheses;'],
    ['a = ((:a))', 'The expression has redundant parentheses;'],
    ['foo(a)', 'Invalid function name; function: foo'],
    ['if_not_exists(a, :a) = :a', 'The function is not allowed in a condition expression; function: if_not_exists'],
    ['size(a)', 'The function is not allowed to be used this way in an expression; function: size'],
    ['attribute_exists(a) = :a', 'The function is not allowed to be used this way in an expression; function: attribute_exists'],
    ['attribute_exists(:a)', 'Operator or function requires a document path; operator or function: attribute_exists'],
    ['begins_with(a)', 'Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1'],
    ['l[2147483648] = :a', 'List index is not within the allowable range; index: [2147483648]'],
    [`a IN (${Array(101).fill(':a')})`, 'The IN operator is provided with too many operands; number of operands: 101'],
    [Array(151).fill('a = :a').join(' OR '), 'The expression contains too many operators; operator count: 301'],
    ['a = :a'.padEnd(4097), 'Expression size has exceeded the maximum allowed size; expression size: 4097'],
  ])('refuses %o in the words of DynamoDB', (text, message) => {
    expect(() => condition(text)).toThrow(new AwsError('ValidationException', `Invalid ConditionExpression: ${message}`));
  });

  it('takes parentheses that are not redundant', () => {
    for (const text of ['((a) = :a)', 'a = (:a)', 'size((a)) = :a', '((a = :a) AND (b = :b))', '(NOT (a = :a))']) condition(text);
  });
});

describe('grammar of updates', () => {
  const update = (text: string) => parseUpdate(text).root;

  it('takes the four sections in any order', () => {
    expect(update('remove a, b[1] ADD c :c, d :d SET e = f + :e, g = if_not_exists(g, :e) - h DELETE i :i')).toMatchObject([
      { kind: 'REMOVE', path: { parts: ['a'] } },
      { kind: 'REMOVE', path: { parts: ['b', 1] } },
      { kind: 'ADD', path: { parts: ['c'] }, value: { name: ':c' } },
      { kind: 'ADD', path: { parts: ['d'] } },
      { kind: 'SET', path: { parts: ['e'] }, value: { kind: 'arithmetic', operator: '+' } },
      { kind: 'SET', path: { parts: ['g'] }, value: { kind: 'arithmetic', operator: '-', left: { name: 'if_not_exists' } } },
      { kind: 'DELETE', path: { parts: ['i'] } },
    ]);
  });

  it.each([
    ['', 'The expression can not be empty;'],
    ['SET', syntax('<EOF>', 'SET')],
    ['SET a = :a,', syntax('<EOF>', ',')],
    ['FOO a = :a', syntax('FOO', 'FOO a')],
    ['SET (a) = :a', syntax('(', 'SET (a')],
    ['SET a = :a + :a + :a', syntax('+', ':a + :a')],
    ['SET a = (:a + :a) + :a', syntax('+', ') + :a')],
    ['SET a = :a AND b', syntax('AND', ':a AND b')],
    ['ADD a b', syntax('b', 'a b')],
    ['SET a = :a SET b = :b', 'The "SET" section can only be used once in an update expression;'],
    ['SET a = ((:a))', 'The expression has redundant parentheses;'],
    ['SET a = size(b)', 'The function is not allowed in an update expression; function: size'],
    ['SET a = foo(b)', 'Invalid function name; function: foo'],
    ['SET a = if_not_exists(:a, :a)', 'Operator or function requires a document path; operator or function: if_not_exists'],
    [
      'SET a = list_append(list_append(:a, :a), :a)',
      'The function is not allowed to be used this way in an expression; function: list_append',
    ],
    ['SET a = b + list_append(:a, :a)', 'The function is not allowed to be used this way in an expression; function: list_append'],
    ['SET data = :a', 'Attribute name is a reserved keyword; reserved keyword: data'],
  ])('refuses %o in the words of DynamoDB', (text, message) => {
    expect(() => update(text)).toThrow(new AwsError('ValidationException', `Invalid UpdateExpression: ${message}`));
  });
});

describe('any text', () => {
  const word = fc.constantFrom(
    ...'SET REMOVE ADD DELETE AND OR NOT IN BETWEEN a b.c l[0] #n :v :w size( contains( if_not_exists( ( ) , = <> <= + - [ ] . # : 1 \u{1F600}'.split(
      ' ',
    ),
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
    fc.array(word, { maxLength: 15 }).map((words) => words.join('')),
    fc.string({ unit: 'binary' }),
    fc.tuple(fc.constantFrom('(', 'NOT ', 'size(', 'a.', 'a[0]', '((a=:v)OR '), fc.nat(1500)).map(([part, times]) => part.repeat(times)),
  );
  const parsers = [condition, parseProjection, parseUpdate];

  it('is parsed or refused with a ValidationException', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...parsers), (input, parse) => {
        try {
          parse(input);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ValidationException', message: expect.stringMatching(/^Invalid \w+Expression: /) });
        }
      }),
      { numRuns: 3000 },
    );
  });
});
