import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  CfnAlarm,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { workQueues } from '#domain/resources/queues.ts';
import { addAlarm } from '#infra/constructs/alarms.ts';
import type { WorkQueue } from '#infra/constructs/work-queue.ts';
import type { Parameters } from '#infra/parameters.ts';
import type { DataStack } from '#infra/stacks/data.ts';
import type { GateStack } from '#infra/stacks/gate.ts';
import type { PipelineStack } from '#infra/stacks/pipeline.ts';
import { type AlarmName, alarmNameOf, alarms } from '#shared/lambda/alarms/alarms.ts';
import type { AlarmRule } from '#shared/lambda/alarms/rule.ts';
import { allMetricGraphs, type MetricName, type MetricRecord } from '#shared/lambda/metrics.ts';

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
    const queues = Object.entries({ ...data.queues, event: pipeline.mail.events });
    const perQueue = (toMetric: (queue: WorkQueue, label: string) => IMetric) => queues.map(([label, queue]) => toMetric(queue, label));
    const waited = { period, statistic: 'Maximum' };
    const rows: readonly (readonly [string, readonly IMetric[]])[] = [
      ...Object.entries(allMetricGraphs()).map(([title, metrics]) => [title, Object.entries(metrics).flatMap(counted)] as const),
      [
        'Gate: milliseconds',
        ['p50', 'p99', 'Maximum'].map((statistic) => gate.lambda.metricDuration({ period, statistic, label: statistic })),
      ],
      ['Queues: waiting', perQueue(({ queue }, label) => queue.metricApproximateNumberOfMessagesVisible({ period, label }))],
      [
        'Queues: seconds that the oldest message waits',
        perQueue(({ queue }, label) => queue.metricApproximateAgeOfOldestMessage({ ...waited, label })),
      ],
      [
        'Queues: dead letters',
        perQueue(({ deadLetters }, label) => deadLetters.metricApproximateNumberOfMessagesVisible({ period, label })).concat(
          [...pipeline.failures, { name: 'alarms', queue: data.undelivered }].flatMap(
            ({ name, queue }) => queue?.metricApproximateNumberOfMessagesVisible({ period, label: name }) ?? [],
          ),
        ),
      ],
      [
        'Queues: seconds that the oldest dead letter waits',
        perQueue(({ deadLetters }, label) => deadLetters.metricApproximateAgeOfOldestMessage({ ...waited, label })),
      ],
      ['Mail reputation', [reputation('BounceRate'), reputation('ComplaintRate')]],
    ];
    const dashboard = new Dashboard(this, 'dashboard', { defaultInterval: Duration.hours(3) });
    const share = completionRate();
    const percent = { min: 0, max: 100, label: '% of accounts', showUnits: false };
    dashboard.addWidgets(
      new SingleValueWidget({ title: 'Completion rate', metrics: [share], width: 6 }),
      new GraphWidget({ title: 'Completion rate over time', left: [share], leftYAxis: percent, width: 18 }),
    );
    dashboard.addWidgets(...rows.map(([title, left]) => new GraphWidget({ title, left: [...left], width: 8 })));
    this.#addAlarms(data, new Map(queues));
    dashboard.addWidgets(...alarmStates(this));
  }

  /** Adds the alarms that belong to no other stack. */
  #addAlarms({ operators }: DataStack, queues: ReadonlyMap<string, WorkQueue>): void {
    const made = alarmsIn(this);
    for (const [name, { of, metric }] of Object.entries<AlarmRule>(alarms) as [AlarmName, AlarmRule][]) {
      if (of !== 'once' || made.includes(alarmNameOf(name))) continue;
      const queue = 'queue' in metric && metric.queue !== undefined ? queues.get(metric.queue)?.queue : undefined;
      addAlarm(this, name, operators, queue && { dimensions: { QueueName: queue.queueName } });
    }
  }
}

/** Names of all alarms of the app so far. */
function alarmsIn(scope: Construct): readonly string[] {
  return scope.node.root.node.findAll().flatMap((node) => (node instanceof CfnAlarm ? [String(node.alarmName)] : []));
}

/** The states of all alarms of the app as they are now: those that there is one of, and those of functions, APIs and queues. CloudWatch shows 100 in a widget. */
function alarmStates(scope: Stack): readonly AlarmStatusWidget[] {
  const names = alarmsIn(scope);
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

/** A metric that functions count by themselves: one for each of them. */
function counted([metricName, { by }]: readonly [string, MetricRecord]): readonly IMetric[] {
  const names = by === 'consumers' ? [...new Set(Object.values(workQueues).map(({ consumer }) => consumer))] : by;
  return names.map((name) => {
    const label = names.length === 1 ? metricName : `${metricName} (${name})`;
    return new Metric({ namespace: 'Sluis', metricName, dimensionsMap: { function: name }, statistic: 'Sum', period, label });
  });
}

/** Share of the accounts of live campaigns that are recovered, in percent; no value where no campaign is live. */
function completionRate(): IMetric {
  const ofGovern = (metricName: MetricName) =>
    new Metric({ namespace: 'Sluis', metricName, dimensionsMap: { function: 'govern' }, statistic: 'Sum', period });
  return new MathExpression({
    expression: '100 * FILL(recovered, 0) / accounts',
    usingMetrics: { recovered: ofGovern('Completion::Recovered'), accounts: ofGovern('Completion::InScope') },
    label: 'Recovered, % of accounts',
    period,
  });
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
