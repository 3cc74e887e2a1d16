import { NumberValue } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, compareNumbers, fromNumberText, numberBytes, numberText, subtract } from './numbers.ts';

const numeric = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: -12, max: 5 }))
    .map(([digits, power]) => NumberValue.from(`${digits}e${power}`)),
);

/** Exact thousand-billionths, to compare with. */
function exact(value: number | bigint | NumberValue): bigint {
  const [digits = '', power = '0'] = String(value).split('e');
  return BigInt(digits) * 10n ** BigInt(Number(power) + 12);
}

describe('numbers', () => {
  it('adds and subtracts exactly, where doubles would not', () => {
    expect(add(0.1, 0.2)).toBe(0.3);
    expect(subtract(0.3, 0.1)).toBe(0.2);
    expect(add(Number.MAX_SAFE_INTEGER, 1)).toBe(9007199254740992n);
    expect(subtract(9007199254740992n, 1)).toBe(Number.MAX_SAFE_INTEGER);
    expect(String(add(NumberValue.from('0.12345678901234567890'), 0))).toBe('0.1234567890123456789');
  });

  it('agrees with exact arithmetic on any two numbers', () => {
    fc.assert(
      fc.property(numeric, numeric, (a, b) => {
        expect(compareNumbers(add(a, b), fromNumberText(`${exact(a) + exact(b)}e-12`))).toBe(0);
        expect(compareNumbers(subtract(a, b), fromNumberText(`${exact(a) - exact(b)}e-12`))).toBe(0);
        expect(Math.sign(compareNumbers(a, b))).toBe(exact(a) < exact(b) ? -1 : exact(a) > exact(b) ? 1 : 0);
      }),
    );
  });

  it('writes numbers without exponent and reads them back', () => {
    expect(['1e21', '-1.5E-7', '+001.500', '0.000', '-0', '100'].map((text) => numberText(fromNumberText(text)))).toEqual([
      '1000000000000000000000',
      '-0.00000015',
      '1.5',
      '0',
      '0',
      '100',
    ]);
    fc.assert(fc.property(numeric, (value) => compareNumbers(fromNumberText(numberText(value)), value) === 0));
  });

  it('takes 38 digits and magnitudes from 1E-130 to below 1E+126', () => {
    expect(String(fromNumberText(`1${'2'.repeat(37)}`))).toBe(`1${'2'.repeat(37)}`);
    expect(() => fromNumberText(`1${'2'.repeat(38)}`)).toThrow('Attempting to store more than 38 significant digits in a Number');
    expect(() => fromNumberText('1e126')).toThrow(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
    expect(() => fromNumberText('1e-131')).toThrow(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
    expect(() => fromNumberText('twelve')).toThrow('The parameter cannot be converted to a numeric value: twelve');
    expect(fromNumberText('9.9e125')).toBeTypeOf('bigint');
  });

  it.each([
    [0, 1],
    [1, 2],
    [100, 2],
    [123, 3],
    [12345, 4],
    [-12, 3],
    [0.5, 2],
    [12.5, 3],
    [0.005, 2],
    [0.123, 3],
    [1770000000, 3],
    [1770000001, 6],
    [12345678901234567890123456789012345678n, 20],
  ])('counts %s as %i bytes, as DynamoDB Local does', (value, bytes) => {
    expect(numberBytes(value)).toBe(bytes);
  });
});
