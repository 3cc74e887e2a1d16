import { describe, expect, it } from 'vitest';
import { positionMs, slotAt, slotCap, slotStart } from '#domain/pacing/pacing.ts';
import { startPaceTable } from '#test/kits/pace-table.ts';
import { makePace } from './pace.ts';

function setUp() {
  const { world, client } = startPaceTable();
  const settle = <T>(promise: Promise<T>) => world.clock.settle(promise);
  return { world, settle, pace: makePace(client, 'pace', world.clock) };
}

/** All of a slot for codes. */
const all = (slot: number, perSecond: number) => whole(slot)(perSecond);

/** All of a slot for notices. */
const whole = (slot: number) => (perSecond: number) => ({ positions: slotCap(slot, perSecond), own: slotCap(slot, perSecond) });

describe('slots', () => {
  const slot = 4_000_000_000;

  it('never give out more than their cap, however many claim at once', async () => {
    const { settle, pace } = setUp();
    const claims = await settle(Promise.all(Array.from({ length: 20 }, () => pace.claim(slot, 13, 200, whole(slot)))));
    const given = claims.flatMap((claim) =>
      claim === undefined ? [] : Array.from({ length: claim.count }, (_, index) => claim.first + index),
    );
    expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: slotCap(slot, 200) }, (_, position) => position));
  });

  it('hold those who claim at another rate to the lower one, and to the instants of whoever was first', async () => {
    const { settle, pace } = setUp();
    await settle(pace.claim(slot, 10, 100, whole(slot)));
    const raised = await settle(pace.claim(slot, 1_000, 200, whole(slot)));
    expect(raised).toMatchObject({ first: 10, count: 40, perSecond: 100 });
    await settle(pace.claim(slot + 1, 10, 200, whole(slot + 1)));
    const cut = await settle(pace.claim(slot + 1, 1_000, 100, whole(slot + 1)));
    expect(cut).toMatchObject({ first: 10, count: 40, perSecond: 200 });
  });

  it('hold notices to their part, and say how many codes there were', async () => {
    const { world, settle, pace } = setUp();
    const next = slotAt(world.clock.now()) + 1;
    await settle(pace.claimForRecovery(() => 200, all, 10));
    const room = () => ({ positions: 100, own: 30 });
    expect(await settle(pace.claim(next, 25, 200, room))).toMatchObject({ first: 1, count: 25, codes: 1 });
    expect(await settle(pace.claim(next, 25, 200, room))).toMatchObject({ first: 26, count: 5 });
    expect(await settle(pace.claim(next, 25, 200, room))).toBeUndefined();
  });

  it('give a recovery mail the next place that no sender has claimed, within a second', async () => {
    const { world, settle, pace } = setUp();
    const next = slotAt(world.clock.now()) + 1;
    await settle(pace.claim(next, 1_000, 14, whole(next)));
    expect(await settle(pace.claimForRecovery(() => 14, all, 10))).toBe(positionMs(next + 1, 0, 14));
    expect(slotStart(next + 1) - world.clock.now()).toBeLessThan(1_000);
  });

  it('give a recovery mail what is left of a slot that was claimed at another rate', async () => {
    const { world, settle, pace } = setUp();
    const next = slotAt(world.clock.now()) + 1;
    await settle(pace.claim(next, 3, 14, whole(next)));
    expect(await settle(pace.claimForRecovery(() => 200, all, 10))).toBe(positionMs(next, 3, 14));
  });
});

describe('a lease', () => {
  const lease = (token: string) => ({ campaignId: 'c', worker: 0, token });

  it('is held by one at a time, and free again once it ran out', async () => {
    const { world, settle, pace } = setUp();
    const far = world.clock.now() + 3_600_000;
    expect(await settle(pace.takeLease(lease('a'), far))).toBe(true);
    expect(await settle(pace.takeLease(lease('b'), far))).toBe(false);
    expect(await settle(pace.isFree('c', 0))).toBe(false);
    await world.clock.run({ untilMs: world.clock.now() + 31_000 });
    expect(await settle(pace.isFree('c', 0))).toBe(true);
    expect(await settle(pace.takeLease(lease('b'), far))).toBe(true);
    expect(await settle(pace.renewLease(lease('a')))).toBe(false);
    expect(await settle(pace.renewLease(lease('b')))).toBe(true);
  });

  it('passes to a successor when its holder is about to stop', async () => {
    const { world, settle, pace } = setUp();
    await settle(pace.takeLease(lease('a'), world.clock.now() - 1));
    expect(await settle(pace.takeLease(lease('b'), world.clock.now() + 3_600_000))).toBe(true);
    expect(await settle(pace.renewLease(lease('a')))).toBe(false);
  });

  it('can be taken at once when it was given back', async () => {
    const { world, settle, pace } = setUp();
    const far = world.clock.now() + 3_600_000;
    await settle(pace.takeLease(lease('a'), far));
    await settle(pace.releaseLease(lease('a')));
    expect(await settle(pace.takeLease(lease('b'), far))).toBe(true);
  });
});
