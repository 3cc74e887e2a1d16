import { describe, expect, it } from 'vitest';
import { virtualWorld } from '../world.ts';
import { parseSchedule } from './schedule-expression.ts';
import { type ScheduleSettings, simulateScheduler } from './scheduler.ts';

const startMs = Date.UTC(2026, 10, 20, 13, 0, 30);

function scheduled(settings: Partial<ScheduleSettings>) {
  const world = virtualWorld({ startMs });
  const runs: [seconds: number, event: unknown][] = [];
  const scheduler = simulateScheduler(world, (_arn, event) => runs.push([(world.clock.now() - startMs) / 1_000, event]));
  scheduler.create({ name: 'tick', arn: 'arn:tick', expression: 'rate(1 minute)', source: 'aws.scheduler', functionArn: 'f', ...settings });
  const runFor = (seconds: number) => world.clock.run({ untilMs: world.clock.now() + seconds * 1_000 });
  return { world, scheduler, runs, runFor };
}

describe('a schedule', () => {
  it('of EventBridge Scheduler begins a rate at once, one of a rule after an interval', async () => {
    const [own, rule] = [scheduled({}), scheduled({ source: 'aws.events' })];
    await own.runFor(150);
    await rule.runFor(150);
    expect(own.runs.map(([seconds]) => seconds)).toStrictEqual([0, 60, 120]);
    expect(rule.runs.map(([seconds]) => seconds)).toStrictEqual([60, 120]);
    expect(rule.runs[0]?.[1]).toMatchObject({ source: 'aws.events', 'detail-type': 'Scheduled Event', time: '2026-11-20T13:01:30Z' });
  });

  it('puts its context in the place of the placeholders', async () => {
    const { runs, runFor } = scheduled({ input: '{"at":"<aws.scheduler.scheduled-time>","by":"<aws.scheduler.schedule-arn>"}' });
    await runFor(1);
    expect(runs).toStrictEqual([[0, { at: '2026-11-20T13:00:30Z', by: 'arn:tick' }]]);
  });

  it('keeps to its start and its end', async () => {
    const { runs, runFor } = scheduled({ startMs: startMs + 30_000, endMs: startMs + 100_000 });
    await runFor(600);
    expect(runs.map(([seconds]) => seconds)).toStrictEqual([30, 90]);
  });

  it('ends when the scheduler is stopped, and virtual time with it', async () => {
    const { world, scheduler, runs, runFor } = scheduled({});
    await runFor(90);
    scheduler.stop();
    await world.clock.run();
    expect(runs).toHaveLength(2);
  });
});

describe('a schedule expression', () => {
  const next = (expression: string) => {
    const atMs = parseSchedule(expression).next(startMs);
    return atMs === undefined ? undefined : new Date(atMs).toISOString();
  };

  it.each([
    ['rate(5 minutes)', '2026-11-20T13:05:30.000Z'],
    ['rate(1 hour)', '2026-11-20T14:00:30.000Z'],
    ['at(2026-11-20T14:00:00)', '2026-11-20T14:00:00.000Z'],
    ['at(2026-11-20T12:00:00)', undefined],
    ['cron(* * * * ? *)', '2026-11-20T13:01:00.000Z'],
    ['cron(0/15 8-18 ? * MON-FRI *)', '2026-11-20T13:15:00.000Z'],
    ['cron(0 8 ? * SAT,SUN *)', '2026-11-21T08:00:00.000Z'],
    ['cron(30 7 1 JAN ? 2028)', '2028-01-01T07:30:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2028-02-29T00:00:00.000Z'],
  ])('%s comes next at %s', (expression, at) => {
    expect(next(expression)).toBe(at);
  });

  it.each([
    'rate(0 minutes)',
    'rate(5 weeks)',
    'rate(5 minutes',
    'cron(0 8 L * ? *)',
    'cron(61 * * * ? *)',
    'cron(* * * * ?)',
    'every minute',
  ])('%s is refused', (expression) => {
    expect(() => parseSchedule(expression)).toThrow(expression);
  });
});
