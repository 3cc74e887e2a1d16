import { NumberValue } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { compare, equal, typeOf } from './values.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('values', () => {
  it.each([
    ['a', 'S'],
    [1, 'N'],
    [1n, 'N'],
    [NumberValue.from('1.5'), 'N'],
    [bytes(1), 'B'],
    [Buffer.from('a'), 'B'],
    [true, 'BOOL'],
    [null, 'NULL'],
    [[], 'L'],
    [{}, 'M'],
    [new Set(['a']), 'SS'],
    [new Set([1n]), 'NS'],
    [new Set([bytes(1)]), 'BS'],
  ])('knows the type of %o', (value, type) => {
    expect(typeOf(value)).toBe(type);
  });

  it('finds values equal by type and content', () => {
    expect(equal(1, 1n)).toBe(true);
    expect(equal(NumberValue.from('1.50'), 1.5)).toBe(true);
    expect(equal(1, '1')).toBe(false);
    expect(equal(bytes(1, 2), Buffer.from([1, 2]))).toBe(true);
    expect(equal({ a: [1, { b: null }], c: 2 }, { c: 2, a: [1, { b: null }] })).toBe(true);
    expect(equal({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(equal([1, 2], [2, 1])).toBe(false);
    expect(equal(null, false)).toBe(false);
  });

  it('compares sets without order, and by the type of their members', () => {
    expect(equal(new Set([1, 2]), new Set([2n, 1n]))).toBe(true);
    expect(equal(new Set([bytes(1)]), new Set([bytes(1)]))).toBe(true);
    expect(equal(new Set(['1']), new Set([1]))).toBe(false);
    expect(equal(new Set(['a']), ['a'])).toBe(false);
  });

  it('orders strings as UTF-8 does, numbers by value and binaries as unsigned bytes', () => {
    expect(compare('\u{1F600}', '\uffee')).toBeGreaterThan(0);
    expect(compare('a', 'ab')).toBeLessThan(0);
    expect(compare(2, 10)).toBeLessThan(0);
    expect(compare(bytes(255), bytes(1))).toBeGreaterThan(0);
  });

  it('has no order for other types, nor between types', () => {
    for (const [a, b] of [
      [1, '1'],
      [true, false],
      [null, null],
      [[1], [2]],
      [new Set([1]), new Set([2])],
      ['a', undefined],
    ]) {
      expect(compare(a, b)).toBeUndefined();
    }
  });
});
