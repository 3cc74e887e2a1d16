import type { Cancel } from '../clock.ts';
import type { World } from '../world.ts';
import { parseSchedule } from './schedule-expression.ts';

/** A schedule whose target is a Lambda function. */
export interface ScheduleSettings {
  readonly name: string;
  readonly arn: string;
  /** `rate(…)`, `cron(…)` or `at(…)`, in UTC. */
  readonly expression: string;
  /** Source of the default event: EventBridge Scheduler begins a rate at once, an EventBridge rule after one interval. */
  readonly source: 'aws.scheduler' | 'aws.events';
  readonly functionArn: string;
  /** JSON text of the event, with `<aws.scheduler.…>` placeholders under `aws.scheduler`. @default the service's own event */
  readonly input?: string;
  /** First and last time (epoch ms). @default no limit */
  readonly startMs?: number;
  readonly endMs?: number;
}

/** Schedules of EventBridge Scheduler and of EventBridge rules. */
export interface Scheduler {
  /** @throws UnsupportedError for an expression that it does not know. */
  create(settings: ScheduleSettings): void;
  /** Takes all coming runs back. Until then virtual time never runs out of steps. */
  stop(): void;
}

/** A scheduler that hands each run to `invoke`, Lambda's asynchronous invocation. */
export function simulateScheduler(world: World, invoke: (functionArn: string, event: unknown) => void): Scheduler {
  const random = world.random.fork('scheduler');
  const pending = new Set<Cancel>();

  const create: Scheduler['create'] = (settings) => {
    const expression = parseSchedule(settings.expression);
    const plan = (atMs: number | undefined) => {
      if (atMs === undefined || atMs > (settings.endMs ?? Number.POSITIVE_INFINITY)) return;
      const cancel = world.clock.schedule(atMs - world.clock.now(), settings.name, () => {
        pending.delete(cancel);
        plan(expression.next(atMs));
        invoke(settings.functionArn, makeEvent(world, settings, atMs, random.uuid()));
      });
      pending.add(cancel);
    };
    const beginMs = Math.max(world.clock.now(), settings.startMs ?? 0);
    plan(expression.kind === 'rate' && settings.source === 'aws.scheduler' ? beginMs : expression.next(beginMs));
  };

  return {
    create,
    stop: () => {
      for (const cancel of pending) cancel();
      pending.clear();
    },
  };
}

function makeEvent(world: World, settings: ScheduleSettings, atMs: number, id: string): unknown {
  const time = `${new Date(atMs).toISOString().slice(0, 19)}Z`;
  if (settings.input === undefined) {
    return {
      version: '0',
      id,
      'detail-type': 'Scheduled Event',
      source: settings.source,
      account: world.accountId,
      time,
      region: world.region,
      resources: [settings.arn],
      detail: settings.source === 'aws.scheduler' ? '{}' : {},
    };
  }
  if (settings.source === 'aws.events') return JSON.parse(settings.input);
  return JSON.parse(
    settings.input
      .replaceAll('<aws.scheduler.schedule-arn>', settings.arn)
      .replaceAll('<aws.scheduler.scheduled-time>', time)
      .replaceAll('<aws.scheduler.execution-id>', id)
      .replaceAll('<aws.scheduler.attempt-number>', '1'),
  );
}
