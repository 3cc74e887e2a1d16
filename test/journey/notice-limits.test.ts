import { describe, expect, it } from 'vitest';
import { campaignId, wakeSender } from '#infra/rehearsal/notices/notices.ts';
import { setUp } from '../kits/notices.ts';

describe('the canary', () => {
  it('sends the first notices and holds the others until their time has come', async () => {
    const { settle, pass, sentIn, trace, controls } = await setUp({
      notices: 3_000,
      quotaPerSecond: 100,
      canary: { notices: 150, holdMinutes: 10 },
    });
    await pass(60_000);
    expect(trace.accepted).toHaveLength(150);
    expect(await sentIn(500)).toBe(0);
    expect(await settle(controls.get(campaignId))).toMatchObject({ limit: 'canary' });
    await pass(150_000);
    expect(await settle(controls.get(campaignId))).toMatchObject({ canaryEndedBy: 'time' });
    expect(trace.accepted.length).toBe(3_000);
  });

  it('has those in the greatest danger among the first, whichever lane they are in', async () => {
    const { pass, trace, rows } = await setUp({ notices: 2_000, quotaPerSecond: 300, canary: { notices: 50 }, usedEvery: 50 });
    await pass(60_000);
    expect(trace.accepted).toHaveLength(50);
    const used = rows('notices').filter(({ grade }) => grade === 'confirmed');
    expect(used).toHaveLength(40);
    expect(used.filter(({ sub }) => trace.byAccount.get(String(sub)) === 1)).toHaveLength(40);
  });

  it('holds them on where somebody complained, until a person lets them go on', async () => {
    const { settle, pass, sentIn, trace, controls, ...stage } = await setUp({
      notices: 2_000,
      quotaPerSecond: 100,
      canary: { notices: 100, holdMinutes: 40 },
      behaviour: () => ({ complaint: 0.05 }),
    });
    await pass(3_600_000);
    expect(trace.accepted).toHaveLength(100);
    await settle(controls.endCanary(campaignId, 'carla'));
    wakeSender(stage);
    expect(await sentIn(5)).toBeGreaterThan(300);
  });
});

describe('a recipient domain that puts mail off', () => {
  it('is left alone for longer and longer while others get their notices, and gets its own in the end', async () => {
    const provider = { isSlow: true };
    const { pass, trace, states, rows } = await setUp({
      notices: 3_000,
      quotaPerSecond: 20,
      slowShare: 0.3,
      behaviour: (address) => ({ deferral: provider.isSlow && address.endsWith('slow.example') ? 1 : 0 }),
      deliverySeconds: { deferral: 5 },
    });
    const sentToSlow = () =>
      rows('notices').filter(({ address, state }) => String(address).endsWith('slow.example') && state !== 'waiting').length;
    await pass(30_000);
    const before = { all: trace.accepted.length, slow: sentToSlow() };
    await pass(30_000);
    expect(trace.accepted.length - before.all).toBeGreaterThan(500);
    expect(sentToSlow() - before.slow).toBeLessThan(50);
    provider.isSlow = false;
    await pass(1_800_000);
    expect(states().waiting ?? []).toEqual([]);
    expect(trace.accepted).toHaveLength(3_000);
  });
});

describe('the recoveries that Cognito carries', () => {
  it('limit the notices where more holders come than expected', async () => {
    const { settle, pass, sentIn, hours, controls } = await setUp({ notices: 30_000, quotaPerSecond: 100 });
    for (let minute = 0; minute < 2; minute++) {
      for (let each = 0; each < 1_500; each++) await settle(hours.countArrival());
      await pass(60_000);
    }
    expect(await settle(controls.get(campaignId))).toMatchObject({ limit: 'recovery' });
    expect(await sentIn(60)).toBeLessThan(60 * 60);
  });
});
