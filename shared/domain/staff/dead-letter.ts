import { type DeadLetterQueue, failureQueues, type WorkQueueName, workQueues } from '../resources/queues.ts';

/** Every dead-letter queue: those of the work queues by the same name, and those of failed readers and mails. */
export type DeadLetterName = WorkQueueName | keyof typeof failureQueues;

/** The dead-letter queues by name, in the order in which people see them. */
export const deadLetterQueues: Readonly<Record<DeadLetterName, DeadLetterQueue>> = {
  ...(Object.fromEntries(Object.entries(workQueues).map(([name, { deadLetters }]) => [name, deadLetters])) as Record<
    WorkQueueName,
    DeadLetterQueue
  >),
  ...failureQueues,
};

/** Their names. */
export const deadLetterNames = Object.keys(deadLetterQueues) as readonly DeadLetterName[];

/**
 * Messages a second that a redrive moves back, well under what the slowest consumer takes (`record-account`: five calls of Cognito side by
 * side), so that new work is not held up: 72,000 an hour, and 2.6 million in the 36 hours for which SQS lets a move run. SQS allows 1 to 500.
 */
export const redrivePerSecond = 20;

/** The last move of a dead-letter queue's messages back to where they came from. */
export interface Move {
  readonly state: 'running' | 'done' | 'failed';
  /** Messages moved so far, about. */
  readonly moved: number;
  /** Messages that were there when it began, about; unknown until SQS has counted. */
  readonly of?: number;
  /** When it began, in ms since 1970. */
  readonly startedAt: number;
  /** Why it failed, in SQS's words. */
  readonly why?: string;
}

/** How a dead-letter queue stands. */
export interface DeadLetterStatus {
  readonly queue: DeadLetterName;
  /** Messages that wait in it, about: SQS may be a minute behind. */
  readonly messages: number;
  /** Undefined where there was none, or none is possible. */
  readonly move?: Move;
}

/** The environment variable with the name that a dead-letter queue has in AWS. */
export function deadLettersVariable(name: DeadLetterName): string {
  return `DEAD_LETTERS_${name.toUpperCase().replaceAll('-', '_')}`;
}
