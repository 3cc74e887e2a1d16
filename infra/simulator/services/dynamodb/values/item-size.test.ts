import { describe, expect, it } from 'vitest';
import { attributeBytes, inspect } from './item-size.ts';

describe('item size', () => {
  it.each([
    ['é', 2],
    ['\u{1F600}', 4],
    [null, 1],
    [false, 1],
    [new Uint8Array(5), 5],
    [[], 3],
    [['a', 'bb'], 8],
    [{}, 3],
    [{ k: 'a', kk: 'bb' }, 11],
    [{ a: [1] }, 11],
    [new Set(['a', 'bcd']), 4],
    [new Set([1, 12]), 4],
    ['x'.repeat(1000), 1000],
  ])('counts the value %o as %i bytes, as DynamoDB Local does', (value, bytes) => {
    expect(inspect({ nm: value }).bytes).toBe(bytes + 2);
  });

  it('tells whether JSON can hold the item', () => {
    expect(inspect({ a: [{ b: null }] }).json).toBe(true);
    for (const value of [new Set(['a']), 10n, new Uint8Array(1), { a: [1n] }]) expect(inspect({ value }).json).toBe(false);
  });

  it('counts a few attributes of an item', () => {
    expect(attributeBytes({ a: 'x', bb: 'yy', c: 'z' }, ['a', 'bb', 'gone'])).toBe(6);
  });

  it('refuses what the document client refuses, in its words', () => {
    expect(() => inspect({ a: { b: undefined } })).toThrow('Pass options.removeUndefinedValues=true');
    expect(() => inspect({ a: Number.NaN })).toThrow('Special numeric value NaN is not allowed');
    expect(() => inspect({ a: 2 ** 53 })).toThrow('is greater than Number.MAX_SAFE_INTEGER. Use NumberValue from @aws-sdk/lib-dynamodb.');
    expect(() => inspect({ a: new Set([true]) })).toThrow('Only Number Set (NS), Binary Set (BS) or String Set (SS) are allowed.');
    expect(() => inspect({ a: new Date(0) })).toThrow('does not support a Date as a value');
    expect(() => inspect({ a: () => 1 })).toThrow('does not support a function as a value');
  });

  it('refuses what DynamoDB refuses', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect(() => inspect({ a: nested(31) })).not.toThrow();
    expect(() => inspect({ a: nested(32) })).toThrow('Nesting Levels have exceeded supported limits');
    expect(() => inspect({ '': 1 })).toThrow('Empty attribute name');
    expect(() => inspect({ a: new Set() })).toThrow('An string set  may not be empty');
    expect(() => inspect({ a: new Set([1, 1n]) })).toThrow('Input collection contains duplicates');
    expect(() => inspect({ a: 1e-131 })).toThrow('Number underflow');
  });
});
