import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid } from '../refusals.ts';
import { inspect } from '../values/item-size.ts';
import { equal, type Item } from '../values/values.ts';
import { Bindings } from './bindings.ts';
import { parseUpdate } from './grammar.ts';
import { applyUpdate, checkUpdate } from './update.ts';

function update(text: string, item: Item, values?: Item, names?: Record<string, string>): Item {
  const parsed = parseUpdate(text);
  const bindings = new Bindings({ ExpressionAttributeValues: values, ExpressionAttributeNames: names }, undefined);
  checkUpdate(parsed, bindings);
  applyUpdate(parsed, item, bindings);
  return item;
}

describe('updates', () => {
  it.each<[string, Item, Item | undefined, Item]>([
    ['SET a = :v, b = a', { a: 1 }, { ':v': 2 }, { a: 2, b: 1 }],
    ['SET n = n + :v, m = :v - n', { n: 0.1 }, { ':v': 0.2 }, { n: 0.3, m: 0.1 }],
    ['SET n = if_not_exists(n, :z) + :v', {}, { ':z': 0, ':v': 1 }, { n: 1 }],
    ['SET a = if_not_exists(a, :v)', { a: null }, { ':v': 1 }, { a: null }],
    ['SET a = if_not_exists(b, if_not_exists(c, :v))', {}, { ':v': 1 }, { a: 1 }],
    ['SET l = list_append(:v, l), k = list_append(if_not_exists(k, :e), :v)', { l: [1] }, { ':v': [0], ':e': [] }, { l: [0, 1], k: [0] }],
    ['SET m.x.y = :v, m.z = :v', { m: { x: {} } }, { ':v': 1 }, { m: { x: { y: 1 }, z: 1 } }],
    ['SET l[7] = :w, l[5] = :v, l[0] = :w', { l: [1, 2] }, { ':v': 'v', ':w': 'w' }, { l: ['w', 2, 'v', 'w'] }],
    ['REMOVE l[1], l[3], gone, m.gone SET l[2] = :v', { l: [0, 1, 2, 3, 4], m: {} }, { ':v': 'x' }, { l: [0, 'x', 4], m: {} }],
    ['SET l[20] = :v REMOVE l[0]', { l: [0, 1] }, { ':v': 'x' }, { l: [1, 'x'] }],
    ['REMOVE l[9]', { l: [0] }, undefined, { l: [0] }],
    ['ADD n :v, m.hits :v', { m: { hits: 1 } }, { ':v': -2 }, { n: -2, m: { hits: -1 } }],
    ['ADD s :v', { s: new Set([1]) }, { ':v': new Set([1n, 2]) }, { s: new Set([1, 2]) }],
    ['ADD s :v', {}, { ':v': new Set(['a']) }, { s: new Set(['a']) }],
    ['DELETE s :v, gone :v', { s: new Set(['a', 'b']) }, { ':v': new Set(['a', 'c']) }, { s: new Set(['b']) }],
    ['DELETE s :v', { s: new Set(['a']) }, { ':v': new Set(['a']) }, {}],
    ['SET n = l, l[0] = :v', { l: [1] }, { ':v': 2 }, { n: [1], l: [2] }],
    ['SET n = m, m.x = :v', { m: { x: 1 } }, { ':v': 2 }, { n: { x: 1 }, m: { x: 2 } }],
  ])('%s changes %o with %o', (text, item, values, expected) => {
    expect(update(text, item, values)).toEqual(expected);
  });

  it('leaves the values of the request alone', () => {
    const values = { ':v': { x: 1 } };
    update('SET a = :v', {}, values);
    const item = update('SET a = :v', {}, values);
    (item.a as Item).x = 2;
    expect(values).toEqual({ ':v': { x: 1 } });
  });

  it('sets and removes an attribute called __proto__', () => {
    const item = update('SET #p = :v', {}, { ':v': { a: 1 } }, { '#p': '__proto__' });
    expect(Object.keys(item)).toEqual(['__proto__']);
    expect(Object.keys(update('REMOVE #p', item, undefined, { '#p': '__proto__' }))).toEqual([]);
  });

  const badPath = 'The document path provided in the update expression is invalid for update';
  const badType = 'An operand in the update expression has an incorrect data type';
  const absent = 'The provided expression refers to an attribute that does not exist in the item';
  const overlap = (verb: string, one: string, two: string) =>
    `Invalid UpdateExpression: Two document paths ${verb} with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`;
  const operand = (about: string) => `Invalid UpdateExpression: Incorrect operand type for operator or function; ${about}`;

  it.each<[string, Item, Item | undefined, string]>([
    ['SET a.b = :v', {}, { ':v': 1 }, badPath],
    ['SET a.b = :v', { a: 'text' }, { ':v': 1 }, badPath],
    ['SET a[0] = :v', { a: {} }, { ':v': 1 }, badPath],
    ['SET a.b = :v', { a: [] }, { ':v': 1 }, badPath],
    ['REMOVE a.b', {}, undefined, badPath],
    ['ADD a.b :v', {}, { ':v': 1 }, badPath],
    ['SET a = gone', {}, undefined, absent],
    ['SET a = gone + :v', {}, { ':v': 1 }, absent],
    ['SET a = if_not_exists(gone, gone2)', {}, undefined, absent],
    ['SET a = s + :v', { s: 'x' }, { ':v': 1 }, badType],
    ['SET a = list_append(s, :v)', { s: 'x' }, { ':v': [] }, badType],
    ['ADD s :v', { s: 'x' }, { ':v': 1 }, badType],
    ['ADD s :v', { s: new Set(['a']) }, { ':v': new Set([1]) }, badType],
    ['DELETE s :v', { s: new Set(['a']) }, { ':v': new Set([1]) }, badType],
    ['SET a = a + :v', {}, { ':v': 'x' }, operand('operator or function: +, operand type: S')],
    ['SET a = list_append(a, :v)', {}, { ':v': 1 }, operand('operator or function: list_append, operand type: N')],
    ['ADD a :v', {}, { ':v': 'x' }, operand('operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND')],
    ['ADD a :v', {}, { ':v': [] }, operand('operator: ADD, operand type: LIST, typeSet: ALLOWED_FOR_ADD_OPERAND')],
    ['DELETE a :v', {}, { ':v': 1 }, operand('operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND')],
    ['SET a.b = :v, a = :v', {}, { ':v': 1 }, overlap('overlap', '[a, b]', '[a]')],
    ['SET a = :v REMOVE a', {}, { ':v': 1 }, overlap('overlap', '[a]', '[a]')],
    ['SET a[0] = :v, a.b = :v', {}, { ':v': 1 }, overlap('conflict', '[a, [0]]', '[a, b]')],
  ])('%s on %o is refused in the words of DynamoDB', (text, item, values, message) => {
    expect(() => update(text, item, values)).toThrow(invalid(message));
  });

  it('finds overlaps behind references', () => {
    expect(() => update('SET #a = :v, #b = :v', {}, { ':v': 1 }, { '#a': 'x', '#b': 'x' })).toThrow('path one: [x], path two: [x]');
  });
});

