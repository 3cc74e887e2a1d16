import { invalid } from '../refusals.ts';
import type { RangeOperator } from '../storage/order-key.ts';
import type { Bindings } from './bindings.ts';
import type { Condition, Operand } from './syntax.ts';

/** The keys that a query asks for. */
export interface KeyCondition {
  /** Value of the partition key. */
  readonly partition: unknown;
  /** What the sort key must meet, if anything; two values for BETWEEN. */
  readonly range: { readonly operator: RangeOperator; readonly values: readonly unknown[] } | undefined;
}

interface Term {
  readonly attribute: string;
  readonly operator: RangeOperator;
  readonly values: readonly unknown[];
}

/** What an operator becomes when its operands change sides. */
const mirrored: Readonly<Record<string, RangeOperator>> = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/**
 * Reads a condition as one on the key of a table or index: equality of the partition key, and at most one condition
 * on the sort key.
 * @throws AwsError ValidationException for any other condition.
 */
export function toKeyCondition(root: Condition, bindings: Bindings, hashName: string, rangeName: string | undefined): KeyCondition {
  const terms = termsOf(root, bindings);
  const byAttribute = new Map(terms.map((term) => [term.attribute, term]));
  if (byAttribute.size < terms.length) throw invalid('KeyConditionExpressions must only contain one condition per key');
  const hash = byAttribute.get(hashName);
  if (hash === undefined) throw invalid(`Query condition missed key schema element: ${hashName}`);
  if (hash.operator !== '=') throw invalid('Query key condition not supported');
  const range = terms.find((term) => term !== hash);
  if (range === undefined) return { partition: hash.values[0], range: undefined };
  if (range.attribute !== rangeName || terms.length > 2) {
    if (rangeName === undefined) throw invalid('Query key condition not supported');
    throw invalid(`Query condition missed key schema element: ${rangeName}`);
  }
  return { partition: hash.values[0], range };
}

function termsOf(condition: Condition, bindings: Bindings): readonly Term[] {
  switch (condition.kind) {
    case 'and':
      return [...termsOf(condition.left, bindings), ...termsOf(condition.right, bindings)];
    case 'or':
    case 'not':
    case 'in':
      throw unusable(condition.kind.toUpperCase());
    case 'comparison': {
      const { operator, left, right } = condition;
      if (operator === '<>') throw unusable(operator);
      if (right.kind === 'path' && left.kind !== 'path') return [term(right, mirrored[operator] as RangeOperator, [left], bindings)];
      return [term(left, operator, [right], bindings)];
    }
    case 'between':
      return [term(condition.operand, 'BETWEEN', [condition.low, condition.high], bindings)];
    case 'function': {
      if (condition.name !== 'begins_with') throw unusable(condition.name);
      const [first, ...rest] = condition.args as [Operand, Operand];
      if (first.kind !== 'path') {
        throw invalid('Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand');
      }
      return [term(first, 'begins_with', rest, bindings)];
    }
  }
}

function term(operand: Operand, operator: RangeOperator, others: readonly Operand[], bindings: Bindings): Term {
  if ([operand, ...others].some(({ kind }) => kind === 'function'))
    throw invalid('KeyConditionExpressions cannot contain nested operations');
  if (others.some(({ kind }) => kind === 'path')) {
    throw invalid('Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition');
  }
  if (operand.kind !== 'path') throw invalid('Invalid condition in KeyConditionExpression: No key attribute specified');
  const [attribute, ...deeper] = bindings.path(operand);
  if (deeper.length > 0) {
    throw invalid(`Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: ${attribute}`);
  }
  return {
    attribute: attribute as string,
    operator,
    values: others.map((other) => (other.kind === 'value' ? bindings.value(other.name) : undefined)),
  };
}

function unusable(operator: string): Error {
  return invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);
}
