import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { campaignId, wakeSender } from '#infra/rehearsal/notices/notices.ts';
import { AwsError } from '#simulator/errors.ts';
import { setUp } from '../kits/notices.ts';

/** What is claimed already when somebody pauses: the slot that is being sent, or the next one 200 ms before it begins; in ms, with the calls' own time. */
const claimedMs = 800;

describe('a person who commands', () => {
  it('stops notices within the slots that are claimed already, and lets them go on', async () => {
    const { settle, pass, sentIn, controls, ...stage } = await setUp({ notices: 4_000, quotaPerSecond: 100 });
    await pass(5_000);
    await settle(controls.pause(campaignId, 'carla'));
    await pass(claimedMs);
    expect(await sentIn(120)).toBe(0);
    expect(await settle(controls.get(campaignId))).toMatchObject({ limit: 'paused', pausedBy: 'carla' });
    await settle(controls.resume(campaignId, 'carla'));
    wakeSender(stage);
    expect(await sentIn(5)).toBeGreaterThan(300);
  });

  it('holds notices to a ceiling, and is told that it is what limits them and when they end', async () => {
    const { world, settle, pass, sentIn, rates, controls } = await setUp({ notices: 6_000, quotaPerSecond: 100 });
    await settle(rates.setCeiling(7, 'carla'));
    await pass(70_000);
    expect(await sentIn(60)).toBeLessThanOrEqual(7 * 61);
    expect(await sentIn(60)).toBeGreaterThanOrEqual(7 * 59);
    const { limit, endsAt = 0 } = await settle(controls.get(campaignId));
    expect(limit).toBe('ceiling');
    expect((endsAt - world.clock.now()) / 1000).toBeGreaterThan(650);
    await settle(rates.setCeiling(undefined, 'carla'));
    await pass(claimedMs);
    expect(await sentIn(10)).toBeGreaterThan(970);
  });

  it('has a raised quota used at once', async () => {
    const { settle, pass, sentIn, rates, simulator } = await setUp({ notices: 6_000, quotaPerSecond: 50 });
    await pass(17_000);
    simulator.services.ses.setQuota({ maxSendRate: 150 });
    await settle(rates.refreshQuota());
    await pass(3_000);
    expect(await sentIn(5)).toBeGreaterThan(0.95 * 750);
  });
});

describe('the daily quota', () => {
  it('is never exceeded: notices wait until it takes more, and their shares are left to codes and other mail', async () => {
    const { settle, pass, trace, simulator, controls, states } = await setUp({ notices: 3_000, quotaPerSecond: 50, quotaPerDay: 2_000 });
    await pass(600_000);
    expect(trace.accepted.length).toBeLessThanOrEqual(1_400);
    expect(trace.accepted.length).toBeGreaterThan(1_300);
    expect(trace.throttled).toEqual([]);
    const startedAt = trace.accepted[0] ?? 0;
    const { limit, endsAt = 0 } = await settle(controls.get(campaignId));
    expect(limit).toBe('daily');
    const hours = (endsAt - startedAt) / 3_600_000;
    expect(hours).toBeGreaterThan(48);
    expect(hours).toBeLessThan(52);
    simulator.services.ses.setQuota({ max24HourSend: 5_000 });
    await pass(120_000);
    expect(states().waiting ?? []).toEqual([]);
    expect(trace.accepted).toHaveLength(3_000);
  });
});

describe('the reputation guard', () => {
  it('pauses a campaign whose addresses bounce, until a person lets it go on', async () => {
    const bouncing = (address: string) => ({ bounce: Number(/\d+/.exec(address)) % 20 === 0 ? 1 : 0 });
    const { settle, pass, sentIn, trace, controls, rates, ...stage } = await setUp({
      notices: 6_000,
      quotaPerSecond: 100,
      behaviour: bouncing,
    });
    await pass(40_000);
    expect(await sentIn(180)).toBe(0);
    expect(trace.accepted.length).toBeGreaterThan(1_000);
    expect(trace.accepted.length).toBeLessThan(2_500);
    expect(await settle(controls.get(campaignId))).toMatchObject({ pausedFor: 'bounces', limit: 'guard' });
    expect((await settle(rates.get())).pausedFor).toBe('bounces');
    await settle(controls.resume(campaignId, 'carla'));
    await settle(controls.resumeAccount('carla'));
    wakeSender(stage);
    expect(await sentIn(5)).toBeGreaterThan(300);
  });
});

