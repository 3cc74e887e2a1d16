import type { AlarmSettings } from '../../cloudwatch/alarms.ts';
import { metricSource } from '../../cloudwatch/sources.ts';
import type { Created, Resource, ResourceType } from '../deploy.ts';
import type { ResourceContext } from './context.ts';

/** Makes alarms on single metrics. */
export function alarmTypes(context: ResourceContext): Readonly<Record<string, ResourceType>> {
  return { 'AWS::CloudWatch::Alarm': (resource) => createAlarm(context, resource) };
}

function createAlarm(context: ResourceContext, { properties, physicalName }: Resource): Created {
  const { alarms, world } = context;
  const name = properties.text('AlarmName') ?? physicalName(255);
  const arn = `arn:aws:cloudwatch:${world.region}:${world.accountId}:alarm:${name}`;
  const seconds = properties.number('Period') ?? 0;
  if (seconds === 0 || seconds % 60 !== 0) throw properties.refusal(`Period ${seconds}`);
  const evaluationPeriods = properties.number('EvaluationPeriods') ?? 1;
  const metricName = properties.requiredText('MetricName');
  const statistic = properties.text('Statistic') ?? properties.requiredText('ExtendedStatistic');
  const dimensions = properties.parts('Dimensions').map((part) => [part.requiredText('Name'), part.requiredText('Value')]);
  const query = {
    namespace: properties.requiredText('Namespace'),
    name: metricName,
    statistic,
    dimensions: Object.fromEntries(dimensions),
  };
  if (statistic !== 'Sum' && seconds > 60 && statistic !== 'Maximum') throw properties.refusal(`${statistic} over ${seconds} s`);
  alarms.create({
    name,
    arn,
    description: properties.text('AlarmDescription') ?? '',
    metricName,
    source: metricSource(context, query),
    statistic: statistic === 'Sum' ? 'Sum' : 'Maximum',
    periodMinutes: seconds / 60,
    datapointsToAlarm: properties.number('DatapointsToAlarm') ?? evaluationPeriods,
    evaluationPeriods,
    threshold: properties.number('Threshold') ?? 0,
    operator: oneOf(properties.requiredText('ComparisonOperator'), ['GreaterThanOrEqualToThreshold', 'LessThanThreshold'], properties),
    treatMissingData: oneOf(properties.text('TreatMissingData') ?? 'missing', ['breaching', 'notBreaching'], properties),
    actions: properties.texts('AlarmActions'),
  } satisfies AlarmSettings);
  return { ref: name, attributes: { Arn: arn } };
}

function oneOf<const T extends string>(text: string, known: readonly T[], properties: Resource['properties']): T {
  const found = known.find((each) => each === text);
  if (found === undefined) throw properties.refusal(text);
  return found;
}
