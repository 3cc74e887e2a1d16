import { invalid } from '../refusals.ts';
import { add, isNumeric, type Numeric, subtract } from '../values/numbers.ts';
import { type Item, isMap, memberKey, memberKeys, typeOf } from '../values/values.ts';
import type { Bindings } from './bindings.ts';
import { checkOverlaps, removeAt, setAt, valueAt } from './paths.ts';
import type { Operand, Parsed, PathParts, SetValue, UpdateAction } from './syntax.ts';

/** AWS's long names of the types, which only these two messages use. */
const longNames = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  L: 'LIST',
  M: 'MAP',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
} as const;

/**
 * Checks what can be told of an update without an item: that all it refers to is there, overlapping paths, and the
 * types of values given in the request.
 * @returns the paths that the update changes, in the order of its text
 * @throws AwsError ValidationException
 */
export function checkUpdate(parsed: Parsed<readonly UpdateAction[]>, bindings: Bindings): readonly PathParts[] {
  bindings.use(parsed);
  const { root } = parsed;
  const paths = root.map((action) => bindings.path(action.path));
  checkOverlaps('UpdateExpression', paths);
  for (const action of root) {
    if (action.kind === 'SET') checkSetValue(action.value, bindings);
    else if (action.kind !== 'REMOVE') {
      const type = typeOf(bindings.value(action.value.name));
      if (type.length === 2 || (type === 'N' && action.kind === 'ADD')) continue;
      const about = `operator: ${action.kind}, operand type: ${longNames[type]}, typeSet: ALLOWED_FOR_${action.kind}_OPERAND`;
      throw invalid(`Invalid UpdateExpression: Incorrect operand type for operator or function; ${about}`);
    }
  }
  return paths;
}

function checkSetValue(value: SetValue, bindings: Bindings): void {
  if (value.kind === 'arithmetic') for (const operand of [value.left, value.right]) checkLiteral(operand, value.operator, 'N', bindings);
  if (value.kind === 'function' && value.name === 'list_append') {
    for (const operand of value.args) checkLiteral(operand, value.name, 'L', bindings);
  }
}

function checkLiteral(operand: Operand, operator: string, type: 'N' | 'L', bindings: Bindings): void {
  if (operand.kind !== 'value') return;
  const given = typeOf(bindings.value(operand.name));
  if (given === type) return;
  const about = `operator or function: ${operator}, operand type: ${given}`;
  throw invalid(`Invalid UpdateExpression: Incorrect operand type for operator or function; ${about}`);
}

/**
 * Changes `item` as a checked update says. All operands are read from the item as it was.
 * @throws AwsError ValidationException where a path, an attribute or a type is not there; `item` is then of no use.
 */
export function applyUpdate({ root }: Parsed<readonly UpdateAction[]>, item: Item, bindings: Bindings): void {
  const sets: { path: PathParts; value: unknown }[] = [];
  const removals: PathParts[] = [];
  for (const action of root) {
    const path = bindings.path(action.path);
    const value = newValue(action, path, item, bindings);
    if (value === undefined) removals.push(path);
    else sets.push({ path, value });
  }
  if (sets.length > 1) sets.sort((a, b) => lastIndex(a.path) - lastIndex(b.path));
  for (const { path, value } of sets) setAt(item, path, value);
  if (removals.length > 1) removals.sort((a, b) => lastIndex(b) - lastIndex(a));
  for (const path of removals) removeAt(item, path);
}

/** Elements are appended in the order of their indexes and removed from the end, so that no index moves before its turn. */
function lastIndex(path: PathParts): number {
  const last = path.at(-1);
  return typeof last === 'number' ? last : -1;
}

/** `undefined`: the attribute goes. */
function newValue(action: UpdateAction, path: PathParts, item: Item, bindings: Bindings): unknown {
  if (action.kind === 'REMOVE') return undefined;
  if (action.kind === 'SET') return assigned(action.value, item, bindings);
  const operand = bindings.value(action.value.name);
  const current = valueAt(item, path);
  return action.kind === 'ADD' ? added(current, operand) : without(current, operand as ReadonlySet<unknown>);
}

function assigned(value: SetValue, item: Item, bindings: Bindings): unknown {
  if (value.kind !== 'arithmetic') return operandValue(value, item, bindings);
  const [left, right] = [operandValue(value.left, item, bindings), operandValue(value.right, item, bindings)];
  if (!isNumeric(left) || !isNumeric(right)) throw wrongType();
  return value.operator === '+' ? add(left, right) : subtract(left, right);
}

function operandValue(operand: Operand, item: Item, bindings: Bindings): unknown {
  const value = readOperand(operand, item, bindings);
  if (value === undefined) throw invalid('The provided expression refers to an attribute that does not exist in the item');
  return value;
}

function readOperand(operand: Operand, item: Item, bindings: Bindings): unknown {
  if (operand.kind === 'value') return copied(bindings.value(operand.name));
  if (operand.kind === 'path') return copied(valueAt(item, bindings.path(operand)));
  const [first, second] = operand.args as [Operand, Operand];
  if (operand.name === 'if_not_exists') {
    const current = readOperand(first, item, bindings);
    return current === undefined ? operandValue(second, item, bindings) : current;
  }
  const [head, tail] = [operandValue(first, item, bindings), operandValue(second, item, bindings)];
  if (!Array.isArray(head) || !Array.isArray(tail)) throw wrongType();
  return [...head, ...tail];
}

/** Maps and lists, which a later action may change. */
function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copied(part)])) : value;
}

function added(current: unknown, operand: unknown): unknown {
  if (isNumeric(operand)) {
    if (current !== undefined && !isNumeric(current)) throw wrongType();
    return add((current ?? 0) as Numeric, operand);
  }
  if (current === undefined) return operand;
  if (typeOf(current) !== typeOf(operand)) throw wrongType();
  const known = memberKeys(current as ReadonlySet<unknown>);
  return new Set([
    ...(current as ReadonlySet<unknown>),
    ...[...(operand as ReadonlySet<unknown>)].filter((member) => !known.has(memberKey(member))),
  ]);
}

function without(current: unknown, operand: ReadonlySet<unknown>): unknown {
  if (current === undefined) return undefined;
  if (typeOf(current) !== typeOf(operand)) throw wrongType();
  const gone = memberKeys(operand);
  const left = [...(current as ReadonlySet<unknown>)].filter((member) => !gone.has(memberKey(member)));
  return left.length === 0 ? undefined : new Set(left);
}

function wrongType(): Error {
  return invalid('An operand in the update expression has an incorrect data type');
}
