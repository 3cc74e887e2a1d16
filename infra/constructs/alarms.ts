import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type DimensionsMap, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { type AlarmName, alarmNameOf, alarms } from '#shared/lambda/alarms/alarms.ts';
import type { AlarmRule } from '#shared/lambda/alarms/rule.ts';

/** What an alarm is of. */
export interface AlarmOf {
  /** Its name among all of its kind; needed where there is an alarm for each. */
  readonly subject?: string;
  /** What the metric of an AWS service is of. */
  readonly dimensions?: DimensionsMap;
}

/** Makes an alarm that tells the operators' topic. No data is no alarm, but where silence is: outside a campaign most metrics have none. */
export function addAlarm(scope: Construct, name: AlarmName, operators: ITopic, { subject, dimensions }: AlarmOf = {}): void {
  const rule: AlarmRule = alarms[name];
  const { metric, at, times = 1, within = times } = rule;
  const own = 'counts' in metric;
  new Alarm(scope, name, {
    alarmName: alarmNameOf(name, subject),
    alarmDescription: `${rule.says} Look: ${rule.look} Do: ${rule.todo} Who: ${rule.who.join(', ')}. Runbook: docs/runbook.md#${name}`,
    metric: new Metric({
      namespace: own ? 'Sluis' : metric.namespace,
      metricName: own ? metric.counts : metric.name,
      statistic: own ? 'Sum' : metric.statistic,
      period: Duration.minutes(own ? 1 : (metric.everyMinutes ?? 1)),
      dimensionsMap: own ? { function: metric.function ?? String(subject) } : { ...dimensions },
    }),
    threshold: at === 'silence' ? 1 : at,
    evaluationPeriods: within,
    datapointsToAlarm: times,
    comparisonOperator: at === 'silence' ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: at === 'silence' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  }).addAlarmAction(new SnsAction(operators));
}
