import { expect, it } from 'vitest';
import { simulate } from '#simulator/simulator.ts';
import { virtualWorld } from '#simulator/world.ts';

const settings = {
  Period: 60,
  EvaluationPeriods: 3,
  Namespace: 'Demo',
  MetricName: 'Refused',
  Statistic: 'Sum',
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
};

/** Deploys one alarm. */
function deploy(changes: object) {
  const Resources = { A: { Type: 'AWS::CloudWatch::Alarm', Properties: { ...settings, ...changes } } };
  const simulator = simulate(virtualWorld(), {
    templates: [{ stackName: 'S', body: { Resources } }],
    load: () => async () => undefined,
    door: 'direct',
  });
  simulator.stop();
  return simulator;
}

it('an alarm on what a function writes is deployed, and has not enough data yet', () => {
  expect(deploy({ AlarmName: 'refused' }).services.alarms.list()).toEqual([{ name: 'refused', state: 'INSUFFICIENT_DATA' }]);
});

it.each([
  ['metric math', { MetricName: undefined, Metrics: [{}] }, 'no MetricName'],
  ['a metric that no service has here', { Namespace: 'AWS/EC2', MetricName: 'CPUUtilization' }, 'Sum of AWS/EC2 CPUUtilization'],
  ['missing data that stay missing', { TreatMissingData: 'missing' }, 'missing'],
  ['seconds', { Period: 10 }, 'Period 10'],
])('an alarm on %s is refused by name', (_name, changes, message) => {
  expect(() => deploy(changes)).toThrow(message);
});
