import type { AwsError } from './errors.ts';
import type { Fields } from './service.ts';

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
 * `delay`: the answer comes late. `answer`, after the effect: the caller gets what `edit` makes of the answer, such as one with results missing.
 */
export type Fault =
  | { readonly kind: 'crash' }
  | { readonly kind: 'error'; readonly error: AwsError }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'answer'; readonly edit: (output: Fields) => Fields };

/** Decides at each point whether something goes wrong there. */
export interface Faults {
  at(point: FaultPoint): Fault | undefined;
}

/** Nothing goes wrong. */
export const noFaults: Faults = { at: () => undefined };
