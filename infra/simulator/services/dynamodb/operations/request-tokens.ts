import { hash } from 'node:crypto';
import type { Clock } from '#simulator/clock.ts';
import { AwsError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { encode } from '../storage/rows.ts';

/** For so long AWS knows a client request token. */
const knownMs = 10 * 60 * 1000;

/** The tokens of transactions that were made, so that a repeated request is not made twice. */
export class RequestTokens {
  readonly #clock: Clock;
  /** In the order of their time. */
  readonly #made = new Map<string, { readonly atMs: number; readonly digest: string }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Whether a transaction with this token was made.
   * @throws AwsError IdempotentParameterMismatchException where it had other parameters.
   */
  repeats(token: string, input: Fields): boolean {
    const now = this.#clock.now();
    for (const [old, { atMs }] of this.#made) {
      if (atMs > now - knownMs) break;
      this.#made.delete(old);
    }
    const made = this.#made.get(token);
    if (made === undefined) return false;
    if (made.digest === digestOf(input)) return true;
    const message = 'There was a mismatch between the parameters of the request and those of an earlier request with the same token';
    throw new AwsError('IdempotentParameterMismatchException', message);
  }

  remember(token: string, input: Fields): void {
    this.#made.set(token, { atMs: this.#clock.now(), digest: digestOf(input) });
  }
}

function digestOf({ TransactItems: items }: Fields): string {
  return hash('md5', encode({ items: withoutUndefined(items) }, false));
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => [name, withoutUndefined(part)]),
  );
}
