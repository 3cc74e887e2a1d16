import { describe, expect, it } from 'vitest';
import { startPaceTable } from '#test/kits/pace-table.ts';
import { makeBackOff } from './back-off.ts';
import { makeMailHours } from './mail-hours.ts';
import { makeMailRates } from './mail-rate.ts';
import { makeNoticeControls } from './reputation.ts';

function setUp() {
  const { world, client } = startPaceTable();
  const reader = { reads: 0 };
  const read = async () => ({ perSecond: 14 * ++reader.reads, perDay: -1, sentLastDay: 0 });
  return {
    read,
    reader,
    now: () => world.clock.now(),
    settle: <T>(promise: Promise<T>) => world.clock.settle(promise),
    pass: (ms: number) => world.clock.run({ untilMs: world.clock.now() + ms }),
    rates: makeMailRates(client, 'pace', world.clock),
    hours: makeMailHours(client, 'pace', world.clock),
    backOff: makeBackOff(client, 'pace', world.clock),
    controls: makeNoticeControls(client, 'pace', world.clock),
  };
}

describe('the quota', () => {
  it('is read by one of many who ask at once, and again after 15 seconds', async () => {
    const { settle, pass, rates, read, reader } = setUp();
    await settle(Promise.all([rates.refreshed(read), rates.refreshed(read), rates.refreshed(read)]));
    expect(reader.reads).toBe(1);
    await pass(14_000);
    expect(await settle(rates.refreshed(read))).toMatchObject({ perSecond: 14 });
    await pass(1_100);
    expect(await settle(rates.refreshed(read))).toMatchObject({ perSecond: 28 });
  });

  it('is read at once when somebody asks for it, but not twice in a second', async () => {
    const { settle, pass, rates, read } = setUp();
    await settle(rates.refreshed(read));
    await settle(rates.refreshQuota());
    expect(await settle(rates.refreshed(read))).toMatchObject({ perSecond: 14 });
    await pass(1_100);
    await settle(rates.refreshQuota());
    expect(await settle(rates.refreshed(read))).toMatchObject({ perSecond: 28 });
  });

  it('stays as it was, and as old as it was, when it cannot be read', async () => {
    const { settle, pass, rates, read } = setUp();
    const { readAt } = await settle(rates.refreshed(read));
    await pass(20_000);
    await expect(settle(rates.refreshed(() => Promise.reject(new Error('SES is away'))))).rejects.toThrow('SES is away');
    expect(await settle(rates.get())).toMatchObject({ perSecond: 14, readAt });
  });
});

describe('throttles', () => {
  it('slow the rate once a second, and have the quota read again', async () => {
    const { settle, pass, rates, read } = setUp();
    await settle(rates.refreshed(read));
    await pass(5_000);
    await settle(rates.throttled(1));
    expect((await settle(rates.get())).factor).toBeUndefined();
    await settle(Promise.all([rates.throttled(3), rates.throttled(3)]));
    expect(await settle(rates.get())).toMatchObject({ factor: 0.9 });
    expect(await settle(rates.refreshed(read))).toMatchObject({ perSecond: 28, factor: 0.9 });
    await pass(1_000);
    await settle(rates.throttled(5));
    expect((await settle(rates.get())).factor).toBeCloseTo(0.82, 1);
  });
});

describe('a ceiling', () => {
  it('is set and taken away', async () => {
    const { settle, rates } = setUp();
    await settle(rates.setCeiling(20, 'carla'));
    expect(await settle(rates.get())).toMatchObject({ ceiling: 20, ceilingBy: 'carla' });
    await settle(rates.setCeiling(undefined, 'carla'));
    expect((await settle(rates.get())).ceiling).toBeUndefined();
  });
});

describe('accepted notices, and people who came', () => {
  it('are counted by the hour and its sixths, the last 24 hours and this one', async () => {
    const { settle, pass, hours } = setUp();
    await settle(hours.countSent(7));
    await pass(3_600_000);
    await settle(hours.countSent(3));
    await pass(600_000);
    await settle(Promise.all([hours.countSent(2), hours.countArrival(), hours.countArrival()]));
    const last = await settle(hours.last());
    expect([last.length, last.at(-2)?.sent, last.at(-1)?.sent, last.at(-1)?.arrivals]).toEqual([25, 7, 5, 2]);
    expect(last.at(-1)?.sentIn.filter((count) => count > 0)).toEqual([3, 2]);
  });
});

describe('the canary', () => {
  it('is given out once, however many take of it at the same time, and then holds the others until somebody ends it', async () => {
    const { settle, controls } = setUp();
    const taken = await settle(Promise.all([30, 30, 30, 30].map((want) => controls.takeCanary('c', want, 100))));
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(100);
    expect(await settle(controls.takeCanary('c', 5, 100))).toBe(0);
    expect((await settle(controls.get('c'))).canaryAt).toBeDefined();
    expect(await settle(controls.endCanary('c', 'carla'))).toBe(true);
    expect(await settle(controls.endCanary('c', 'anton'))).toBe(false);
    expect(await settle(controls.get('c'))).toMatchObject({ canaryEndedBy: 'carla' });
  });
});

