import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
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
