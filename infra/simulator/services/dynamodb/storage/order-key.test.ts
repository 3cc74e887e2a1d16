import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../values/values.ts';
import { boundsAfter, boundsOf, compositeKey, orderKey, type RangeOperator, unbounded, within } from './order-key.ts';

const text = fc.string({
  unit: fc.constantFrom('a', 'b', '\0', '\x01', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1F600}'),
  maxLength: 4,
});
const binary = fc.uint8Array({ maxLength: 3, max: 3 }).map((bytes) => (bytes.length > 2 ? bytes : Uint8Array.from([...bytes, 255])));
const number = fc.oneof(
  fc.integer({ min: -200, max: 200 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).filter((value) => value === 0 || Math.abs(value) > 1e-100),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
);
const pair = fc.oneof(fc.tuple(text, text), fc.tuple(binary, binary), fc.tuple(number, number));
const tail = fc.constantFrom('', 'zz', '\0', '\uffff');

describe('order keys', () => {
  it('have the order of the values, also in front of other keys', () => {
    fc.assert(
      fc.property(pair, tail, tail, ([a, b], afterA, afterB) => {
        const expected = Math.sign(compare(a, b) as number);
        const [one, two] = [compositeKey([orderKey(a), afterA]), compositeKey([orderKey(b), afterB])];
        expect(Math.sign(order(orderKey(a), orderKey(b)))).toBe(expected);
        if (expected !== 0) expect(Math.sign(order(one, two))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('bound what a condition asks for, alone and in front of other keys', () => {
    const operators: readonly RangeOperator[] = ['=', '<', '<=', '>', '>=', 'begins_with'];
    const prefix = (value: unknown, start: unknown) => typeof value === 'string' && value.startsWith(start as string);
    fc.assert(
      fc.property(fc.tuple(text, text), tail, fc.constantFrom(...operators), ([value, operand], rest, operator) => {
        const sign = compare(value, operand) as number;
        const expected = {
          '=': sign === 0,
          '<': sign < 0,
          '<=': sign <= 0,
          '>': sign > 0,
          '>=': sign >= 0,
          begins_with: prefix(value, operand),
          BETWEEN: false,
        }[operator];
        const bounds = boundsOf(operator, [orderKey(operand)]);
        expect(within(bounds, orderKey(value))).toBe(expected);
        expect(within(bounds, compositeKey([orderKey(value), rest]))).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('bound a range with both ends', () => {
    const bounds = boundsOf('BETWEEN', [orderKey(2), orderKey(10)]);
    expect([1, 2, 3, 10, 11].map((value) => within(bounds, orderKey(value)))).toEqual([false, true, true, true, false]);
  });

  it('go on after a key in either direction', () => {
    const forward = boundsAfter(unbounded, 'b', true);
    expect(['a', 'b', 'b\0', 'c'].map((key) => within(forward, key))).toEqual([false, false, true, true]);
    const backward = boundsAfter(unbounded, 'b', false);
    expect(['a', 'b', 'c'].map((key) => within(backward, key))).toEqual([true, false, false]);
  });
});

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
