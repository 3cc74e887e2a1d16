import type { AwsError } from './errors.ts';

/** Where a fault may strike: around the effect of one call. */
export interface FaultPoint {
  readonly phase: 'before' | 'after';
  readonly service: string;
  readonly operation: string;
  /** Logical id of the calling function, or `client` for callers outside Lambda. */
  readonly caller: string;
}

/**
 * `crash`: the calling sandbox stops here and never hears an answer. `error`: the call fails with an AWS error.
 * `timeout`: the caller sees its connection time out (after the effect: it happened all the same).
 * `delay`: the answer comes late.
 */
export type Fault =
  | { readonly kind: 'crash' }
  | { readonly kind: 'error'; readonly error: AwsError }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'delay'; readonly ms: number };

/** Decides at each point whether something goes wrong there. */
export interface Faults {
  at(point: FaultPoint): Fault | undefined;
}

/** Nothing goes wrong. */
export const noFaults: Faults = { at: () => undefined };