describe('random updates', () => {
  const value = fc
    .constantFrom<unknown>(1, 0.5, 'a', null, [1, 2], { x: 1 }, new Set(['a']), new Set([1, 2]))
    .map((one) => structuredClone(one));
  const path = fc.constantFrom('a', 'b', 'a.x', 'b[0]', 'b[1]', 'c.x.y', '#p');
  const operand = fc.oneof(path, fc.constantFrom(':v', ':w'));
  const assigned = fc.oneof(
    operand,
    fc.tuple(operand, fc.constantFrom('+', '-'), operand).map((parts) => parts.join(' ')),
    fc.tuple(path, operand).map(([first, second]) => `if_not_exists(${first}, ${second})`),
    fc.tuple(operand, operand).map(([first, second]) => `list_append(${first}, ${second})`),
  );
  const section = fc.oneof(
    fc.tuple(path, assigned).map(([target, what]) => `SET ${target} = ${what}`),
    path.map((target) => `REMOVE ${target}`),
    fc.tuple(fc.constantFrom('ADD', 'DELETE'), path, fc.constantFrom(':v', ':w')).map((parts) => parts.join(' ')),
  );

  it('give a storable item or a ValidationException, and change nothing but their paths', () => {
    const item = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'other', '__proto__'), value, { noNullPrototype: true });
    fc.assert(
      fc.property(section, fc.option(section), item, value, value, (first, second, before, v, w) => {
        const copy = structuredClone(before);
        const text = second === null ? first : `${first} ${second}`;
        try {
          const after = update(text, copy, { ':v': v, ':w': w }, { '#p': '__proto__' });
          inspect(after);
          expect(equal(after.other ?? null, before.other ?? null)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ValidationException' });
        }
      }),
      { numRuns: 3000 },
    );
  });
});
