import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstMs, patienceMs, reserveShare, type Taker, usableShare } from '#domain/pacing/allowance.ts';
import { startPaceTable } from '#test/kits/pace-table.ts';
import { makeAllowance } from './allowance.ts';

const perSecond = 25;

function setUp() {
  const { world, client } = startPaceTable({ latencyMs: { dynamodb: 0 } });
  const allowance = makeAllowance(client, 'pace', world.clock, { UserAccountRecovery: 30, UserUpdate: perSecond });
  const take = (taker: Taker, calls = 1) => world.clock.settle(allowance.take('UserUpdate', taker, calls));
  const pass = (ms: number) => world.clock.run({ untilMs: world.clock.now() + ms });
  return { world, allowance, take, pass };
}

/** How many of `tries` single calls a taker gets at once, and how long each waits. */
async function takeMany(take: (taker: Taker) => Promise<number | undefined>, taker: Taker, tries: number) {
  const waits: number[] = [];
  for (let index = 0; index < tries; index++) {
    const wait = await take(taker);
    if (wait !== undefined) waits.push(wait);
  }
  return waits;
}

describe("the allowance of Cognito's rates", () => {
  it('never gives out more than a bucket of one second holds, whoever takes and when (property)', async () => {
    const step = fc.tuple(fc.constantFrom<Taker>('recovery', 'sweep'), fc.integer({ min: 1, max: 5 }), fc.nat(400));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 80 }), async (steps) => {
        const { world, take, pass } = setUp();
        const made: number[] = [];
        for (const [taker, calls, pause] of steps) {
          const wait = await take(taker, calls);
          if (wait !== undefined) made.push(...Array.from({ length: calls }, () => world.clock.now() + wait));
          await pass(pause);
        }
        let tokens = perSecond;
        let at = 0;
        for (const moment of made.sort((a, b) => a - b)) {
          tokens = Math.min(perSecond, tokens + ((moment - at) * perSecond) / 1000) - 1;
          at = moment;
          expect(tokens).toBeGreaterThanOrEqual(-1e-9);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('leaves what the sweep may not touch to recoveries that come at once', async () => {
    const { take } = setUp();
    const swept = await takeMany(take, 'sweep', 100);
    expect(swept.length).toBe(Math.floor(perSecond * usableShare * (burstMs / 1000) * (1 - reserveShare)));
    const recovered = await takeMany(take, 'recovery', 13);
    expect(recovered).toEqual(Array.from({ length: 13 }, () => 0));
  });

  it('lets recoveries queue for three seconds in the order of asking, and tells the next one that there is nothing', async () => {
    const { take } = setUp();
    const waits = await takeMany(take, 'recovery', 200);
    expect(waits.length).toBe(Math.floor(((burstMs + patienceMs.recovery) / 1000) * perSecond * usableShare));
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(2_900);
    expect(waits.at(-1)).toBeLessThanOrEqual(3_000);
    expect(await take('sweep')).toBeUndefined();
  });

  it('gives the sweep what recoveries leave, at the full rate', async () => {
    const { take, pass } = setUp();
    let swept = 0;
    for (let ms = 0; ms < 10_000; ms += 20) {
      if (ms % 100 === 0) await take('recovery');
      swept += (await take('sweep')) === undefined ? 0 : 1;
      await pass(20);
    }
    expect(swept).toBeGreaterThan(10 * (perSecond * usableShare - 10) - 1);
  });

  it('keeps the categories apart', async () => {
    const { world, allowance, take } = setUp();
    await takeMany(take, 'recovery', 200);
    expect(await world.clock.settle(allowance.take('UserAccountRecovery', 'recovery', 1))).toBe(0);
  });

  it('holds nothing of this second once a call was throttled', async () => {
    const { world, allowance, take, pass } = setUp();
    await world.clock.settle(allowance.push('UserUpdate'));
    expect(await take('sweep')).toBeUndefined();
    expect(await take('recovery')).toBeGreaterThan(0);
    await pass(1_100 - burstMs * (1 - reserveShare));
    expect(await take('sweep')).toBe(0);
  });

  it('gives nothing for more calls than a taker may ever have at once', async () => {
    const { take } = setUp();
    expect(await take('sweep', perSecond)).toBeUndefined();
  });
});
