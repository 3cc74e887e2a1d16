import { expect, it } from 'vitest';
import { stoppable } from './stoppable.ts';
import { virtualWorld } from './world.ts';

it('runs what is scheduled until it is stopped', async () => {
  const outer = virtualWorld();
  const { world, stop } = stoppable(outer);
  const ran: string[] = [];
  world.clock.schedule(1_000, 'test', () => ran.push('first'));
  world.clock.schedule(1_000, 'test', () => ran.push('cancelled'))();
  world.clock.schedule(3_000, 'test', () => ran.push('too late'));
  await outer.clock.run({ untilMs: outer.clock.now() + 2_000 });
  stop();
  world.clock.schedule(0, 'test', () => ran.push('after'));
  await outer.clock.run();
  expect(ran).toStrictEqual(['first']);
});
