/** The dead-letter queues: of every work queue, of every reader of a stream, and of the mails that alarms go out by. */
export const deadLetterNames = [
  'scope',
  'notice',
  'event',
  'mail',
  'priority-mail',
  'sweep',
  'account',
  'release',
  'grade',
  'reminder',
  'next',
  'watch',
  'counted-accounts',
  'counted-notices',
  'counted-steps',
  'audited-campaigns',
  'audited-accounts',
  'audited-steps',
  'alarms',
] as const;

/** One of {@link deadLetterNames}. */
export type DeadLetterName = (typeof deadLetterNames)[number];

/** What people need to know about a dead-letter queue. */
export interface DeadLetterQueue {
  /** What one of its messages is. */
  readonly holds: string;
  /** What a redrive does. Undefined where none is possible: SQS moves back only what a queue of its own gave up. */
  readonly redrive?: string;
  /** What to do where none is possible. */
  readonly instead?: string;
}

const thenDelete = 'Then delete the message in SQS: its alarm stays on until it is gone.';
const lookAtShard = `the log of the function says why, the message which shard and positions; the rows themselves are whole. ${thenDelete}`;

/** The dead-letter queues by name. Every consumer is safe to repeat, so a redrive that was not needed changes nothing, or what stands here. */
export const deadLetterQueues: Readonly<Record<DeadLetterName, DeadLetterQueue>> = {
  scope: {
    holds: 'Parts of the directory that were not counted for a plan',
    redrive: 'Counting goes on where it stopped. A plan that is counted or cancelled is left as it is.',
  },
  notice: {
    holds: 'Wake-ups for senders of notices',
    redrive: 'A sender looks for waiting notices, at the usual pace. Notices that went out are not sent again.',
  },
  event: {
    holds: 'Reports of SES on the fate of mails',
    redrive: 'Each report is recorded. It moves a notice only forward, so old and repeated ones change nothing.',
  },
  mail: {
    holds: 'Codes that were asked for without a reference',
    redrive: 'A code is mailed only while its recovery waits for it.',
  },
  'priority-mail': {
    holds: 'Codes that were asked for with a reference, and the news of changed passwords',
    redrive:
      'A code is mailed only while its recovery waits for it. The news of a changed password is mailed late, and a second time where SES took the first without answering.',
  },
  sweep: {
    holds: 'Wake-ups for sweeps',
    redrive: 'The sweep of a campaign goes on where it was. What was swept stays so.',
  },
  account: {
    holds: 'Accounts that a live campaign may not know',
    redrive: 'Each account is looked up and recorded. Until then it is contained, and gets no notice. One that is recorded stays as it is.',
  },
  release: {
    holds: 'Parts of a confirmed release of accounts',
    redrive: 'Accounts that the release names get out. Those that are out stay so.',
  },
  grade: {
    holds: 'Parts of a list of compromised accounts that was added',
    redrive: 'Accounts that the list names are graded, and their holders told. Those that are graded stay so.',
  },
  reminder: {
    holds: 'Parts of a round of reminders',
    redrive: 'Holders of that part who are still out are reminded, each once for the round.',
  },
  next: {
    holds: 'Wake-ups for the next channels of holders who cannot be reached',
    redrive: 'Steps that are due are carried out. Those that were stay so.',
  },
  watch: {
    holds: 'Wake-ups for the watch over the directory',
    redrive: 'The watch looks once more, as it does every minute.',
  },
  'counted-accounts': {
    holds: 'Changes of accounts that the progress did not count',
    instead: `Totals of accounts stay wrong by these: ${lookAtShard}`,
  },
  'counted-notices': {
    holds: 'Changes of notices that the progress did not count',
    instead: `Totals of notices stay wrong by these: ${lookAtShard}`,
  },
  'counted-steps': {
    holds: 'Changes of next channels that the progress did not count',
    instead: `Totals of steps stay wrong by these: ${lookAtShard}`,
  },
  'audited-campaigns': {
    holds: 'Changes of campaigns that the audit log does not have',
    instead: `Keep the message beside the audit log, which lacks these: ${lookAtShard}`,
  },
  'audited-accounts': {
    holds: 'Changes of accounts that the audit log does not have',
    instead: `Keep the message beside the audit log, which lacks these: ${lookAtShard}`,
  },
  'audited-steps': {
    holds: 'What staff said of next channels and the audit log does not have',
    instead: `Keep the message beside the audit log, which lacks these: ${lookAtShard}`,
  },
  alarms: {
    holds: 'Alarms that could not be mailed to the operators',
    instead: `Read the alarms in CloudWatch, and confirm or mend the subscription of the alarm address. ${thenDelete}`,
  },
};

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
