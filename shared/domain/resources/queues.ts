/** The queues, one record for each: stacks, dashboard, console, docs and tests read these. */

/** What people need to know about a dead-letter queue. */
export interface DeadLetterQueue {
  /** What one of its messages is. */
  readonly holds: string;
  /** What a redrive does. Undefined where none is possible: SQS moves back only what a queue of its own gave up. */
  readonly redrive?: string;
  /** What to do where none is possible. */
  readonly instead?: string;
}

/** A queue with work for one function. Its dead-letter queue has the same name. */
interface WorkQueueRecord {
  /** The function that consumes it. */
  readonly consumer: string;
  /** Longest that one call of the consumer may take, in seconds. A message stays invisible six times as long, as AWS advises for Lambda. */
  readonly timeoutSeconds: number;
  /** How often a message is tried before it goes to the dead-letter queue. */
  readonly tries: number;
  readonly deadLetters: DeadLetterQueue;
}

/** The queues with work, by name. Every consumer is safe to repeat, so a redrive that was not needed changes nothing, or what stands here. */
export const workQueues = {
  scope: {
    consumer: 'expand-scope',
    timeoutSeconds: 900,
    tries: 10,
    deadLetters: {
      holds: 'Parts of the directory that were not counted for a plan',
      redrive: 'Counting goes on where it stopped. A plan that is counted or cancelled is left as it is.',
    },
  },
  notice: {
    consumer: 'send-notices',
    timeoutSeconds: 900,
    tries: 3,
    deadLetters: {
      holds: 'Wake-ups for senders of notices',
      redrive: 'A sender looks for waiting notices, at the usual pace. Notices that went out are not sent again.',
    },
  },
  event: {
    consumer: 'record-event',
    timeoutSeconds: 30,
    tries: 10,
    deadLetters: {
      holds: 'Reports of SES on the fate of mails',
      redrive: 'Each report is recorded. It moves a notice only forward, so old and repeated ones change nothing.',
    },
  },
  // Ten seconds apart for ten minutes, then a quarter of an hour: ten hours until a mail is given up that SES refuses or throttles.
  mail: {
    consumer: 'send-recovery-mail',
    timeoutSeconds: 30,
    tries: 100,
    deadLetters: {
      holds: 'Codes that were asked for without a reference',
      redrive: 'A code is mailed only while its recovery waits for it.',
    },
  },
  'priority-mail': {
    consumer: 'send-recovery-mail',
    timeoutSeconds: 30,
    tries: 100,
    deadLetters: {
      holds: 'Codes that were asked for with a reference, and the news of changed passwords',
      redrive:
        'A code is mailed only while its recovery waits for it. The news of a changed password is mailed late, and a second time where SES took the first without answering.',
    },
  },
  // Short, so that a sweep that crashed holds an account back from its holder for no longer.
  sweep: {
    consumer: 'sweep',
    timeoutSeconds: 120,
    tries: 3,
    deadLetters: {
      holds: 'Wake-ups for sweeps',
      redrive: 'The sweep of a campaign goes on where it was. What was swept stays so.',
    },
  },
  account: {
    consumer: 'record-account',
    timeoutSeconds: 30,
    tries: 10,
    deadLetters: {
      holds: 'Accounts that a live campaign may not know',
      redrive:
        'Each account is looked up and recorded. Until then it is contained, and gets no notice. One that is recorded stays as it is.',
    },
  },
  release: {
    consumer: 'release-accounts',
    timeoutSeconds: 900,
    tries: 10,
    deadLetters: {
      holds: 'Parts of a confirmed release of accounts',
      redrive: 'Accounts that the release names get out. Those that are out stay so.',
    },
  },
  // Short, so that a lane that crashed is gone through again within minutes: until then codes may go to an intruder's address.
  grade: {
    consumer: 'grade-accounts',
    timeoutSeconds: 60,
    tries: 10,
    deadLetters: {
      holds: 'Parts of a list of compromised accounts that was added',
      redrive: 'Accounts that the list names are graded, and their holders told. Those that are graded stay so.',
    },
  },
  // Short, so that a lane that crashed is reminded half an hour later at most.
  reminder: {
    consumer: 'plan-reminders',
    timeoutSeconds: 300,
    tries: 10,
    deadLetters: {
      holds: 'Parts of a round of reminders',
      redrive: 'Holders of that part who are still out are reminded, each once for the round.',
    },
  },
  next: {
    consumer: 'next-channel',
    timeoutSeconds: 300,
    tries: 3,
    deadLetters: {
      holds: 'Wake-ups for the next channels of holders who cannot be reached',
      redrive: 'Steps that are due are carried out. Those that were stay so.',
    },
  },
  watch: {
    consumer: 'watch',
    timeoutSeconds: 120,
    tries: 3,
    deadLetters: {
      holds: 'Wake-ups for the watch over the directory',
      redrive: 'The watch looks once more, as it does every minute.',
    },
  },
} as const satisfies Readonly<Record<string, WorkQueueRecord>>;

/** One of {@link workQueues}. */
export type WorkQueueName = keyof typeof workQueues;

const thenDelete = 'Then delete the message in SQS: its alarm stays on until it is gone.';
const lookAtShard = `The log of the function says why, the message which shard and positions. The rows themselves are whole. ${thenDelete}`;

/** Dead-letter queues that belong to no work queue: those of the readers of streams, and that of the mails that alarms go out by. */
export const failureQueues = {
  'counted-accounts': {
    holds: 'Changes of accounts that the progress did not count',
    instead: `Totals of accounts stay wrong by these. ${lookAtShard}`,
  },
  'counted-notices': {
    holds: 'Changes of notices that the progress did not count',
    instead: `Totals of notices stay wrong by these. ${lookAtShard}`,
  },
  'counted-steps': {
    holds: 'Changes of next channels that the progress did not count',
    instead: `Totals of steps stay wrong by these. ${lookAtShard}`,
  },
  'audited-campaigns': {
    holds: 'Changes of campaigns that the audit log does not have',
    instead: `Keep the message beside the audit log, which lacks these. ${lookAtShard}`,
  },
  'audited-accounts': {
    holds: 'Changes of accounts that the audit log does not have',
    instead: `Keep the message beside the audit log, which lacks these. ${lookAtShard}`,
  },
  'audited-steps': {
    holds: 'What staff said of next channels and the audit log does not have',
    instead: `Keep the message beside the audit log, which lacks these. ${lookAtShard}`,
  },
  alarms: {
    holds: 'Alarms that could not be mailed to the operators',
    instead: `Read the alarms in CloudWatch, and confirm or mend the subscription of the alarm address. ${thenDelete}`,
  },
} as const satisfies Readonly<Record<string, DeadLetterQueue>>;
