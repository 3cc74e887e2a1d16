import { UnsupportedError } from '../../errors.ts';

/** Tells whether an event matches. */
export type Matcher = (event: unknown) => boolean;

type Leaf = (value: unknown, present: boolean) => boolean;
type Node = (value: unknown, present: boolean) => boolean;

/**
 * Compiles an event pattern, as event source mappings filter with: exact values, `prefix`, `suffix`, `equals-ignore-case`,
 * `anything-but`, `exists`, `numeric` and `$or`.
 * @throws UnsupportedError for any other comparison, and for `numeric` where `numeric` is false (AWS has none for DynamoDB streams).
 */
export function compilePattern(pattern: unknown, options: { readonly numeric: boolean }): Matcher {
  const node = compileNode(pattern, options);
  return (event) => node(event, true);
}

function compileNode(pattern: unknown, options: { readonly numeric: boolean }): Node {
  if (Array.isArray(pattern)) return anyOf(pattern.map((alternative: unknown) => compileLeaf(alternative, options)));
  if (!isObject(pattern)) throw new UnsupportedError('Lambda', `the event pattern ${JSON.stringify(pattern)}`);
  const fields = Object.entries(pattern).map(([key, child]): Node => {
    if (key === '$or' && Array.isArray(child)) {
      const nodes = child.map((alternative: unknown) => compileNode(alternative, options));
      return (value, present) => nodes.some((node) => node(value, present));
    }
    const node = compileNode(child, options);
    return (value) => {
      const object = isObject(value) ? value : undefined;
      return node(object?.[key], object !== undefined && Object.hasOwn(object, key));
    };
  });
  return (value) => fields.every((field) => field(value, true));
}

/** An array in the event matches when one of its elements does; an absent field is shown to the comparisons once. */
function anyOf(leaves: readonly Leaf[]): Node {
  return (value, present) => {
    const values = Array.isArray(value) ? value : [value];
    return values.some((one: unknown) => leaves.some((leaf) => leaf(one, present)));
  };
}

function compileLeaf(leaf: unknown, options: { readonly numeric: boolean }): Leaf {
  if (!isObject(leaf)) return (value, present) => present && value === leaf;
  const entries = Object.entries(leaf);
  const [name, operand] = entries[0] ?? [];
  if (entries.length !== 1 || name === undefined) throw new UnsupportedError('Lambda', `the comparison ${JSON.stringify(leaf)}`);
  if (name === 'exists' && typeof operand === 'boolean') return (value, present) => (present && !isObject(value)) === operand;
  if (name === 'anything-but') {
    const refused = isObject(operand) && !Array.isArray(operand) ? [operand] : [operand].flat();
    const leaves = refused.map((one: unknown) => compileLeaf(one, options));
    return (value, present) => present && !leaves.some((one) => one(value, present));
  }
  if (name === 'numeric' && options.numeric && Array.isArray(operand)) return compileNumeric(operand);
  if (typeof operand === 'string') {
    const compare = textComparisons[name];
    if (compare !== undefined) return (value) => typeof value === 'string' && compare(value, operand);
  }
  throw new UnsupportedError('Lambda', `the comparison ${JSON.stringify(leaf)}`);
}

const textComparisons: Readonly<Record<string, (value: string, operand: string) => boolean>> = {
  prefix: (value, operand) => value.startsWith(operand),
  suffix: (value, operand) => value.endsWith(operand),
  'equals-ignore-case': (value, operand) => value.toLowerCase() === operand.toLowerCase(),
};

const numericComparisons: Readonly<Record<string, (value: number, operand: number) => boolean>> = {
  '=': (value, operand) => value === operand,
  '<': (value, operand) => value < operand,
  '<=': (value, operand) => value <= operand,
  '>': (value, operand) => value > operand,
  '>=': (value, operand) => value >= operand,
};

/** `["=", 5]`, `[">", 0]` or `[">", 0, "<=", 5]`. */
function compileNumeric(operand: readonly unknown[]): Leaf {
  const parts: ((value: number) => boolean)[] = [];
  for (let i = 0; i < operand.length; i += 2) {
    const compare = numericComparisons[String(operand[i])];
    const limit = operand[i + 1];
    if (compare === undefined || typeof limit !== 'number') {
      throw new UnsupportedError('Lambda', `the comparison ${JSON.stringify({ numeric: operand })}`);
    }
    parts.push((value) => compare(value, limit));
  }
  return (value) => typeof value === 'number' && parts.every((part) => part(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
