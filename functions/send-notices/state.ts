import type { Supply } from './supply.ts';
import type { Turns } from './turns.ts';

/** What one sender keeps between slots. */
export interface SenderState {
  readonly supply: Supply;
  readonly turns: Turns;
  /** Recipients that SES accepted and that are not counted yet. */
  uncounted: number;
  /** The same by their domain. */
  readonly toDomains: Map<string, number>;
  /** Notices whose bulk call was refused as a whole: each is tried again in a call of its own. */
  readonly alone: Set<string>;
  /** Whether SES refuses our mail, as far as this sender knows. */
  stopped: boolean;
}
