import { inspect } from '../item-size.ts';
import { invalid } from '../refusals.ts';
import type { Item } from '../values.ts';
import { parseCondition, parseProjection, parseUpdate } from './grammar.ts';
import type { Condition, ExpressionKind, Parsed, Path, PathParts, UpdateAction } from './syntax.ts';

/** Parsed texts kept by one service; more than any application writes. */
const cacheLimit = 2_000;

/** Parses expressions, each text once. */
export class Expressions {
  readonly #parsed = new Map<string, unknown>();

  condition(kind: ExpressionKind, text: string): Parsed<Condition> {
    return this.#once(`${kind} ${text}`, () => parseCondition(kind, text));
  }

  update(text: string): Parsed<readonly UpdateAction[]> {
    return this.#once(`UpdateExpression ${text}`, () => parseUpdate(text));
  }

  projection(text: string): Parsed<readonly Path[]> {
    return this.#once(`ProjectionExpression ${text}`, () => parseProjection(text));
  }

  #once<T>(key: string, parse: () => T): T {
    const known = this.#parsed.get(key);
    if (known !== undefined) return known as T;
    const parsed = parse();
    if (this.#parsed.size >= cacheLimit) this.#parsed.clear();
    this.#parsed.set(key, parsed);
    return parsed;
  }
}

/** The parameters of a request that its expressions refer to. */
export interface BindingFields {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
}

/** The names and values that a request's expressions refer to, checked. */
export class Bindings {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Item;

  /**
   * @param parsed all expressions of the request
   * @param absent how AWS names the expressions that the operation could have had, when it has none
   * @throws AwsError ValidationException where something is missing, left over or badly named.
   */
  constructor(fields: BindingFields, parsed: readonly Parsed<unknown>[], absent: string) {
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = fields;
    if (parsed.length === 0 && names !== undefined) throw invalid('ExpressionAttributeNames can only be specified when using expressions');
    if (parsed.length === 0 && values !== undefined) {
      throw invalid(`ExpressionAttributeValues can only be specified when using expressions: ${absent}`);
    }
    if (names !== undefined) checkNames(names);
    if (values !== undefined) checkValues(values);
    this.#names = names ?? {};
    this.#values = values ?? {};
    for (const expression of parsed) this.#checkDefined(expression);
    checkUsed('ExpressionAttributeNames', this.#names, parsed, 'names');
    checkUsed('ExpressionAttributeValues', this.#values, parsed, 'values');
  }

  /** The parts of a path with names in the place of references. */
  path(path: Path): PathParts {
    if (!path.indirect) return path.parts;
    return path.parts.map((part) => (typeof part === 'string' && part.startsWith('#') ? (this.#names[part] as string) : part));
  }

  value(name: string): unknown {
    return this.#values[name];
  }

  #checkDefined({ kind, names, values }: Parsed<unknown>): void {
    for (const name of names) {
      if (Object.hasOwn(this.#names, name)) continue;
      throw invalid(`Invalid ${kind}: An expression attribute name used in the document path is not defined; attribute name: ${name}`);
    }
    for (const name of values) {
      if (Object.hasOwn(this.#values, name)) continue;
      throw invalid(`Invalid ${kind}: An expression attribute value used in expression is not defined; attribute value: ${name}`);
    }
  }
}

function checkNames(names: Readonly<Record<string, string>>): void {
  const keys = Object.keys(names);
  if (keys.length === 0) throw invalid('ExpressionAttributeNames must not be empty');
  for (const key of keys) {
    if (!/^#[A-Za-z0-9_]+$/.test(key)) throw invalid(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${key}"`);
    if (!names[key]) throw invalid(`ExpressionAttributeNames contains invalid value: Empty attribute name for key ${key}`);
  }
}

function checkValues(values: Item): void {
  const keys = Object.keys(values);
  if (keys.length === 0) throw invalid('ExpressionAttributeValues must not be empty');
  for (const key of keys) {
    if (!/^:[A-Za-z0-9_]+$/.test(key)) throw invalid(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${key}"`);
  }
  inspect(values);
}

function checkUsed(parameter: string, given: object, parsed: readonly Parsed<unknown>[], kind: 'names' | 'values'): void {
  const unused = Object.keys(given).filter((key) => !parsed.some((expression) => expression[kind].has(key)));
  if (unused.length > 0) throw invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`);
}
