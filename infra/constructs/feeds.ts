import type { Duration } from 'aws-cdk-lib';
import type { DeadLetterName } from '#domain/staff/dead-letter.ts';

/** How a queue feeds a function. */
export interface ConsumeOptions {
  /** Messages in one call at most. */
  readonly batchSize: number;
  /** How long to wait for a batch to fill. @default not at all */
  readonly window?: Duration;
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
  /** The environment variable that tells the function the name of the table. @default none */
  readonly variable?: string;
  /** Lets only records through that match one of these patterns. @default all */
  readonly filters?: readonly Readonly<Record<string, unknown>>[];
}
