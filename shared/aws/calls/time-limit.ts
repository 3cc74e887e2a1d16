import type { Timers } from '#shared/platform.ts';

/** A call that took too long. What it did, if anything, is not known. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';

  /** @param limitMs how long it was waited for, in ms */
  constructor(limitMs: number) {
    super(`no answer within ${limitMs} ms`);
  }
}

interface CallOptions {
  readonly abortSignal?: AbortSignal;
}

/**
 * The same client with a limit on every call, tries of its own included. For callers that have to answer in time whatever AWS does. A call that
 * is late is given up, so that its connection is not kept: an SDK client opens 50 at most, and would then wait for one.
 * @param limitMs in ms, more than 0
 */
export function limitTime<C extends { readonly send: unknown }>(client: C, timers: Timers, limitMs: number): C {
  const send = (client.send as (command: unknown, options: object) => Promise<unknown>).bind(client);
  const limited = (command: unknown, { abortSignal }: CallOptions = {}) => {
    const abort = new AbortController();
    abortSignal?.addEventListener('abort', () => abort.abort(), { once: true });
    return withinTime(send(command, { abortSignal: abort.signal }), timers, limitMs, () => abort.abort());
  };
  return Object.assign(Object.create(client) as C, { send: limited });
}

/**
 * What some calls after one another come to, all together within a limit. Their own limits still hold.
 * @param limitMs in ms, more than 0
 * @param giveUp runs when they are late
 */
export function withinTime<T>(work: Promise<T>, timers: Timers, limitMs: number, giveUp: () => void = () => undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(limitMs, () => {
      giveUp();
      reject(new TimeLimitError(limitMs));
    });
    work.then(resolve, reject).finally(cancel);
  });
}
