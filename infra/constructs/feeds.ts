import type { Duration } from 'aws-cdk-lib';
import type { DeadLetterName } from '#domain/staff/dead-letter.ts';

/** How a queue feeds a function. */
export interface ConsumeOptions {
  /** Messages in one call at most. */
  readonly batchSize: number;
  /** Calls side by side at most, 2 to 1,000. */
  readonly maximumConcurrency: number;
  /** Whether it fails as a whole, so that its errors alarm, instead of naming the messages that failed. @default false */
  readonly failsWhole?: true;
  /** What the mapping is called in the stack, for a function with several queues. @default queue */
  readonly name?: string;
}

/** How a table's stream feeds a function. */
export interface ReadStreamOptions {
  /** Records in one call at most. */
  readonly batchSize: number;
  /** How long to wait for a batch to fill. */
  readonly window: Duration;
  /** Name of the queue with what failed for good. */
  readonly deadLetters: DeadLetterName;
}
