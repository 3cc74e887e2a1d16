import type { AwsError } from '#simulator/errors.ts';
import { invalid } from '../refusals.ts';
import { reservedWords } from './reserved-words.ts';
import type { ExpressionKind, FunctionCall, Operand, Parsed, Path, ValueRef } from './syntax.ts';
import { type Token, tokenize } from './tokens.ts';

/** AWS quotas of one expression, fixed: bytes of text, operators, operands of IN. */
const maxBytes = 4096;
const maxOperators = 300;

/** How many operands each function takes. */
const operandCounts: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
  if_not_exists: 2,
  list_append: 2,
};
const needsPath: ReadonlySet<string> = new Set(['attribute_exists', 'attribute_not_exists', 'if_not_exists']);

/**
 * What the grammars share: words, paths, operands, functions, and the two kinds of error. A syntax error ends parsing;
 * a problem of meaning (a reserved word, an unknown function) is noted and thrown only if the syntax is sound to the end.
 */
export class Parser {
  readonly #kind: ExpressionKind;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #names = new Set<string>();
  readonly #values = new Set<string>();
  readonly #paths: Path[] = [];
  #at = 0;
  #operators = 0;
  #depth = 0;
  #problem: string | undefined;
  /** The content of the parentheses that were closed last. */
  #parenthesized: unknown;

  constructor(kind: ExpressionKind, text: string) {
    this.#kind = kind;
    this.#text = text;
    if (text === '') throw this.#error('The expression can not be empty;');
    const bytes = Buffer.byteLength(text);
    if (bytes > maxBytes) throw this.#error(`Expression size has exceeded the maximum allowed size; expression size: ${bytes}`);
    this.#tokens = tokenize(text);
  }

  /** Ends parsing. @throws AwsError ValidationException where text is left over or a problem was noted. */
  finish<T>(root: T): Parsed<T> {
    if (this.peek().kind !== 'end') throw this.syntaxError();
    if (this.#problem !== undefined) throw this.#error(this.#problem);
    return { kind: this.#kind, root, names: this.#names, values: this.#values, paths: this.#paths };
  }

  peek(): Token {
    return this.#tokens[this.#at] as Token;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Takes the next word if it is this symbol or keyword. */
  accept(text: string): boolean {
    const token = this.peek();
    if (token.text !== text || (token.kind !== 'symbol' && token.kind !== 'keyword')) return false;
    this.#at++;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.syntaxError();
  }

  /** Notes a problem of meaning; the first one counts. */
  note(problem: string): void {
    this.#problem ??= problem;
  }

  /** The error for the word at hand, in AWS's words. */
  syntaxError(): AwsError {
    const token = this.peek();
    const from = this.#tokens[this.#at - 1]?.start ?? (token.kind === 'end' ? 0 : token.start);
    const near = this.#text.slice(from, (this.#tokens[this.#at + 1] ?? token).end);
    return this.#error(`Syntax error; token: "${this.#text.slice(token.start, token.end) || token.text}", near: "${near}"`);
  }

  /** Counts an operator. @throws AwsError ValidationException beyond 300. */
  countOperator(): void {
    if (++this.#operators > maxOperators) {
      throw this.#error(`The expression contains too many operators; operator count: ${maxOperators + 1}`);
    }
  }

  /** What `inner` parses between parentheses. */
  parenthesized<T>(inner: () => T): T {
    const content = this.#within(inner);
    if (content === this.#parenthesized) this.note('The expression has redundant parentheses;');
    this.#parenthesized = content;
    return content;
  }

  /** `item` once or more, with commas between. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.accept(',')) items.push(item());
    return items;
  }

  path(): Path {
    const parts: (string | number)[] = [this.#pathName()];
    for (;;) {
      if (this.accept('.')) parts.push(this.#pathName());
      else if (this.accept('[')) {
        parts.push(this.#index());
        this.expect(']');
      } else break;
    }
    const path: Path = { kind: 'path', parts, indirect: parts.some((part) => typeof part === 'string' && part.startsWith('#')) };
    this.#paths.push(path);
    return path;
  }

  valueRef(): ValueRef {
    if (this.peek().kind !== 'valueRef') throw this.syntaxError();
    const name = this.next().text;
    this.#values.add(name);
    return { kind: 'value', name };
  }

  /** A path, a value or a call, perhaps in parentheses. */
  operand(): Operand {
    if (this.peek().text === '(') return this.parenthesized(() => this.operand());
    if (this.peek().kind === 'valueRef') return this.valueRef();
    return this.#tokens[this.#at + 1]?.text === '(' && this.peek().kind === 'name' ? this.#call() : this.path();
  }

  /** Notes that a function stands where it must not. */
  misplaced(call: FunctionCall): void {
    this.note(`The function is not allowed to be used this way in an expression; function: ${call.name}`);
  }

  #call(): FunctionCall {
    const name = this.next().text;
    this.countOperator();
    const args = this.#within(() => this.list(() => this.operand()));
    const call: FunctionCall = { kind: 'function', name, args };
    this.#checkCall(call);
    return call;
  }

  #checkCall({ name, args }: FunctionCall): void {
    const update = this.#kind === 'UpdateExpression';
    const count = operandCounts[name];
    if (count === undefined) this.note(`Invalid function name; function: ${name}`);
    if ((name === 'if_not_exists' || name === 'list_append') !== update) {
      this.note(`The function is not allowed in ${update ? 'an update' : 'a condition'} expression; function: ${name}`);
    }
    for (const arg of args) if (arg.kind === 'function' && arg.name !== 'size' && arg.name !== 'if_not_exists') this.misplaced(arg);
    if (args.length !== count) {
      const about = `operator or function: ${name}, number of operands: ${args.length}`;
      this.note(`Incorrect number of operands for operator or function; ${about}`);
    }
    if (needsPath.has(name) && args[0]?.kind !== 'path') {
      this.note(`Operator or function requires a document path; operator or function: ${name}`);
    }
  }

  #pathName(): string {
    const token = this.peek();
    if (token.kind === 'nameRef') this.#names.add(token.text);
    else if (token.kind !== 'name') throw this.syntaxError();
    else if (reservedWords.has(token.text.toUpperCase())) {
      this.note(`Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
    }
    return this.next().text;
  }

  #index(): number {
    if (this.peek().kind !== 'index') throw this.syntaxError();
    const index = Number(this.next().text);
    if (index > 0x7fffffff) this.note(`List index is not within the allowable range; index: [${index}]`);
    return index;
  }

  /** Parses between parentheses. Deeper than there may be operators, some of the parentheses are redundant. */
  #within<T>(inner: () => T): T {
    this.expect('(');
    if (++this.#depth > maxOperators + 2) throw this.#error('The expression has redundant parentheses;');
    const content = inner();
    this.#depth--;
    this.expect(')');
    return content;
  }

  #error(message: string): AwsError {
    return invalid(`Invalid ${this.#kind}: ${message}`);
  }
}
