import type { AwsError } from '#simulator/errors.ts';
import { invalid } from '../refusals.ts';
import { type AttributeType, compare, typeOf } from '../values/values.ts';
import type { Bindings } from './bindings.ts';
import { pathText } from './paths.ts';
import type { Condition, ExpressionKind, Operand, Parsed } from './syntax.ts';

const ordered: ReadonlySet<string> = new Set(['S', 'N', 'B']);
const prefixed: ReadonlySet<string> = new Set(['S', 'B']);
const sizeable: ReadonlySet<string> = new Set(['S', 'B', 'SS', 'NS', 'BS', 'L', 'M']);
const text: ReadonlySet<string> = new Set(['S']);
const typeNames = ['N', 'BS', 'L', 'B', 'NULL', 'M', 'S', 'SS', 'NS', 'BOOL'];

/**
 * Checks what can be told of a condition without an item: that all it refers to is there, the types of values given
 * in the request, and that nothing is compared with itself.
 * @throws AwsError ValidationException
 */
export function checkCondition(parsed: Parsed<Condition>, bindings: Bindings): void {
  bindings.use(parsed);
  new TypeCheck(parsed.kind, bindings).condition(parsed.root);
}

class TypeCheck {
  readonly #kind: ExpressionKind;
  readonly #bindings: Bindings;

  constructor(kind: ExpressionKind, bindings: Bindings) {
    this.#kind = kind;
    this.#bindings = bindings;
  }

  condition(condition: Condition): void {
    switch (condition.kind) {
      case 'and':
      case 'or':
        this.condition(condition.left);
        this.condition(condition.right);
        break;
      case 'not':
        this.condition(condition.operand);
        break;
      case 'comparison': {
        const { operator, left, right } = condition;
        this.#sizeable(left);
        this.#sizeable(right);
        if (operator !== '=' && operator !== '<>') for (const operand of [left, right]) this.#mustBe(ordered, operand, operator);
        this.#distinct(operator, left, [right]);
        break;
      }
      case 'between':
        this.#between(condition.operand, condition.low, condition.high);
        break;
      case 'in':
        for (const operand of [condition.operand, ...condition.candidates]) this.#sizeable(operand);
        this.#distinct('IN', condition.operand, condition.candidates);
        break;
      case 'function':
        this.#call(condition.name, condition.args);
    }
  }

  #call(name: string, args: readonly Operand[]): void {
    const [first, second] = args as [Operand, Operand];
    for (const operand of args) this.#sizeable(operand);
    if (name === 'begins_with') for (const operand of args) this.#mustBe(prefixed, operand, name);
    if (name === 'attribute_type') this.#mustBeTypeName(second);
    if (args.length > 1) this.#distinct(name, first, [second]);
  }

  #mustBeTypeName(operand: Operand): void {
    if (operand.kind !== 'value') throw this.#wrongType('attribute_type', 'not a literal');
    this.#mustBe(text, operand, 'attribute_type');
    const name = this.#bindings.value(operand.name) as string;
    if (!typeNames.includes(name))
      throw this.#error(`Invalid attribute type name found; type: ${name}, valid types: {${typeNames.join(',')}}`);
  }

  #between(operand: Operand, low: Operand, high: Operand): void {
    for (const bound of [operand, low, high]) {
      this.#sizeable(bound);
      this.#mustBe(ordered, bound, 'BETWEEN');
    }
    this.#distinct('BETWEEN', operand, [low, high]);
    if (low.kind !== 'value' || high.kind !== 'value') return;
    const [from, to] = [this.#bindings.value(low.name), this.#bindings.value(high.name)];
    const about = `lower bound operand: AttributeValue: {${typeOf(from)}:${from}}, upper bound operand: AttributeValue: {${typeOf(to)}:${to}}`;
    const order = compare(from, to);
    if (order === undefined) throw this.#error(`The BETWEEN operator requires same data type for lower and upper bounds; ${about}`);
    if (order > 0) throw this.#error(`The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${about}`);
  }

  #distinct(operator: string, first: Operand, rest: readonly Operand[]): void {
    if (first.kind !== 'path' || !rest.some((operand) => operand.kind === 'path')) return;
    const text = pathText(this.#bindings.path(first));
    if (!rest.some((operand) => operand.kind === 'path' && pathText(this.#bindings.path(operand)) === text)) return;
    const about = `operator: ${operator}, first operand: ${text}`;
    throw this.#error(`The first operand must be distinct from the remaining operands for this operator or function; ${about}`);
  }

  /** Checks the operand of `size`, where `operand` is such a call. */
  #sizeable(operand: Operand): void {
    if (operand.kind !== 'function') return;
    const [inner] = operand.args as [Operand];
    this.#sizeable(inner);
    this.#mustBe(sizeable, inner, 'size');
  }

  #mustBe(types: ReadonlySet<string>, operand: Operand, operator: string): void {
    const type = this.#typeOf(operand);
    if (type !== undefined && !types.has(type)) throw this.#wrongType(operator, type);
  }

  #typeOf(operand: Operand): AttributeType | undefined {
    if (operand.kind === 'value') return typeOf(this.#bindings.value(operand.name));
    return operand.kind === 'function' ? 'N' : undefined;
  }

  #wrongType(operator: string, type: string): AwsError {
    return this.#error(`Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`);
  }

  #error(message: string): AwsError {
    return invalid(`Invalid ${this.#kind}: ${message}`);
  }
}
