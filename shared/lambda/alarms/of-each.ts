import { type AlarmRules, lambda } from './rule.ts';

/** What every function, API or dead-letter queue has an alarm on. */
export const alarmsOfEach = {
  errors: {
    of: 'function',
    says: 'The function fails.',
    todo: 'Look at its log. What a queue or stream gave it is tried again; after some tries it waits among the dead letters.',
    metric: lambda('Errors', 'Sum'),
    at: 1,
  },
  throttles: {
    of: 'function',
    says: 'The function was not run for want of concurrency.',
    todo: "Raise the account's concurrency, or lower what else runs.",
    metric: lambda('Throttles', 'Sum'),
    at: 1,
    times: 3,
    within: 10,
  },
  failing: {
    of: 'function',
    says: 'Messages that the function was given fail, or are put off again and again.',
    todo: 'Look at its log, and mend the cause before they become dead letters.',
    metric: { counts: 'Message::Failed' },
    at: 1,
  },
  behind: {
    of: 'function',
    says: 'The function is a minute or more behind the changes that it follows; after 24 hours it loses some.',
    todo: 'Look at its errors and at the table that it writes.',
    metric: lambda('IteratorAge', 'Maximum'),
    at: 60_000,
    times: 3,
  },
  'not-run': {
    of: 'function',
    says: 'The function is run every minute, and was not for three minutes.',
    todo: 'Look at its schedule, and whether the role of the schedule may call it.',
    metric: lambda('Invocations', 'Sum'),
    at: 'silence',
    times: 3,
  },
  '5xx': {
    of: 'API',
    says: 'Requests end with an error of ours.',
    todo: 'Status 500, 502 and 504 are faults: the log of the function and that of the API say why. With 503 holders are asked to try again, as Cognito takes no more recoveries a second.',
    metric: { namespace: 'AWS/ApiGateway', name: '5XXError', statistic: 'Sum' },
    at: 1,
    times: 2,
    within: 5,
  },
  'dead-letters': {
    of: 'dead-letter queue',
    says: 'Work failed for good and waits in a dead-letter queue.',
    todo: 'Mend the cause, then redrive the queue in the console.',
    metric: { namespace: 'AWS/SQS', name: 'ApproximateNumberOfMessagesVisible', statistic: 'Maximum' },
    at: 1,
  },
} as const satisfies AlarmRules;
