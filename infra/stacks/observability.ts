import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmStatusWidget, CfnAlarm, Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { addAlarm } from '#infra/constructs/alarms.ts';
import type { WorkQueue } from '#infra/constructs/work-queue.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { DataStack } from '#infra/stacks/data.ts';
import type { GateStack } from '#infra/stacks/gate.ts';
import type { PipelineStack } from '#infra/stacks/pipeline.ts';
import { alarmNameOf, alarms } from '#shared/lambda/alarms/alarms.ts';
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
    const {
      scopeQueue,
      noticeQueue,
      mailQueue,
      priorityMailQueue,
      sweepQueue,
      accountQueue,
      releaseQueue,
      watchQueue,
      gradeQueue,
      nextQueue,
      reminderQueue,
    } = data;
    const eventQueue = pipeline.mail.events;
    const queues: Readonly<Record<string, WorkQueue>> = {
      scope: scopeQueue,
      notice: noticeQueue,
      mail: mailQueue,
      'priority mail': priorityMailQueue,
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
          counted('send-notices', 'Notice::Refused'),
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
          counted('govern', 'Limit::Stopped'),
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
          counted('send-recovery-mail', 'CodeMail::Withheld'),
          counted('pages', 'Code::Accepted'),
          counted('pages', 'Code::Refused'),
          counted('pages', 'Code::Withheld'),
          counted('govern', 'Flood::Seen'),
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
      [
        'Progress: recount',
        [
          counted('recount', 'Recount::Compared'),
          counted('recount', 'Recount::Unclear'),
          counted('recount', 'Counter::Mended'),
          counted('recount', 'Conservation::Broken'),
          counted('record-audit', 'Row::ChangedByHand'),
        ],
      ],
      ['Audit: seals', [counted('seal-audit', 'Audit::Sealed'), counted('seal-audit', 'Audit::Broken')]],
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

    const late = {
      'codes-late': mailQueue,
      'priority-codes-late': priorityMailQueue,
      'events-late': eventQueue,
      'accounts-late': accountQueue,
      'releases-late': releaseQueue,
      'grades-late': gradeQueue,
    } as const;
    for (const [name, { queue }] of Object.entries(late)) {
      addAlarm(this, name as keyof typeof late, data.operators, { dimensions: { QueueName: queue.queueName } });
    }
    for (const name of ownAlarms) addAlarm(this, name, data.operators);
    dashboard.addWidgets(...alarmStates(this));
  }
}

/** The states of all alarms of the app as they are now: those that there is one of, and those of functions, APIs and queues. CloudWatch shows 100 in a widget. */
function alarmStates(scope: Stack): readonly AlarmStatusWidget[] {
  const names = scope.node.root.node.findAll().flatMap((node) => (node instanceof CfnAlarm ? [String(node.alarmName)] : []));
  const single = new Set(Object.keys(alarms).map((name) => alarmNameOf(name as keyof typeof alarms)));
  const widget = (title: string, shown: readonly string[]) =>
    new AlarmStatusWidget({
      title,
      width: 24,
      height: 6,
      alarms: shown.map((resourceName) =>
        Alarm.fromAlarmArn(
          scope,
          `state-of-${resourceName}`,
          scope.formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME }),
        ),
      ),
    });
  return [
    widget(
      'Alarms',
      names.filter((name) => single.has(name)),
    ),
    widget(
      'Alarms of functions, APIs and dead-letter queues',
      names.filter((name) => !single.has(name)),
    ),
  ];
}

/** Alarms on metrics that need no more than their names. */
const ownAlarms = [
  'code-flood',
  'notices-refused',
  'notices-stopped',
  'codes-stopped',
  'texts-stopped',
  'notices-paused',
  'quota-unknown',
  'sweep-throttled',
  'events-forged',
  'factors-guessed',
  'bounces',
  'complaints',
  'counter-mended',
  'recount-unclear',
  'conservation-broken',
  'changed-by-hand',
  'notice-changed-by-hand',
  'audit-broken',
] as const;

/** A metric that a function counts by itself. */
function counted(name: string, metricName: MetricName): IMetric {
  return new Metric({ namespace: 'Sluis', metricName, dimensionsMap: { function: name }, statistic: 'Sum', period, label: metricName });
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
