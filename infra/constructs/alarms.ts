import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** When an operator has to look. */
export interface AlarmRule {
  /** What is the matter and what to do, for whoever is woken by it. */
  readonly description: string;
  readonly metric: IMetric;
  /** The alarm goes off at this value and above. */
  readonly atLeast: number;
  /** For how many periods of the metric in a row. @default 1 */
  readonly periods?: number;
}

/** Makes an alarm that tells the operators' topic. No data is no alarm: outside a campaign most metrics have none. */
export function addAlarm(scope: Construct, id: string, operators: ITopic, rule: AlarmRule): void {
  new Alarm(scope, id, {
    alarmDescription: rule.description,
    metric: rule.metric,
    threshold: rule.atLeast,
    evaluationPeriods: rule.periods ?? 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  }).addAlarmAction(new SnsAction(operators));
}

/** Alarms of a function: that it could not be run, and with `onErrors` that it fails, in three minutes in a row. */
export function addFunctionAlarms(scope: Construct, lambda: IFunction, operators: ITopic, onErrors: boolean): void {
  const period = Duration.minutes(1);
  addAlarm(scope, 'throttles', operators, {
    description: `${scope.node.id} was not run for want of concurrency: raise the account's concurrency or lower what else runs.`,
    metric: lambda.metricThrottles({ period }),
    atLeast: 1,
    periods: 3,
  });
  if (!onErrors) return;
  addAlarm(scope, 'errors', operators, {
    description: `${scope.node.id} fails: its log says why.`,
    metric: lambda.metricErrors({ period }),
    atLeast: 1,
    periods: 3,
  });
}
