import type { WorkQueueName } from '#domain/resources/queues.ts';
import type { Role } from '#domain/staff/staff.ts';
import type { MetricName } from '../metrics.ts';

/** What an alarm stands on: everything of that kind has its own. `once`: there is one in all. */
export type AlarmSubject = 'once' | 'function' | 'API' | 'dead-letter queue';

/** A metric of a function of ours, in namespace `Sluis`. */
interface Counted {
  /** @default the one that the alarm is of */
  readonly function?: string;
  readonly counts: MetricName;
}

/** A metric of an AWS service; what it is of is given where the alarm is made. */
interface Service {
  readonly namespace: 'AWS/Lambda' | 'AWS/SQS' | 'AWS/ApiGateway' | 'AWS/SES';
  readonly name: string;
  /** As CloudWatch names it: `Sum`, `Maximum`, `p99`. */
  readonly statistic: string;
  /** Minutes of one value. SES publishes its shares about once in a quarter of an hour. @default 1 */
  readonly everyMinutes?: number;
  /** The queue that it is of. @default what the alarm is made for */
  readonly queue?: WorkQueueName;
}

/** When operators hear of something, and what they do then. */
export interface AlarmRule {
  readonly of: AlarmSubject;
  /** What it means. */
  readonly says: string;
  /** Where to look first. */
  readonly look: string;
  /** What to do about it. */
  readonly todo: string;
  /** Roles of those who do it. */
  readonly who: readonly Role[];
  readonly metric: Counted | Service;
  /** It goes off at this value and above; `silence`: when there is no value at all. */
  readonly at: number | 'silence';
  /** At so many values of the last `within`. @default 1 */
  readonly times?: number;
  /** @default `times` */
  readonly within?: number;
}

/** A metric that Lambda publishes of a function. */
export const lambda = (name: string, statistic: string) => ({ namespace: 'AWS/Lambda', name, statistic }) as const;

/** Seconds that the oldest message of a queue waits. */
export const ageOf = (queue: WorkQueueName) =>
  ({ namespace: 'AWS/SQS', name: 'ApproximateAgeOfOldestMessage', statistic: 'Maximum', queue }) as const;

/** Alarms by name. */
export type AlarmRules = Readonly<Record<string, AlarmRule>>;
