import { Parser } from './parser.ts';
import type { Comparator, Condition, ExpressionKind, Operand, Parsed, Path, SetValue, UpdateAction } from './syntax.ts';

const comparators: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

/**
 * Parses a condition, filter or key condition: OR binds weaker than AND, AND weaker than NOT, NOT weaker than
 * comparisons.
 * @throws AwsError ValidationException, for whatever text.
 */
export function parseCondition(kind: ExpressionKind, text: string): Parsed<Condition> {
  const parser = new Parser(kind, text);
  return parser.finish(asCondition(parser, disjunction(parser)));
}

/** Parses a list of document paths. @throws AwsError ValidationException, for whatever text. */
export function parseProjection(text: string): Parsed<readonly Path[]> {
  const parser = new Parser('ProjectionExpression', text);
  return parser.finish(parser.list(() => parser.path()));
}

/** Parses the sections SET, REMOVE, ADD and DELETE, each at most once. @throws AwsError ValidationException, for whatever text. */
export function parseUpdate(text: string): Parsed<readonly UpdateAction[]> {
  const parser = new Parser('UpdateExpression', text);
  const actions: UpdateAction[] = [];
  const sections = new Set<string>();
  do {
    const section = parser.peek().text;
    if (sections.has(section)) parser.note(`The "${section}" section can only be used once in an update expression;`);
    sections.add(section);
    actions.push(...parser.list(updateAction(parser)));
  } while (parser.peek().kind !== 'end');
  return parser.finish(actions);
}

/** Takes the section's keyword and gives the parser of its actions. */
function updateAction(parser: Parser): () => UpdateAction {
  if (parser.accept('SET')) return () => assignment(parser);
  if (parser.accept('REMOVE')) return () => ({ kind: 'REMOVE', path: parser.path() });
  if (parser.accept('ADD')) return () => ({ kind: 'ADD', path: parser.path(), value: parser.valueRef() });
  if (parser.accept('DELETE')) return () => ({ kind: 'DELETE', path: parser.path(), value: parser.valueRef() });
  throw parser.syntaxError();
}

function assignment(parser: Parser): UpdateAction {
  const path = parser.path();
  parser.expect('=');
  parser.countOperator();
  return { kind: 'SET', path, value: setValue(parser) };
}

function setValue(parser: Parser): SetValue {
  const left = parser.peek().text === '(' ? parser.parenthesized(() => setValue(parser)) : parser.operand();
  if (left.kind === 'arithmetic') return left;
  const operator = parser.accept('+') ? '+' : parser.accept('-') ? '-' : undefined;
  if (operator === undefined) return left;
  parser.countOperator();
  const right = parser.operand();
  for (const operand of [left, right]) if (operand.kind === 'function' && operand.name !== 'if_not_exists') parser.misplaced(operand);
  return { kind: 'arithmetic', operator, left, right };
}

/** What may turn out to be either until the word after it is seen. */
type Node = Condition | Operand;

function disjunction(parser: Parser): Node {
  let left = conjunction(parser);
  while (parser.peek().text === 'OR') {
    const first = asCondition(parser, left);
    parser.expect('OR');
    parser.countOperator();
    left = { kind: 'or', left: first, right: asCondition(parser, conjunction(parser)) };
  }
  return left;
}

function conjunction(parser: Parser): Node {
  let left = negation(parser);
  while (parser.peek().text === 'AND') {
    const first = asCondition(parser, left);
    parser.expect('AND');
    parser.countOperator();
    left = { kind: 'and', left: first, right: asCondition(parser, negation(parser)) };
  }
  return left;
}

function negation(parser: Parser): Node {
  if (!parser.accept('NOT')) return comparison(parser);
  parser.countOperator();
  return { kind: 'not', operand: asCondition(parser, negation(parser)) };
}

function comparison(parser: Parser): Node {
  const left = parser.peek().text === '(' ? parser.parenthesized(() => disjunction(parser)) : parser.operand();
  if (!isOperand(left)) return left;
  const operator = parser.peek().text;
  if (comparators.has(operator)) {
    parser.expect(operator);
    parser.countOperator();
    const right = parser.operand();
    return { kind: 'comparison', operator: operator as Comparator, left: valued(parser, left), right: valued(parser, right) };
  }
  if (parser.accept('BETWEEN')) {
    parser.countOperator();
    const low = valued(parser, parser.operand());
    parser.expect('AND');
    return { kind: 'between', operand: valued(parser, left), low, high: valued(parser, parser.operand()) };
  }
  if (parser.accept('IN')) {
    parser.countOperator();
    parser.expect('(');
    const candidates = parser.list(() => valued(parser, parser.operand()));
    parser.expect(')');
    if (candidates.length > 100) {
      parser.note(`The IN operator is provided with too many operands; number of operands: ${candidates.length}`);
    }
    return { kind: 'in', operand: valued(parser, left), candidates };
  }
  return left;
}

function isOperand(node: Node): node is Operand {
  return node.kind === 'path' || node.kind === 'value' || node.kind === 'function';
}

function asCondition(parser: Parser, node: Node): Condition {
  if (node.kind === 'path' || node.kind === 'value') throw parser.syntaxError();
  if (node.kind === 'function' && node.name === 'size') parser.misplaced(node);
  return node;
}

/** Of the functions only `size` has a value to compare. */
function valued(parser: Parser, operand: Operand): Operand {
  if (operand.kind === 'function' && operand.name !== 'size') parser.misplaced(operand);
  return operand;
}
