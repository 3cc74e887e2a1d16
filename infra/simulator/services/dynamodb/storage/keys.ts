import { invalid, invalidValue } from '../refusals.ts';
import { utf8Bytes } from '../values/item-size.ts';
import { type Item, typeOf } from '../values/values.ts';
import type { KeyAttribute, KeyAttributes } from './table-definition.ts';

/** Longest values of key attributes, in bytes (AWS quotas, fixed). */
export const longestKeyBytes = { HASH: 2048, RANGE: 1024 } as const;

/** The names of a key's attributes. */
export function namesOf(keys: KeyAttributes): ReadonlySet<string> {
  return new Set(keys.range === undefined ? [keys.hash.name] : [keys.hash.name, keys.range.name]);
}

/** @throws AwsError ValidationException with `message` unless `key` has exactly the attributes `names`, those of `keys` with their types. */
export function checkKey(keys: KeyAttributes, names: ReadonlySet<string>, key: Item, message: string): void {
  const given = Object.keys(key);
  const { hash, range } = keys;
  const fits = given.length === names.size && given.every((name) => names.has(name)) && typeOf(key[hash.name]) === hash.type;
  if (!fits || (range !== undefined && typeOf(key[range.name]) !== range.type)) throw invalid(message);
}

/** @throws AwsError ValidationException for a key value that is empty or too long. */
export function checkKeyValue(attribute: KeyAttribute, value: unknown, role: 'HASH' | 'RANGE'): void {
  if (attribute.type === 'N') return;
  const bytes = typeof value === 'string' ? utf8Bytes(value) : (value as Uint8Array).byteLength;
  if (bytes === 0) {
    const kind = attribute.type === 'S' ? 'string' : 'binary';
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${attribute.name}`,
    );
  }
  if (bytes <= longestKeyBytes[role]) return;
  if (role === 'HASH') throw invalidValue('Size of hashkey has exceeded the maximum size limit of2048 bytes');
  throw invalidValue('Aggregated size of all range keys has exceeded the size limit of 1024 bytes');
}
