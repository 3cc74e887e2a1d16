import { expect, it } from 'vitest';
import { lookUpLimits } from '#domain/staff/look-up.ts';
import { startPaceTable } from '#test/kits/pace-table.ts';
import { makeLookUps } from './look-ups.ts';

it('one person may make so many an hour and so many a day, however their name is written, and hears how long it is until more', async () => {
  const { world, client } = startPaceTable({ latencyMs: { dynamodb: 0 } });
  const lookUps = makeLookUps(client, 'pace', world.clock);
  const { perHour, perDay } = lookUpLimits;
  const day = 86_400_000;
  await world.clock.run({ untilMs: Math.ceil(world.clock.now() / day) * day });
  const made: number[] = [];
  const hoursToWait: number[] = [];
  for (let hour = 0; hour < 25; hour++) {
    let inHour = 0;
    let waitMs = 0;
    for (let index = 0; index < perHour + 5; index++) {
      waitMs = await world.clock.settle(lookUps.take(index % 2 === 0 ? 'agnes' : 'ａgnés', 1));
      if (waitMs === 0) inHour++;
    }
    made.push(inHour);
    hoursToWait.push(waitMs / 3_600_000);
    await world.clock.run({ untilMs: world.clock.now() + 3_600_000 });
  }
  const fullHours = perDay / perHour;
  expect(made).toEqual(Array.from({ length: 25 }, (_, hour) => (hour < fullHours || hour === 24 ? perHour : 0)));
  expect(hoursToWait).toEqual(made.map((_, hour) => (hour < fullHours - 1 || hour === 24 ? 1 : 24 - hour)));
  expect(await world.clock.settle(lookUps.take('aukje', perHour - 9))).toBe(0);
  expect(await world.clock.settle(lookUps.take('aukje', 10))).toBe(3_600_000);
  expect(await world.clock.settle(lookUps.take('aukje', 9))).toBe(0);
});
