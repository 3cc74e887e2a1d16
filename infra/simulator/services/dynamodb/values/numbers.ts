import { NumberValue } from '@aws-sdk/lib-dynamodb';
import { invalid } from '../refusals.ts';

/** A DynamoDB number as plain values carry it: the last two where a double would lose digits. */
export type Numeric = number | bigint | NumberValue;

/** `digits × 10^exponent`; `digits` does not end in 0 unless the number is 0. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** True for the values that DynamoDB stores as type N. */
export function isNumeric(value: unknown): value is Numeric {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof NumberValue;
}

/**
 * Reads a number as DynamoDB does: at most 38 significant digits, magnitude 1E-130 to 9.9…E+125.
 * @throws AwsError ValidationException for anything else.
 */
export function toDecimal(value: Numeric | string): Decimal {
  const text = String(value);
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', power = '0'] = match ?? [];
  if (whole + fraction === '') throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  const significant = (whole + fraction).replace(/^0+/, '').replace(/0+$/, '');
  if (significant === '') return { digits: 0n, exponent: 0 };
  const trailing = (whole + fraction).length - (whole + fraction).replace(/0+$/, '').length;
  const decimal = { digits: BigInt(sign === '-' ? `-${significant}` : significant), exponent: Number(power) - fraction.length + trailing };
  return inRange(decimal);
}

/** The exact sum. @throws AwsError ValidationException outside DynamoDB's range. */
export function add(a: Numeric, b: Numeric): Numeric {
  return sum(a, b, 1n);
}

/** The exact difference. @throws AwsError ValidationException outside DynamoDB's range. */
export function subtract(a: Numeric, b: Numeric): Numeric {
  return sum(a, b, -1n);
}

function sum(a: Numeric, b: Numeric, sign: 1n | -1n): Numeric {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const quick = (a as number) + Number(sign) * (b as number);
    if (Number.isSafeInteger(quick)) return quick;
  }
  const [left, right] = [toDecimal(a), toDecimal(b)];
  const exponent = Math.min(left.exponent, right.exponent);
  let digits = scaled(left, exponent) + sign * scaled(right, exponent);
  let shift = exponent;
  if (digits === 0n) return 0;
  for (; digits % 10n === 0n; shift++) digits /= 10n;
  return toNumeric(inRange({ digits, exponent: shift }));
}

/** Below, equal to or above 0 as `a` is less than, equal to or greater than `b`. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'object' || typeof b === 'object') {
    const [left, right] = [toDecimal(a), toDecimal(b)];
    const exponent = Math.min(left.exponent, right.exponent);
    return Number(scaled(left, exponent) - scaled(right, exponent));
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The digits that DynamoDB writes for a number, without exponent. */
export function numberText(value: Numeric): string {
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  const { digits, exponent } = toDecimal(value);
  if (exponent >= 0) return String(digits * 10n ** BigInt(exponent));
  const text = String(digits < 0n ? -digits : digits).padStart(1 - exponent, '0');
  return `${digits < 0n ? '-' : ''}${text.slice(0, exponent)}.${text.slice(exponent)}`;
}

/** The plain value of a number's text: a double where that is exact, else a bigint, else a NumberValue. */
export function fromNumberText(text: string): Numeric {
  const quick = Number(text);
  if (Number.isSafeInteger(quick) && String(quick) === text) return quick;
  return toNumeric(toDecimal(text));
}

/**
 * Bytes that a number takes: one for each pair of digits (counted from the decimal point, zeros at both ends left
 * out), one more, and one for a minus sign. As measured on DynamoDB Local; AWS documents it as approximate.
 */
export function numberBytes(value: Numeric): number {
  if (value === 0) return 1;
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    let rest = Math.abs(value);
    let pairs = 0;
    while (rest % 100 === 0) rest /= 100;
    for (; rest >= 1; pairs++) rest = Math.floor(rest / 100);
    return pairs + (value < 0 ? 2 : 1);
  }
  const { digits, exponent } = toDecimal(value);
  if (digits === 0n) return 1;
  const length = String(digits < 0n ? -digits : digits).length + Math.abs(exponent % 2);
  return Math.ceil(length / 2) + (digits < 0n ? 2 : 1);
}

function toNumeric({ digits, exponent }: Decimal): Numeric {
  if (exponent >= 0) {
    const whole = digits * 10n ** BigInt(exponent);
    return whole <= Number.MAX_SAFE_INTEGER && whole >= Number.MIN_SAFE_INTEGER ? Number(whole) : whole;
  }
  const text = `${digits}e${exponent}`;
  const double = Number(text);
  const exact = toDecimal(double);
  if (exact.digits === digits && exact.exponent === exponent) return double;
  return NumberValue.from(numberText(NumberValue.from(text)));
}

function scaled({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}

function inRange(decimal: Decimal): Decimal {
  const length = String(decimal.digits < 0n ? -decimal.digits : decimal.digits).length;
  const magnitude = decimal.exponent + length - 1;
  if (magnitude > 125) throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (magnitude < -130) throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  if (length > 38) throw invalid('Attempting to store more than 38 significant digits in a Number');
  return decimal;
}