describe('the reputation guard, when holders press “this is spam”', () => {
  it.each([
    [1, undefined],
    [10, 'complaints'],
  ])('%i of 1,500 do: paused for %s', async (complaints, pausedFor) => {
    const { settle, pass, controls, rates } = await setUp({
      notices: 1_500,
      quotaPerSecond: 100,
      deliverySeconds: { complaint: 60 },
      behaviour: (address) => ({ complaint: Number(/\d+/.exec(address)) < complaints ? 1 : 0 }),
    });
    await pass(600_000);
    const control = await settle(controls.get(campaignId));
    expect(control).toMatchObject({ sent: 1_500, complained: complaints });
    expect(control.pausedFor).toBe(pausedFor);
    expect((await settle(rates.get())).pausedFor).toBe(pausedFor);
  });
});

describe('a quota that cannot be read', () => {
  it('is used in part after a minute, and not at all after six', async () => {
    const control = { away: false };
    const { pass, sentIn } = await setUp({
      notices: 9_000,
      quotaPerSecond: 20,
      faults: {
        at: ({ operation }) =>
          control.away && operation === 'GetAccount' ? { kind: 'error', error: new AwsError('InternalFailure', 'away') } : undefined,
      },
    });
    await pass(5_000);
    control.away = true;
    await pass(70_000);
    const inPart = await sentIn(60);
    expect(inPart).toBeLessThanOrEqual(0.8 * 20 * 60);
    expect(inPart).toBeGreaterThan(0.75 * 20 * 60);
    await pass(300_000);
    expect(await sentIn(60)).toBe(0);
    control.away = false;
    await pass(20_000);
    expect(await sentIn(20)).toBeGreaterThan(380);
  });
});

describe("the customer's other mail", () => {
  it('gets the reserve once it shows: throttles slow notices, and the reserve is kept back', async () => {
    const { world, pass, settle, trace, simulator } = await setUp({ notices: 7_000, quotaPerSecond: 100, burstSeconds: 0.2 });
    const client = simulator.connect(new SESv2Client({ region: world.region, maxAttempts: 1 }));
    const refused: number[] = [];
    const other = () =>
      client
        .send(
          new SendEmailCommand({
            FromEmailAddress: 'notices@accounts.example',
            Destination: { ToAddresses: ['somebody@other.example'] },
            Content: { Simple: { Subject: { Data: 'Invoice' }, Body: { Text: { Data: 'Invoice' } } } },
          }),
        )
        .catch(() => refused.push(world.clock.now()));
    await pass(10_000);
    const begin = world.clock.now();
    const calls: Promise<unknown>[] = [];
    for (let sent = 0; sent < 8 * 50; sent++) calls.push(world.clock.sleep(sent * 125).then(other));
    await pass(51_000);
    await settle(Promise.all(calls));
    const late = (at: number) => at > begin + 5_000;
    expect(refused.filter(late)).toEqual([]);
    expect(trace.throttled.filter(late).length).toBeLessThan(10);
    expect(trace.accepted.filter((at) => late(at)).length / 46).toBeGreaterThan(85);
  });
});

describe('senders that have nothing to send', () => {
  it('are woken once a minute, and wake nobody themselves', async () => {
    const started: string[] = [];
    const onLine = (_: string, line: string) => void (line.includes('SLU-301') && started.push(line));
    const { pass, trace } = await setUp({ notices: 600, quotaPerSecond: 200, onLine });
    await pass(120_000);
    expect(trace.accepted).toHaveLength(600);
    started.length = 0;
    await pass(600_000);
    expect(started.length).toBeGreaterThan(0);
    expect(started.length).toBeLessThanOrEqual(3 * 11);
  });
});
