import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid } from '../refusals.ts';
import type { Item } from '../values/values.ts';
import { Bindings } from './bindings.ts';
import { holds } from './condition.ts';
import { checkCondition } from './condition-types.ts';
import { parseCondition } from './grammar.ts';

function evaluate(text: string, item: Item, values?: Item, names?: Record<string, string>): boolean {
  const parsed = parseCondition('ConditionExpression', text);
  const bindings = new Bindings({ ExpressionAttributeValues: values, ExpressionAttributeNames: names }, undefined);
  checkCondition(parsed, bindings);
  return holds(parsed.root, item, bindings);
}

const item: Item = {
  n: 5,
  s: 'hello',
  l: [1, 'two', { x: 1 }],
  m: { a: { b: 1 } },
  ss: new Set(['a', 'b']),
  ns: new Set([1, 2]),
  z: null,
  t: true,
  bin: Uint8Array.from([1, 2]),
};

describe('conditions', () => {
  it.each<[string, Item | undefined, boolean]>([
    ['n = :v', { ':v': 5n }, true],
    ['n <> :v', { ':v': '5' }, true],
    ['n < :v', { ':v': '9' }, false],
    ['n > :v', { ':v': '1' }, false],
    ['gone = :v', { ':v': 5 }, false],
    ['gone <> :v', { ':v': 5 }, true],
    ['NOT gone = :v', { ':v': 5 }, true],
    ['n BETWEEN :v AND :w', { ':v': 5, ':w': 6 }, true],
    [':v BETWEEN :v AND n', { ':v': 5 }, true],
    ['s IN (:v, :w)', { ':v': 'x', ':w': 'hello' }, true],
    ['attribute_exists(m.a.b) AND attribute_not_exists(m.a.c)', undefined, true],
    ['attribute_exists(l[2].x) AND NOT attribute_exists(l[3])', undefined, true],
    ['attribute_exists(s.x) OR attribute_exists(l.x) OR attribute_exists(m[0])', undefined, false],
    ['attribute_type(ss, :v)', { ':v': 'SS' }, true],
    ['attribute_type(z, :v)', { ':v': 'NULL' }, true],
    ['attribute_type(gone, :v)', { ':v': 'S' }, false],
    ['begins_with(s, :v)', { ':v': 'he' }, true],
    ['begins_with(bin, :v)', { ':v': Uint8Array.from([1]) }, true],
    ['begins_with(n, :v)', { ':v': '5' }, false],
    ['contains(s, :v)', { ':v': 'ell' }, true],
    ['contains(bin, :v)', { ':v': Uint8Array.from([2]) }, true],
    ['contains(ss, :v)', { ':v': 'b' }, true],
    ['contains(ns, :v)', { ':v': '1' }, false],
    ['contains(l, :v)', { ':v': { x: 1 } }, true],
    ['contains(ss, :v)', { ':v': new Set(['a']) }, false],
    ['contains(n, :v)', { ':v': 5 }, false],
    ['size(s) = n AND size(l) > size(m) AND size(ns) = :v AND size(bin) = :v', { ':v': 2 }, true],
    ['size(n) = :v OR size(gone) = :v OR size(t) = :v OR size(z) = :v', { ':v': 1 }, false],
    ['size(:v) = n', { ':v': '12345' }, true],
    ['ss = :v', { ':v': new Set(['b', 'a']) }, true],
    ['m = :v', { ':v': { a: { b: 1 } } }, true],
    ['m.a.b = l[0]', undefined, true],
    ['z = :v', { ':v': null }, true],
    ['ss > :v', { ':v': 'a' }, false],
  ])('%s with %o is %o', (text, values, expected) => {
    expect(evaluate(text, item, values)).toBe(expected);
  });

  it('reads names through their references', () => {
    expect(evaluate('#m.#a.b = :v', item, { ':v': 1 }, { '#m': 'm', '#a': 'a' })).toBe(true);
    expect(evaluate('#dotted = :v', { 'a.b': 1 }, { ':v': 1 }, { '#dotted': 'a.b' })).toBe(true);
  });

  const wrongType = (operator: string, type: string) =>
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
  const distinct = (operator: string, path: string) =>
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${path}`;

  it.each<[string, Item | undefined, string]>([
    ['n < :v', { ':v': true }, wrongType('<', 'BOOL')],
    ['ss >= :v', { ':v': new Set([1]) }, wrongType('>=', 'NS')],
    ['begins_with(s, :v)', { ':v': 5 }, wrongType('begins_with', 'N')],
    ['size(:v) = n', { ':v': 5 }, wrongType('size', 'N')],
    ['size(size(s)) = n', undefined, wrongType('size', 'N')],
    ['attribute_type(n, :v)', { ':v': 5 }, wrongType('attribute_type', 'N')],
    ['attribute_type(n, :v)', { ':v': 'X' }, 'Invalid attribute type name found; type: X, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}'],
    ['n BETWEEN :v AND :v', { ':v': [] }, wrongType('BETWEEN', 'L')],
    [
      'n BETWEEN :v AND :w',
      { ':v': 6, ':w': 4 },
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:6}, upper bound operand: AttributeValue: {N:4}',
    ],
    [
      'n BETWEEN :v AND :w',
      { ':v': 6, ':w': 'x' },
      'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:6}, upper bound operand: AttributeValue: {S:x}',
    ],
    ['n = n', undefined, distinct('=', '[n]')],
    ['l[0] IN (n, l[0])', undefined, distinct('IN', '[l, [0]]')],
    ['contains(s, s)', undefined, distinct('contains', '[s]')],
    ['#gone = n', undefined, 'An expression attribute name used in the document path is not defined; attribute name: #gone'],
    ['n = :gone', undefined, 'An expression attribute value used in expression is not defined; attribute value: :gone'],
  ])('%s with %o is refused in the words of DynamoDB', (text, values, message) => {
    expect(() => evaluate(text, {}, values)).toThrow(invalid(`Invalid ConditionExpression: ${message}`));
  });
});

/** A condition with its meaning, told without the grammar or the evaluator. */
interface Spoken {
  readonly text: string;
  /** 0: OR, 1: AND, 2: NOT, 3: anything tighter. */
  readonly level: number;
  readonly meaning: (item: Item) => boolean;
}

const names = ['a', 'b', 'c'] as const;
const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('0', '1', 'ab', ''), fc.boolean(), fc.constant(null));
const reading = (name: string) => (item: Item) => item[name];

function ordered(operator: string, left: unknown, right: unknown): boolean {
  if (operator === '=') return left !== undefined && left === right;
  if (operator === '<>') return left === undefined || left !== right;
  if (typeof left !== typeof right || !(typeof left === 'number' || typeof left === 'string')) return false;
  const [a, b] = [left as number, right as number];
  return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator] as boolean;
}

const spoken = fc.letrec<{ condition: Spoken }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    fc.tuple(fc.constantFrom(...names), fc.constantFrom('=', '<>', '<', '<=', '>', '>='), fc.nat(3)).map(([name, operator, constant]) => ({
      text: `${name} ${operator} :${constant}`,
      level: 3,
      meaning: (item: Item) => ordered(operator, reading(name)(item), constant),
    })),
    fc.tuple(fc.constantFrom(...names), fc.nat(3), fc.nat(3)).map(([name, x, y]) => ({
      text: `${name} BETWEEN :${Math.min(x, y)} AND :${Math.max(x, y)}`,
      level: 3,
      meaning: (item: Item) => typeof item[name] === 'number' && item[name] >= Math.min(x, y) && item[name] <= Math.max(x, y),
    })),
    fc.tuple(fc.constantFrom(...names), fc.array(fc.nat(3), { minLength: 1, maxLength: 3 })).map(([name, constants]) => ({
      text: `${name} in (${constants.map((constant) => `:${constant}`).join(' , ')})`,
      level: 3,
      meaning: (item: Item) => constants.includes(item[name] as number),
    })),
    fc.constantFrom(...names).map((name) => ({ text: `attribute_exists(${name})`, level: 3, meaning: (item: Item) => name in item })),
    tie('condition').map(({ text, level, meaning }) => ({
      text: `NOT ${level < 2 ? `(${text})` : text}`,
      level: 2,
      meaning: (item: Item) => !meaning(item),
    })),
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => ({
      text: [left, right].map(({ text, level }) => (level < 1 ? `(${text})` : text)).join(' AND '),
      level: 1,
      meaning: (item: Item) => left.meaning(item) && right.meaning(item),
    })),
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => ({
      text: `${left.text} OR ${right.text}`,
      level: 0,
      meaning: (item: Item) => left.meaning(item) || right.meaning(item),
    })),
  ),
}));

describe('random conditions', () => {
  it('mean what they were made to mean', () => {
    const itemOf = fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: true });
    fc.assert(
      fc.property(spoken.condition, itemOf, ({ text, meaning }, random) => {
        const used = Object.fromEntries(
          [0, 1, 2, 3].filter((constant) => text.includes(`:${constant}`)).map((constant) => [`:${constant}`, constant]),
        );
        expect(evaluate(text, random, Object.keys(used).length > 0 ? used : undefined)).toBe(meaning(random));
      }),
      { numRuns: 2000 },
    );
  });
});