describe('a domain that puts mail off', () => {
  it('does not rest for a small share of what a large one takes', async () => {
    const { settle, backOff } = setUp();
    await settle(backOff.countSent('large.example', 1_000));
    const delays: boolean[] = [];
    for (let each = 0; each < 20; each++) delays.push(await settle(backOff.delayed('large.example')));
    expect(delays.indexOf(true)).toBe(19);
  });

  it('rests after three delays, longer each time, and is then forgotten', async () => {
    const { settle, pass, backOff } = setUp();
    const delay = () => settle(backOff.delayed('slow.example'));
    expect([await delay(), await delay(), await delay(), await delay()]).toEqual([false, false, true, false]);
    const [first] = (await settle(backOff.resting())).values();
    await pass(61_000);
    expect((await settle(backOff.resting())).size).toBe(0);
    expect([await delay(), await delay(), await delay()]).toEqual([false, false, true]);
    const [second] = (await settle(backOff.resting())).values();
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(120_000);
    expect((second ?? 0) - (first ?? 0)).toBeLessThan(123_000);
    await pass(4 * 3_600_000);
    expect([await delay(), await delay(), await delay()]).toEqual([false, false, true]);
    expect([...(await settle(backOff.resting())).keys()]).toEqual(['slow.example']);
  });
});

describe('the guard', () => {
  const limits = { bounces: 0.03, complaints: 0.0005 };

  it('stops a campaign, and all mail where the day is too bad, until a person lets them go on; then it counts anew', async () => {
    const { settle, controls, rates, now, pass } = setUp();
    await settle(controls.countSent('c', 1_000));
    await settle(controls.countSent('other', 1_000));
    const bounce = async (count: number, sentAt = now()) => {
      const stopped: string[] = [];
      for (let index = 0; index < count; index++)
        for (const { what } of await settle(controls.countFate('c', 'bounced', sentAt, limits))) stopped.push(what);
      return stopped;
    };
    expect(await bounce(43)).toEqual([]);
    expect(await bounce(1)).toEqual(['campaign']);
    expect(await settle(controls.get('c'))).toMatchObject({
      pausedFor: 'bounces',
      pausedBy: 'guard',
      pausedAfter: { sent: 1_000, bounced: 44, complained: 0 },
    });
    expect(await bounce(34)).toEqual([]);
    expect(await bounce(1)).toEqual(['account']);
    expect(await settle(rates.get())).toMatchObject({ pausedFor: 'bounces', pausedAfter: { sent: 2_000, bounced: 79 } });
    const before = now();
    await pass(1_000);
    expect(await settle(controls.resume('c', 'carla'))).toBe(true);
    expect(await settle(controls.resumeAccount('carla'))).toBe(true);
    expect((await settle(rates.get())).pausedFor).toBeUndefined();
    await pass(1_000);
    await settle(controls.countSent('c', 1_000));
    // Of mails from before somebody let them go on: reported late, and counted no more.
    expect(await bounce(100, before)).toEqual([]);
    expect(await bounce(5)).toEqual([]);
    expect(await settle(controls.get('c'))).toMatchObject({ bounced: 5, resumedBy: 'carla' });
  });

  it('counts a complaint for the day on which its mail went out: those of yesterday’s many do not meet today’s few', async () => {
    const { settle, controls, rates, now, pass } = setUp();
    await settle(controls.countSent('old', 50_000));
    const yesterday = now();
    await pass(86_400_000);
    await settle(controls.countSent('new', 1_000));
    for (let index = 0; index < 25; index++) await settle(controls.countFate('old', 'complained', yesterday, limits));
    expect((await settle(rates.get())).pausedFor).toBeUndefined();
    for (let index = 0; index < 4; index++) await settle(controls.countFate('new', 'complained', now(), limits));
    expect((await settle(rates.get())).pausedFor).toBe('complaints');
  });

  it('leaves a pause by a person as it is, and pausing or resuming twice changes nothing', async () => {
    const { settle, controls, now } = setUp();
    expect(await settle(controls.pause('c', 'carla'))).toBe(true);
    expect(await settle(controls.pause('c', 'anton'))).toBe(false);
    await settle(controls.countSent('c', 1_000));
    for (let index = 0; index < 10; index++) await settle(controls.countFate('c', 'complained', now(), limits));
    expect(await settle(controls.get('c'))).toMatchObject({ pausedFor: 'person', pausedBy: 'carla' });
    expect(await settle(controls.resume('c', 'carla'))).toBe(true);
    expect(await settle(controls.resume('c', 'carla'))).toBe(false);
  });
});
