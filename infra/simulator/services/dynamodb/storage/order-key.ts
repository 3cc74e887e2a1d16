import { type Numeric, toDecimal } from '../values/numbers.ts';
import { codePointRank } from '../values/values.ts';

/** Ends a key inside a longer text: sorts before whatever may follow in a longer key. */
const terminator = '\0\0';
/** What a NUL of the key itself becomes, so that it never looks like the terminator. */
const escapedNul = '\0\x01';
/** No key continues with a unit this high. */
const highest = '\uffff';

/**
 * The value of a key attribute as text whose order under `<` is DynamoDB's order of that type
 * (strings and binaries by bytes, numbers by value). Equal values have equal text.
 */
export function orderKey(value: unknown): string {
  if (typeof value === 'string') return stringKey(value);
  if (value instanceof Uint8Array) return stringKey(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1'));
  return numberKey(value as Numeric);
}

/** Several order keys as one, in whose order an earlier key counts before a later one. */
export function compositeKey(keys: readonly string[]): string {
  return keys.join(terminator);
}

/** The texts from `from` (included) up to `to` (left out; `undefined`: no end). */
export interface Bounds {
  readonly from: string;
  readonly to: string | undefined;
}

/** Every key. */
export const unbounded: Bounds = { from: '', to: undefined };

/** A condition on a sort key. */
export type RangeOperator = '=' | '<' | '<=' | '>' | '>=' | 'BETWEEN' | 'begins_with';

/** The keys that meet a condition; `keys` has two members for BETWEEN. They hold for composite keys that start with such a key, too. */
export function boundsOf(operator: RangeOperator, keys: readonly string[]): Bounds {
  const [key = '', other = ''] = keys;
  switch (operator) {
    case '=':
      return { from: key, to: key + escapedNul };
    case '<':
      return { from: '', to: key };
    case '<=':
      return { from: '', to: key + escapedNul };
    case '>':
      return { from: key + escapedNul, to: undefined };
    case '>=':
      return { from: key, to: undefined };
    case 'BETWEEN':
      return { from: key, to: other + escapedNul };
    case 'begins_with':
      return { from: key, to: key + highest };
  }
}

/** The keys of `bounds` that come after `key` when walking forward or backward. */
export function boundsAfter(bounds: Bounds, key: string, forward: boolean): Bounds {
  return forward ? { from: `${key}\0`, to: bounds.to } : { from: bounds.from, to: key };
}

/** True where `key` lies within `bounds`. */
export function within(bounds: Bounds, key: string): boolean {
  return key >= bounds.from && (bounds.to === undefined || key < bounds.to);
}

function stringKey(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0 || unit >= 0xd800) return escapedKey(text);
  }
  return text;
}

function escapedKey(text: string): string {
  let key = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    key += unit === 0 ? escapedNul : String.fromCharCode(codePointRank(unit));
  }
  return key;
}

/** Sign, then the power of ten of the first digit, then the digits; both turned round for numbers below 0. */
function numberKey(value: Numeric): string {
  const { digits, exponent } = toDecimal(value);
  if (digits === 0n) return '1';
  const text = String(digits < 0n ? -digits : digits);
  const magnitude = exponent + text.length + 200;
  if (digits > 0n) return `2${String(magnitude).padStart(3, '0')}${text}`;
  let turned = '';
  for (const digit of text) turned += 9 - Number(digit);
  return `0${String(999 - magnitude).padStart(3, '0')}${turned}~`;
}
