import { AwsError } from '../../errors.ts';
import type { World } from '../../world.ts';
import type { MetricSource } from './sources.ts';

/** An alarm as its template describes it. */
export interface AlarmSettings {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** Name of the metric, for the notification. */
  readonly metricName: string;
  readonly source: MetricSource;
  /** How the values of several minutes become one. */
  readonly statistic: 'Sum' | 'Maximum';
  /** Minutes of one value. */
  readonly periodMinutes: number;
  /** So many of the last `evaluationPeriods` values have to breach. */
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
  readonly threshold: number;
  readonly operator: 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold';
  readonly treatMissingData: 'breaching' | 'notBreaching';
  /** ARNs of topics. */
  readonly actions: readonly string[];
}

/** A change of an alarm's state. */
export interface AlarmChange {
  readonly alarm: string;
  readonly atMs: number;
  readonly from: AlarmState;
  readonly to: AlarmState;
  /** What AWS writes into the alarm's history when an action could not be carried out. */
  readonly failures: readonly string[];
}

/** The states that CloudWatch knows. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** CloudWatch's metric alarms. */
export interface SimulatedAlarms {
  create(settings: AlarmSettings): void;
  /** Every alarm with its state. */
  list(): readonly { readonly name: string; readonly state: AlarmState }[];
  /** All changes of state, oldest first. */
  readonly history: readonly AlarmChange[];
}

/** Hands a notification to a topic, on behalf of an alarm. @throws AwsError where the topic or its key does not let CloudWatch */
export type Notify = (topicArn: string, alarmArn: string, notification: { readonly subject: string; readonly message: string }) => void;

interface Alarm extends AlarmSettings {
  state: AlarmState;
  /** Values of the current period, minute by minute. */
  minutes: (number | undefined)[];
  /** Values of the latest periods, oldest first. */
  values: (number | undefined)[];
}

const minuteMs = 60_000;

/**
 * Evaluates every alarm once a minute. A value counts a minute after its own minute ended: metrics take so long to come in, more or less, as AWS gives
 * no figure.
 */
export function simulateAlarms(world: World, notify: Notify): SimulatedAlarms {
  const { clock } = world;
  const alarms: Alarm[] = [];
  const history: AlarmChange[] = [];

  const tick = () => {
    for (const alarm of alarms) {
      evaluate(alarm);
      collect(alarm);
    }
    plan();
  };
  const plan = () => clock.schedule(minuteMs - (clock.now() % minuteMs), 'alarms', tick);

  const evaluate = (alarm: Alarm) => {
    const { values, evaluationPeriods, datapointsToAlarm } = alarm;
    if (values.length === 0) return;
    const breaching = values.slice(-evaluationPeriods).filter((value) => breaches(alarm, value)).length;
    change(alarm, breaching >= datapointsToAlarm ? 'ALARM' : 'OK');
  };

  const change = (alarm: Alarm, to: AlarmState) => {
    const from = alarm.state;
    if (to === from) return;
    alarm.state = to;
    const failures = to === 'ALARM' ? alarm.actions.flatMap((topicArn) => carryOut(alarm, topicArn, from)) : [];
    history.push({ alarm: alarm.name, atMs: clock.now(), from, to, failures });
  };

  const carryOut = (alarm: Alarm, topicArn: string, from: AlarmState): readonly string[] => {
    const { name, arn } = alarm;
    const message = JSON.stringify(notification(alarm, from, world));
    try {
      notify(topicArn, arn, { subject: `ALARM: "${name}" in ${world.region}`, message });
      return [];
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return [`Failed to execute action ${topicArn}. Received error: "${error.message}"`];
    }
  };

  return {
    create: (settings) => {
      if (alarms.length === 0) plan();
      alarms.push({ ...settings, state: 'INSUFFICIENT_DATA', minutes: [], values: [] });
    },
    list: () => alarms.map(({ name, state }) => ({ name, state })),
    history,
  };
}

function collect(alarm: Alarm): void {
  alarm.minutes.push(alarm.source());
  if (alarm.minutes.length < alarm.periodMinutes) return;
  const known = alarm.minutes.filter((value) => value !== undefined);
  const sum = alarm.statistic === 'Sum';
  alarm.values.push(known.length === 0 ? undefined : known.reduce((one, other) => (sum ? one + other : Math.max(one, other))));
  alarm.minutes = [];
  if (alarm.values.length > alarm.evaluationPeriods) alarm.values.shift();
}

function breaches({ operator, threshold, treatMissingData }: AlarmSettings, value: number | undefined): boolean {
  if (value === undefined) return treatMissingData === 'breaching';
  return operator === 'LessThanThreshold' ? value < threshold : value >= threshold;
}

/** The JSON that CloudWatch publishes, as far as a person or program would look at it. */
function notification(alarm: Alarm, from: AlarmState, { clock, accountId, region }: World): object {
  const { name, arn, description, metricName, threshold, operator, evaluationPeriods, datapointsToAlarm, statistic, periodMinutes } = alarm;
  const last = alarm.values.at(-1);
  const value = last === undefined ? 'no data was received' : `the value was ${last}`;
  return {
    AlarmName: name,
    AlarmDescription: description,
    AWSAccountId: accountId,
    NewStateValue: 'ALARM',
    NewStateReason: `Threshold Crossed: ${datapointsToAlarm} of ${evaluationPeriods} values: ${operator} ${threshold}; at last ${value}`,
    StateChangeTime: new Date(clock.now()).toISOString(),
    Region: region,
    AlarmArn: arn,
    OldStateValue: from,
    Trigger: {
      MetricName: metricName,
      Statistic: statistic,
      Period: periodMinutes * 60,
      EvaluationPeriods: evaluationPeriods,
      DatapointsToAlarm: datapointsToAlarm,
      ComparisonOperator: operator,
      Threshold: threshold,
    },
  };
}
