import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric, type MetricProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { addAlarm } from '#infra/constructs/alarms.ts';
import type { WorkQueue } from '#infra/constructs/work-queue.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { DataStack } from '#infra/stacks/data.ts';
import type { GateStack } from '#infra/stacks/gate.ts';
import type { PipelineStack } from '#infra/stacks/pipeline.ts';
import type { MetricName } from '#shared/lambda/metrics.ts';

const period = Duration.minutes(1);

/** What is looked at. */
export interface ObservabilityProps {
  readonly data: DataStack;
  readonly gate: GateStack;
  readonly pipeline: PipelineStack;
  readonly parameters: Parameters;
}

/** What operators look at: one dashboard, and the alarms that belong to no single function or queue. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, { data, gate: { gate }, pipeline, parameters }: ObservabilityProps) {
    super(scope, id, { env: { region: parameters.region }, description: 'Sluis: dashboard and alarms' });
    const { scopeQueue, noticeQueue, mailQueue, sweepQueue, accountQueue, releaseQueue, watchQueue, gradeQueue, nextQueue, reminderQueue } =
      data;
    const eventQueue = pipeline.mail.events;
    const queues: Readonly<Record<string, WorkQueue>> = {
      scope: scopeQueue,
      notice: noticeQueue,
      mail: mailQueue,
      watch: watchQueue,
      sweep: sweepQueue,
      account: accountQueue,
      release: releaseQueue,
      grade: gradeQueue,
      reminder: reminderQueue,
      event: eventQueue,
      next: nextQueue,
    };
    const perQueue = (toMetric: (queue: WorkQueue, label: string) => IMetric) =>
      Object.entries(queues).map(([label, queue]) => toMetric(queue, label));
    const rows: readonly (readonly [string, readonly IMetric[]])[] = [
      ['Gate: decisions', [counted('gate', 'Gate::Admitted'), counted('gate', 'Gate::Refused'), counted('gate', 'Gate::Blind')]],
      [
        'Gate: what did not answer',
        [
          counted('gate', 'Gate::SecondCopy'),
          counted('gate', 'Gate::Stale'),
          counted('gate', 'Gate::RowsUnread'),
          counted('gate', 'Gate::Unreported'),
          counted('gate', 'Epochs::NotUnderstood'),
        ],
      ],
      [
        'Gate: milliseconds',
        ['p50', 'p99', 'Maximum'].map((statistic) => gate.lambda.metricDuration({ period, statistic, label: statistic })),
      ],
      [
        'Notices: sent',
        [
          counted('send-notices', 'Notice::Sent'),
          counted('send-notices', 'Notice::Throttled'),
          counted('send-notices', 'Notice::Rejected'),
          counted('send-notices', 'Notice::Uncertain'),
        ],
      ],
      [
        'Notices: fate',
        [
          counted('record-event', 'Notice::Delivered'),
          counted('record-event', 'Notice::Bounced'),
          counted('record-event', 'Notice::Complained'),
          counted('record-event', 'Event::Forged'),
          counted('record-event', 'Notice::Paused'),
        ],
      ],
      [
        'Notices: what limits them',
        [
          counted('govern', 'Limit::Rate'),
          counted('govern', 'Limit::Throttled'),
          counted('govern', 'Limit::Daily'),
          counted('govern', 'Limit::Ceiling'),
          counted('govern', 'Limit::Paused'),
          counted('govern', 'Limit::Guard'),
          counted('govern', 'Limit::Unknown'),
        ],
      ],
      [
        'Recovery: codes',
        [
          counted('send-recovery-mail', 'CodeMail::Sent'),
          counted('record-event', 'RecoveryMail::Delivered'),
          counted('record-event', 'RecoveryMail::Bounced'),
          counted('pages', 'Code::Accepted'),
          counted('pages', 'Code::Refused'),
        ],
      ],
      [
        'Recovery: accounts',
        [counted('pages', 'Recovery::Completed'), counted('pages', 'Recovery::Throttled'), counted('pages', 'Recovery::Refused')],
      ],
      [
        'Directory: probe and doors',
        [
          counted('watch', 'Probe::Refused'),
          counted('watch', 'Probe::Challenged'),
          counted('watch', 'Probe::Admitted'),
          counted('watch', 'Probe::Failed'),
          counted('watch', 'Gate::Detached'),
          counted('watch', 'SelfService::Open'),
        ],
      ],
      [
        'Sweep',
        [
          counted('sweep', 'Sweep::Swept'),
          counted('sweep', 'Sweep::Refused'),
          counted('sweep', 'Sweep::Throttled'),
          counted('sweep', 'Sweep::Failed'),
        ],
      ],
      ['Queues: waiting', perQueue(({ queue }, label) => queue.metricApproximateNumberOfMessagesVisible({ period, label }))],
      [
        'Queues: dead letters',
        perQueue(({ deadLetters }, label) => deadLetters.metricApproximateNumberOfMessagesVisible({ period, label })),
      ],
      [
        'Queues: seconds that the oldest dead letter waits',
        perQueue(({ deadLetters }, label) => deadLetters.metricApproximateAgeOfOldestMessage({ period, label, statistic: 'Maximum' })),
      ],
      ['Mail reputation', [reputation('BounceRate'), reputation('ComplaintRate')]],
    ];
    const dashboard = new Dashboard(this, 'dashboard', { defaultInterval: Duration.hours(3) });
    dashboard.addWidgets(...rows.map(([title, left]) => new GraphWidget({ title, left: [...left], width: 8 })));

    const ageOf = ({ queue }: WorkQueue) => queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' });
    addAlarm(this, 'codes-late', data.operators, {
      description: 'Holders wait over two minutes for a code: look at the mail rate and at the log of send-recovery-mail.',
      metric: ageOf(mailQueue),
      atLeast: 120,
    });
    addAlarm(this, 'events-late', data.operators, {
      description: 'What SES reports is not recorded within ten minutes: a notice in doubt may be sent a second time.',
      metric: ageOf(eventQueue),
      atLeast: 600,
    });
    addAlarm(this, 'grades-late', data.operators, {
      description:
        'Compromised accounts were added and are not all graded after a quarter of an hour: codes may still go to addresses of intruders.',
      metric: ageOf(gradeQueue),
      atLeast: 900,
    });
    addAlarm(this, 'notices-paused', data.operators, {
      description:
        'The guard paused notices because of bounces or complaints: look at addresses and notice; only a person lets them go on.',
      metric: alarmed('record-event', 'Notice::Paused'),
      atLeast: 1,
    });
    addAlarm(this, 'quota-unknown', data.operators, {
      description: 'Notices stand still because the SES quota cannot be read: look at the log of send-notices.',
      metric: alarmed('govern', 'Limit::Unknown'),
      atLeast: 1,
      periods: 3,
    });
    addAlarm(this, 'sweep-throttled', data.operators, {
      description:
        'Cognito throttles the sweep minute after minute: something else in this AWS account uses the rates that recoveries need. Find it, or pause the sweep.',
      // Without a label: with one the alarm would be one over metric math.
      metric: sluis({ metricName: 'Sweep::Throttled' satisfies MetricName, dimensionsMap: { function: 'sweep' } }),
      atLeast: 10,
      periods: 5,
    });
    addAlarm(this, 'events-forged', data.operators, {
      description:
        'Somebody put a message into the event queue that SNS did not sign. It changed nothing: find out who may send to that queue.',
      metric: alarmed('record-event', 'Event::Forged'),
      atLeast: 1,
    });
    addAlarm(this, 'bounces', data.operators, {
      description: 'At 5 % bounces AWS reviews sending, at 10 % it stops it: pause the campaign and look at the addresses.',
      metric: reputation('BounceRate'),
      atLeast: 0.03,
    });
    addAlarm(this, 'complaints', data.operators, {
      description: 'At 0.1 % complaints AWS reviews sending, at 0.5 % it stops it: pause the campaign and look at the notice.',
      metric: reputation('ComplaintRate'),
      atLeast: 0.0005,
    });
  }
}

/** A metric that a function counts by itself. */
function counted(name: string, metricName: MetricName): IMetric {
  return sluis({ metricName, dimensionsMap: { function: name }, label: metricName });
}

/** The same for an alarm: without a label, which would make it metric math; the emulator has no alarms on that. */
function alarmed(name: string, metricName: MetricName): IMetric {
  return sluis({ metricName, dimensionsMap: { function: name } });
}

function sluis(props: Omit<MetricProps, 'namespace'>): IMetric {
  return new Metric({ ...props, namespace: 'Sluis', statistic: 'Sum', period });
}

/** A share, from 0 to 1, that SES publishes about once in a quarter of an hour. */
function reputation(which: 'BounceRate' | 'ComplaintRate'): IMetric {
  return new Metric({
    namespace: 'AWS/SES',
    metricName: `Reputation.${which}`,
    statistic: 'Maximum',
    period: Duration.minutes(15),
  });
}
