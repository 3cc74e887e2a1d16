import { UnsupportedError } from '../../errors.ts';

/**
 * Reads a resource's properties, and remembers which: what nobody read or ignored is refused by {@link Properties.done}, so that no
 * property is passed over that might change behaviour.
 */
export class Properties {
  readonly #where: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #unread: Set<string>;
  readonly #parts: Properties[] = [];

  /** `where` names the resource in errors: its type and logical id. */
  constructor(where: string, values: Readonly<Record<string, unknown>>) {
    this.#where = where;
    this.#values = values;
    this.#unread = new Set(Object.keys(values));
  }

  /** The value as it stands; undefined where it is not there. */
  raw(name: string): unknown {
    this.#unread.delete(name);
    return this.#values[name];
  }

  /** Text; numbers and booleans become text. */
  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value === 'object') throw this.refusal(`${name} that is not text`);
    return String(value);
  }

  /** @throws UnsupportedError where it is not there. */
  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw this.refusal(`no ${name}`);
    return value;
  }

  /** A number, also where the template has it as text. */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (text === '' || Number.isNaN(Number(text))) throw this.refusal(`${name} ${text}`);
    return Number(text);
  }

  /** True or false, also where the template has it as text. @default false */
  flag(name: string): boolean {
    const text = this.text(name);
    if (text !== undefined && text !== 'true' && text !== 'false') throw this.refusal(`${name} ${text}`);
    return text === 'true';
  }

  /** A list of texts; empty where it is not there. */
  texts(name: string): readonly string[] {
    const value = this.raw(name) ?? [];
    if (!Array.isArray(value)) throw this.refusal(`${name} that is not a list`);
    return value.map(String);
  }

  /** The properties within a property; what is not read of them is refused too. */
  part(name: string): Properties | undefined {
    const value = this.raw(name);
    return value === undefined ? undefined : this.#partOf(name, value);
  }

  /** The same for a list; empty where it is not there. */
  parts(name: string): readonly Properties[] {
    const value = this.raw(name) ?? [];
    if (!Array.isArray(value)) throw this.refusal(`${name} that is not a list`);
    return value.map((element: unknown, index) => this.#partOf(`${name}[${index}]`, element));
  }

  /** Properties that change nothing in the simulator. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.#unread.delete(name);
  }

  /** Properties that change nothing as long as they have one of these values (as text) or are not there. */
  expect(name: string, ...allowed: readonly string[]): void {
    const text = this.text(name);
    if (text !== undefined && !allowed.includes(text)) throw this.refusal(`${name} ${text}`);
  }

  /** All properties, for a service that reads and refuses them itself. */
  all(): Readonly<Record<string, unknown>> {
    this.#unread.clear();
    return this.#values;
  }

  /** Names that have a value. */
  names(): readonly string[] {
    return Object.keys(this.#values);
  }

  /** @throws UnsupportedError for the first property that nobody read. */
  done(): void {
    for (const name of this.#unread) throw this.refusal(name);
    for (const part of this.#parts) part.done();
  }

  /** An error about this resource. */
  refusal(what: string): UnsupportedError {
    return new UnsupportedError('CloudFormation', `${this.#where} with ${what}`);
  }

  #partOf(name: string, value: unknown): Properties {
    if (typeof value !== 'object' || value === null) throw this.refusal(`${name} that is not an object`);
    const part = new Properties(`${this.#where} ${name}`, value as Readonly<Record<string, unknown>>);
    this.#parts.push(part);
    return part;
  }
}
