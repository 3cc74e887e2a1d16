import { describe, expect, it } from 'vitest';
import { AwsError } from '../../errors.ts';
import { virtualWorld } from '../../world.ts';
import { type AlarmSettings, simulateAlarms } from './alarms.ts';

const minuteMs = 60_000;

/** An alarm over these values, one a minute, and what comes of it after each minute. */
async function watch(values: readonly (number | undefined)[], changes: Partial<AlarmSettings> = {}, refuses = false) {
  const world = virtualWorld();
  const told: number[] = [];
  const startMs = world.clock.now();
  const alarms = simulateAlarms(world, (_topic, _alarm, { message }) => {
    if (refuses) throw new AwsError('AuthorizationErrorException', 'not authorized');
    told.push((Date.parse(JSON.parse(message).StateChangeTime) - startMs) / minuteMs);
  });
  const left = [...values];
  alarms.create({
    name: 'a',
    arn: 'arn:alarm',
    description: 'd',
    metricName: 'm',
    source: () => left.shift(),
    statistic: 'Sum',
    periodMinutes: 1,
    datapointsToAlarm: 1,
    evaluationPeriods: 1,
    threshold: 5,
    operator: 'GreaterThanOrEqualToThreshold',
    treatMissingData: 'notBreaching',
    actions: ['arn:topic'],
    ...changes,
  });
  await world.clock.run({ untilMs: startMs + (values.length + 2) * minuteMs });
  return { told, alarms };
}

describe('an alarm', () => {
  it('tells once when a value reaches its threshold, a minute after the minute of the value', async () => {
    const { told, alarms } = await watch([1, 5, 6, 1]);
    expect(told).toEqual([3]);
    expect(alarms.history.map(({ from, to }) => [from, to])).toEqual([
      ['INSUFFICIENT_DATA', 'OK'],
      ['OK', 'ALARM'],
      ['ALARM', 'OK'],
    ]);
  });

  it('tells again when it was over in between', async () => {
    expect((await watch([5, 1, 5])).told).toEqual([2, 4]);
  });

  it('takes so many of the last values as it says', async () => {
    const twoOfFour = { datapointsToAlarm: 2, evaluationPeriods: 4 };
    expect((await watch([5, 0, 0, 0, 5, 0, 5], twoOfFour)).told).toEqual([8]);
    expect((await watch([5, 5], { datapointsToAlarm: 3, evaluationPeriods: 3 })).told).toEqual([]);
  });

  it('takes a missing value for none, or for one that breaches', async () => {
    expect((await watch([undefined, undefined])).told).toEqual([]);
    const silence = { treatMissingData: 'breaching', operator: 'LessThanThreshold', threshold: 1 } as const;
    expect((await watch([1, 1, undefined, undefined], { ...silence, datapointsToAlarm: 2, evaluationPeriods: 2 })).told).toEqual([5]);
  });

  it('makes one value of several minutes', async () => {
    expect((await watch([2, undefined, 3, 0, 0, 0], { periodMinutes: 3 })).told).toEqual([4]);
    expect((await watch([2, undefined, 3, 0, 0, 0], { periodMinutes: 3, statistic: 'Maximum' })).told).toEqual([]);
  });

  it('notes in its history what the topic refused, as nobody else hears of it', async () => {
    const { alarms } = await watch([5], {}, true);
    expect(alarms.history.at(0)).toMatchObject({
      to: 'ALARM',
      failures: ['Failed to execute action arn:topic. Received error: "not authorized"'],
    });
  });
});
