import { compare, equal, type Item, isMap, memberKey, typeOf } from '../values/values.ts';
import type { Bindings } from './bindings.ts';
import { valueAt } from './paths.ts';
import type { Comparator, Condition, Operand } from './syntax.ts';

/** Whether a checked condition holds for an item; for an item that does not exist, give `{}`. */
export function holds(condition: Condition, item: Item, bindings: Bindings): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item, bindings) && holds(condition.right, item, bindings);
    case 'or':
      return holds(condition.left, item, bindings) || holds(condition.right, item, bindings);
    case 'not':
      return !holds(condition.operand, item, bindings);
    case 'comparison':
      return compared(condition.operator, operandValue(condition.left, item, bindings), operandValue(condition.right, item, bindings));
    case 'between': {
      const value = operandValue(condition.operand, item, bindings);
      return (
        compared('>=', value, operandValue(condition.low, item, bindings)) &&
        compared('<=', value, operandValue(condition.high, item, bindings))
      );
    }
    case 'in': {
      const value = operandValue(condition.operand, item, bindings);
      return condition.candidates.some((candidate) => compared('=', value, operandValue(candidate, item, bindings)));
    }
    case 'function': {
      const [first, second] = condition.args.map((arg) => operandValue(arg, item, bindings));
      return called(condition.name, first, second);
    }
  }
}

function called(name: string, first: unknown, second: unknown): boolean {
  if (name === 'attribute_not_exists') return first === undefined;
  if (first === undefined) return false;
  switch (name) {
    case 'attribute_exists':
      return true;
    case 'attribute_type':
      return typeOf(first) === second;
    case 'begins_with':
      return beginsWith(first, second);
    default:
      return second !== undefined && contains(first, second);
  }
}

function operandValue(operand: Operand, item: Item, bindings: Bindings): unknown {
  if (operand.kind === 'path') return valueAt(item, bindings.path(operand));
  if (operand.kind === 'value') return bindings.value(operand.name);
  return sizeOf(operandValue(operand.args[0] as Operand, item, bindings));
}

/** A missing attribute equals nothing, so `<>` holds for it. */
function compared(operator: Comparator, left: unknown, right: unknown): boolean {
  if (operator === '=' || operator === '<>') {
    const same = left !== undefined && right !== undefined && equal(left, right);
    return same === (operator === '=');
  }
  const order = compare(left, right);
  if (order === undefined) return false;
  if (order === 0) return operator === '<=' || operator === '>=';
  return order < 0 === (operator === '<' || operator === '<=');
}

function beginsWith(value: unknown, prefix: unknown): boolean {
  if (typeof value === 'string' && typeof prefix === 'string') return value.startsWith(prefix);
  if (!(value instanceof Uint8Array && prefix instanceof Uint8Array)) return false;
  return prefix.byteLength <= value.byteLength && prefix.every((byte, index) => value[index] === byte);
}

function contains(container: unknown, element: unknown): boolean {
  if (typeof container === 'string') return typeof element === 'string' && container.includes(element);
  if (container instanceof Uint8Array) return element instanceof Uint8Array && Buffer.from(container).includes(Buffer.from(element));
  if (Array.isArray(container)) return container.some((member) => equal(member, element));
  if (!(container instanceof Set) || `${typeOf(element)}S` !== typeOf(container)) return false;
  const key = memberKey(element);
  return [...container].some((member) => memberKey(member) === key);
}

/** Characters of a string, bytes of a binary, members of anything else that has members. */
function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  if (value instanceof Uint8Array) return value.byteLength;
  if (value instanceof Set) return value.size;
  return isMap(value) ? Object.keys(value).length : undefined;
}
