import { NumberValue } from '@aws-sdk/lib-dynamodb';
import { compareNumbers, isNumeric, type Numeric, numberText } from './numbers.ts';

/** An item, a key or any other map of attributes, as plain values. */
export type Item = Record<string, unknown>;

/** DynamoDB's names of its types. */
export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'L' | 'M' | 'SS' | 'NS' | 'BS';

/** The DynamoDB type of a plain value. */
export function typeOf(value: unknown): AttributeType {
  switch (typeof value) {
    case 'string':
      return 'S';
    case 'number':
    case 'bigint':
      return 'N';
    case 'boolean':
      return 'BOOL';
  }
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return 'L';
  if (value instanceof Set) return `${typeOf(value.values().next().value) as 'S' | 'N' | 'B'}S`;
  if (value instanceof Uint8Array) return 'B';
  return value instanceof NumberValue ? 'N' : 'M';
}

/** True for a map: an object that is none of the other types. */
export function isMap(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && typeOf(value) === 'M';
}

/** Equality by DynamoDB's rules: same type and same content; sets have no order. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' && typeof b !== 'object' && typeof a === typeof b) return false;
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (a instanceof Set && b instanceof Set) return a.size === b.size && isSubset(a, b);
  if (type === 'L') return equalLists(a as readonly unknown[], b as readonly unknown[]);
  if (type === 'M') return equalMaps(a as Item, b as Item);
  return compare(a, b) === 0;
}

function equalLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((element, index) => equal(element, b[index]));
}

function equalMaps(a: Item, b: Item): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

function isSubset(a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): boolean {
  const keys = memberKeys(b);
  return [...a].every((member) => keys.has(memberKey(member)));
}

/**
 * Order of two strings (by UTF-8 bytes), numbers or binaries: below, equal to or above 0;
 * `undefined` where the types differ or have no order.
 */
export function compare(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b);
  return undefined;
}

/** UTF-16 order is UTF-8 order except where a surrogate meets a unit above the surrogates. */
function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Maps UTF-16 units so that their order is the order of code points, that is of UTF-8. */
export function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** What makes a member of a set the same member: 1, 1n and NumberValue('1.0') are one. */
export function memberKey(member: unknown): string {
  if (typeof member === 'string') return member;
  if (member instanceof Uint8Array) return Buffer.from(member).toString('latin1');
  return numberText(member as Numeric);
}

/** The member keys of a set. */
export function memberKeys(set: ReadonlySet<unknown>): Set<string> {
  return new Set([...set].map(memberKey));
}

/** Sets a property, also one called `__proto__`. */
export function assign(map: Item, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}

/** The attributes of `item` that `names` lists. */
export function pick(item: Item, names: Iterable<string>): Item {
  const picked: Item = {};
  for (const name of names) if (Object.hasOwn(item, name)) assign(picked, name, item[name]);
  return picked;
}
