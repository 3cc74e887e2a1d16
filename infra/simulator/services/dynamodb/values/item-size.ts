import { NumberValue } from '@aws-sdk/lib-dynamodb';
import { UnsupportedError } from '#simulator/errors.ts';
import { invalid, invalidValue } from '../refusals.ts';
import { numberBytes, toDecimal } from './numbers.ts';
import { type Item, memberKeys } from './values.ts';

/** Largest item, in bytes (AWS quota, fixed). */
export const maxItemBytes = 400 * 1024;

/** Levels of maps and lists, the item itself included (AWS quota, fixed). */
const maxDepth = 32;

/** What a look at an item tells. */
export interface Inspection {
  /** Size by DynamoDB's rules. */
  readonly bytes: number;
  /** False where the item has a value that JSON does not have: a set, a binary, a number beyond a double. */
  readonly json: boolean;
}

/**
 * Checks every value of an item and adds up its size by DynamoDB's rules: names and values in bytes, 3 for each list
 * or map and 1 for each element in it.
 * @throws AwsError ValidationException where DynamoDB refuses a value; Error where the document client does.
 */
export function inspect(item: Item): Inspection {
  const walk = new Walk();
  let bytes = 0;
  for (const name in item) bytes += walk.nameBytes(name) + walk.valueBytes(item[name], 1);
  return { bytes, json: walk.json };
}

/** Size of some attributes of a checked item, in bytes. */
export function attributeBytes(item: Item, names: Iterable<string>): number {
  const walk = new Walk();
  let bytes = 0;
  for (const name of names) if (Object.hasOwn(item, name)) bytes += walk.nameBytes(name) + walk.valueBytes(item[name], 1);
  return bytes;
}

/** Length of a string in UTF-8. */
export function utf8Bytes(text: string): number {
  if (text.length > 100) return Buffer.byteLength(text);
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return Buffer.byteLength(text);
  return text.length;
}

class Walk {
  json = true;

  nameBytes(name: string): number {
    if (name === '') throw invalid('Empty attribute name');
    return utf8Bytes(name);
  }

  valueBytes(value: unknown, depth: number): number {
    switch (typeof value) {
      case 'string':
        return utf8Bytes(value);
      case 'number':
        return this.#numberBytes(value);
      case 'boolean':
        return 1;
      case 'bigint':
        this.json = false;
        return numberBytes(value);
      case 'undefined':
        throw new Error('Pass options.removeUndefinedValues=true to remove undefined values from map/array/set.');
      case 'object':
        return value === null ? 1 : this.#objectBytes(value, depth);
      default:
        throw new UnsupportedError('dynamodb', `a ${typeof value} as a value`);
    }
  }

  #numberBytes(value: number): number {
    if (!Number.isFinite(value)) throw new Error(`Special numeric value ${value} is not allowed`);
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      const comparison = value > 0 ? 'greater than Number.MAX_SAFE_INTEGER' : 'lesser than Number.MIN_SAFE_INTEGER';
      throw new Error(`Number ${value} is ${comparison}. Use NumberValue from @aws-sdk/lib-dynamodb.`);
    }
    return numberBytes(value);
  }

  #objectBytes(value: object, depth: number): number {
    if (Array.isArray(value)) {
      this.#checkDepth(depth);
      return value.reduce<number>((bytes, element) => bytes + 1 + this.valueBytes(element, depth + 1), 3);
    }
    const prototype: object | null = Object.getPrototypeOf(value);
    if (prototype === null || Object.getPrototypeOf(prototype) === null) return this.#mapBytes(value as Item, depth);
    this.json = false;
    if (value instanceof Uint8Array) return value.byteLength;
    if (value instanceof NumberValue) {
      toDecimal(value);
      return numberBytes(value);
    }
    if (value instanceof Set) return this.#setBytes(value);
    throw new UnsupportedError('dynamodb', `a ${value.constructor.name} as a value`);
  }

  #mapBytes(map: Item, depth: number): number {
    this.#checkDepth(depth);
    let bytes = 3;
    for (const name in map) bytes += 1 + this.nameBytes(name) + this.valueBytes(map[name], depth + 1);
    return bytes;
  }

  #setBytes(set: ReadonlySet<unknown>): number {
    if (set.size === 0) throw invalidValue('An string set  may not be empty');
    let bytes = 0;
    const kinds = new Set<string>();
    for (const member of set) {
      const kind = typeof member === 'string' ? 'S' : member instanceof Uint8Array ? 'B' : 'N';
      if (kind === 'N' && !(typeof member === 'number' || typeof member === 'bigint' || member instanceof NumberValue)) {
        throw new Error('Only Number Set (NS), Binary Set (BS) or String Set (SS) are allowed.');
      }
      kinds.add(kind);
      bytes += this.valueBytes(member, 0);
    }
    if (kinds.size > 1) throw new Error('Only Number Set (NS), Binary Set (BS) or String Set (SS) are allowed.');
    if (!kinds.has('S') && memberKeys(set).size < set.size) throw invalidValue('Input collection contains duplicates.');
    return bytes;
  }

  #checkDepth(depth: number): void {
    if (depth >= maxDepth) {
      throw invalid('Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit');
    }
  }
}
