import { invalid } from '../refusals.ts';
import { inspect } from '../values/item-size.ts';
import type { Item } from '../values/values.ts';
import { parseCondition, parseProjection, parseUpdate } from './grammar.ts';
import type { Condition, Parsed, Path, PathParts, UpdateAction } from './syntax.ts';

/** Parsed texts kept of one kind; more than any application writes. */
const cacheLimit = 2_000;

/** Parses expressions, each text once. */
export class Expressions {
  readonly #conditions = {
    ConditionExpression: new Map<string, Parsed<Condition>>(),
    FilterExpression: new Map<string, Parsed<Condition>>(),
    KeyConditionExpression: new Map<string, Parsed<Condition>>(),
  };
  readonly #updates = new Map<string, Parsed<readonly UpdateAction[]>>();
  readonly #projections = new Map<string, Parsed<readonly Path[]>>();

  condition(kind: 'ConditionExpression' | 'FilterExpression' | 'KeyConditionExpression', text: string): Parsed<Condition> {
    return once(this.#conditions[kind], text, () => parseCondition(kind, text));
  }

  update(text: string): Parsed<readonly UpdateAction[]> {
    return once(this.#updates, text, () => parseUpdate(text));
  }

  projection(text: string): Parsed<readonly Path[]> {
    return once(this.#projections, text, () => parseProjection(text));
  }
}

function once<T>(known: Map<string, T>, text: string, parse: () => T): T {
  const found = known.get(text);
  if (found !== undefined) return found;
  const parsed = parse();
  if (known.size >= cacheLimit) known.clear();
  known.set(text, parsed);
  return parsed;
}

/** The parameters of a request that its expressions refer to. */
export interface BindingFields {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
}

/** The names and values that a request's expressions refer to. Give it each expression, then see that none is left over. */
export class Bindings {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Item;
  readonly #used: Parsed<unknown>[] = [];

  /**
   * @param absent how AWS names the expressions that the operation could have had; `undefined` where it has one
   * @throws AwsError ValidationException where a name or value is badly named, or there is no expression to use it.
   */
  constructor(fields: BindingFields, absent: string | undefined) {
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = fields;
    if (absent !== undefined && names !== undefined) throw invalid('ExpressionAttributeNames can only be specified when using expressions');
    if (absent !== undefined && values !== undefined) {
      throw invalid(`ExpressionAttributeValues can only be specified when using expressions: ${absent}`);
    }
    if (names !== undefined) checkNames(names);
    if (values !== undefined) checkValues(values);
    this.#names = names ?? {};
    this.#values = values ?? {};
  }

  /** Takes an expression that uses these. @throws AwsError ValidationException where it refers to what is not there. */
  use(parsed: Parsed<unknown>): void {
    const { kind, names, values } = parsed;
    this.#used.push(parsed);
    for (const name of names) {
      if (Object.hasOwn(this.#names, name)) continue;
      throw invalid(`Invalid ${kind}: An expression attribute name used in the document path is not defined; attribute name: ${name}`);
    }
    for (const name of values) {
      if (Object.hasOwn(this.#values, name)) continue;
      throw invalid(`Invalid ${kind}: An expression attribute value used in expression is not defined; attribute value: ${name}`);
    }
  }

  /** @throws AwsError ValidationException where a name or value is used by none of the expressions that it took. */
  checkUnused(): void {
    checkUsed('ExpressionAttributeNames', this.#names, this.#used, 'names');
    checkUsed('ExpressionAttributeValues', this.#values, this.#used, 'values');
  }

  /** The parts of a path with names in the place of references. */
  path(path: Path): PathParts {
    if (!path.indirect) return path.parts;
    return path.parts.map((part) => (typeof part === 'string' && part.startsWith('#') ? (this.#names[part] as string) : part));
  }

  value(name: string): unknown {
    return this.#values[name];
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
