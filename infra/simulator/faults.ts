import type { AwsError } from './errors.ts';
import type { Fields } from './service.ts';

/** Where a fault may strike: around the effect of one call. */
export interface FaultPoint {
  readonly phase: 'before' | 'after';
  readonly service: string;
  readonly operation: string;
  /** Logical id of the calling function, or `client` for callers outside Lambda. */
  readonly caller: string;
  /** For how long nobody had used the connection of the call, in ms; undefined for a new one. */
  readonly idleMs?: number | undefined;
}

/**
 * `crash`: the calling sandbox stops here and never hears an answer. `error`: the call fails with an AWS error.
 * `timeout`: the caller sees its connection time out (after the effect: it happened all the same). `reset`: the same for a connection that the other
 * side has closed.
 * `delay`: the answer comes late. `freeze`: nothing happens in the calling sandbox for so long, its timers included; all that came due meanwhile then
 * happens at once. `answer`, after the effect: the caller gets what `edit` makes of the answer, such as one with results missing.
 */
export type Fault =
  | { readonly kind: 'crash' }
  | { readonly kind: 'error'; readonly error: AwsError }
  | { readonly kind: 'timeout' | 'reset' }
  | { readonly kind: 'delay' | 'freeze'; readonly ms: number }
  | { readonly kind: 'answer'; readonly edit: (output: Fields) => Fields };

/** Decides at each point whether something goes wrong there. */
export interface Faults {
  at(point: FaultPoint): Fault | undefined;
}

/** Connections of sandboxes that nobody used for longer than `afterMs` are closed by the other side: the next call over one of them fails without effect. */
export function cutIdleConnections(afterMs: number): Faults {
  return {
    at: ({ phase, caller, idleMs = 0 }) => (phase === 'before' && caller !== 'client' && idleMs > afterMs ? { kind: 'reset' } : undefined),
  };
}

/** Nothing goes wrong. */
export const noFaults: Faults = { at: () => undefined };
