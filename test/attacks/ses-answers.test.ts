import { describe, expect, it } from 'vitest';
import { laneOf } from '#domain/lane.ts';
import { campaignId } from '#infra/rehearsal/notices/notices.ts';
import { AwsError } from '#simulator/errors.ts';
import type { RefusalStatus } from '#simulator/services/ses/ses.ts';
import { setUp } from '../kits/notices.ts';

/** Recipients a second, for which there are two senders; how many notices there are, and how long SES refuses, in ms. */
const perSecond = 40;
const noticeCount = 400;
const refusedMs = 30_000;

/** Lets notices go out, has SES give an answer from the fifth second on for half a minute, and says what became of them. */
async function refuse(answer: { readonly status?: RefusalStatus; readonly exception?: AwsError }) {
  const control = { on: false };
  const attempts: number[] = [];
  const stage = await setUp({
    notices: noticeCount,
    quotaPerSecond: perSecond,
    refuses: () => (control.on ? answer.status : undefined),
    faults: {
      at: ({ operation, phase }) => {
        if (operation !== 'SendBulkEmail' || phase !== 'before' || !control.on) return undefined;
        attempts.push(stage.world.clock.now());
        return answer.exception === undefined ? undefined : { kind: 'error', error: answer.exception };
      },
    },
  });
  const { pass, world, trace, settle, rates } = stage;
  await pass(5_000);
  const from = world.clock.now();
  control.on = true;
  await pass(refusedMs);
  control.on = false;
  const during = await settle(rates.get());
  const until = world.clock.now();
  const resumed = () => trace.accepted.find((atMs) => atMs > until);
  await stage.until(() => resumed() !== undefined, 60_000, 250);
  await pass(40_000);
  const probes = attempts.filter((atMs) => atMs > from + 2_000);
  return {
    suppressed: stage.states().suppressed?.length ?? 0,
    accepted: trace.accepted.length,
    twice: trace.accepted.length - trace.byAccount.size,
    probes: probes.length,
    stopSeconds: ((attempts.filter((atMs) => atMs <= from + 2_000).at(-1) ?? from) - from) / 1_000,
    goOnSeconds: ((resumed() ?? Number.POSITIVE_INFINITY) - until) / 1_000,
    during,
  };
}

const aboutUs: readonly RefusalStatus[] = [
  'MESSAGE_REJECTED',
  'MAIL_FROM_DOMAIN_NOT_VERIFIED',
  'CONFIGURATION_SET_NOT_FOUND',
  'TEMPLATE_NOT_FOUND',
  'INVALID_SENDING_POOL_NAME',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_SENDING_PAUSED',
  'CONFIGURATION_SET_SENDING_PAUSED',
  'ACCOUNT_DAILY_QUOTA_EXCEEDED',
  'FAILED',
];

const exceptions: readonly string[] = [
  'MessageRejected',
  'MailFromDomainNotVerifiedException',
  'NotFoundException',
  'BadRequestException',
  'SendingPausedException',
  'AccountSuspendedException',
  'LimitExceededException',
  'AccessDeniedException',
  'TenantPausedException',
];

describe('half a minute in which SES refuses all mail', () => {
  it.each([
    ...aboutUs.map((status) => [status, { status }] as const),
    ...exceptions.map((name) => [name, { exception: new AwsError(name, 'refused') }] as const),
  ])('with %s settles no notice: sending stops at once, probes every ten seconds, and goes on', async (name, answer) => {
    const { suppressed, accepted, twice, probes, stopSeconds, goOnSeconds, during } = await refuse(answer);
    expect(suppressed).toBe(0);
    expect(accepted).toBe(noticeCount);
    expect(twice).toBe(0);
    expect(probes).toBeLessThanOrEqual(3);
    expect(probes).toBeGreaterThanOrEqual(2);
    expect(stopSeconds).toBeLessThan(2);
    expect(goOnSeconds).toBeLessThan(12);
    expect(during.noticesStop).toMatchObject({ status: name });
  });
});

describe('one bulk call that SES refuses as a whole', () => {
  it('has each of its notices tried again in a call of its own, and stops nothing (attack 59)', async () => {
    let refusals = 0;
    const stage = await setUp({
      notices: 400,
      quotaPerSecond: 600,
      faults: {
        at: ({ operation, phase }) => {
          if (operation !== 'SendBulkEmail' || phase !== 'before' || refusals === 1) return undefined;
          refusals++;
          return { kind: 'error', error: new AwsError('BadRequestException', 'Invalid template data') };
        },
      },
    });
    await stage.pass(10_000);
    expect(stage.trace.byAccount.size).toBe(400);
    expect(stage.trace.accepted).toHaveLength(400);
    expect(stage.states().suppressed ?? []).toEqual([]);
    expect((await stage.settle(stage.rates.get())).noticesStop).toBeUndefined();
  });
});

describe('a bulk call that SES answers with fewer results than entries', () => {
  it('leaves the rest in doubt, which reports settle: no notice goes out twice', async () => {
    const cut = (output: Record<string, unknown>) => ({
      ...output,
      BulkEmailEntryResults: (output.BulkEmailEntryResults as readonly unknown[]).slice(0, -1),
    });
    const doubts: string[] = [];
    const stage = await setUp({
      notices: 300,
      quotaPerSecond: 100,
      onLine: (_, line) => void (line.includes('SLU-306') && doubts.push(line)),
      faults: {
        at: ({ operation, phase }) => (operation === 'SendBulkEmail' && phase === 'after' ? { kind: 'answer', edit: cut } : undefined),
      },
    });
    await stage.pass(900_000);
    expect(doubts.length).toBeGreaterThan(50);
    expect(stage.trace.byAccount.size).toBe(300);
    expect(stage.trace.accepted).toHaveLength(300);
    expect(stage.states().uncertain ?? []).toEqual([]);
  });
});

describe('an address that is unusual', () => {
  /** Gives every tenth notice such an address, has SES refuse everything for half a minute, and says which notices are settled. */
  const settledBy = async (answer: { readonly status?: RefusalStatus; readonly exception?: AwsError }) => {
    const control = { on: true };
    const stage = await setUp({
      notices: 300,
      quotaPerSecond: 100,
      refuses: () => (control.on ? answer.status : undefined),
      faults: {
        at: ({ operation, phase }) =>
          operation === 'SendBulkEmail' && phase === 'before' && control.on && answer.exception
            ? { kind: 'error', error: answer.exception }
            : undefined,
      },
    });
    for (const [index, row] of stage.rows('notices').entries()) {
      if (index % 10 > 0) continue;
      const Item = { ...row, address: `holder..${index}@mail.example` };
      stage.simulator.services.dynamodb.operations.PutItem?.({ TableName: stage.tableName('notices'), Item });
    }
    await stage.pass(refusedMs);
    const settled = stage.states().suppressed?.map(({ address }) => address) ?? [];
    control.on = false;
    await stage.pass(300_000);
    return { settled, accepted: stage.trace.accepted.length };
  };

  it.each([
    ['INVALID_PARAMETER', { status: 'INVALID_PARAMETER' as const }],
    ['BadRequestException', { exception: new AwsError('BadRequestException', 'refused') }],
  ])('is not settled while SES refuses everybody alike, with %s', async (_, answer) => {
    expect(await settledBy(answer)).toEqual({ settled: [], accepted: 300 });
  });
});

describe('one recipient whom SES refuses', () => {
  const only = (address: string, status: RefusalStatus) => (to: string) => (to === address ? status : undefined);

  it.each([100, 14])('for a value of the request, at %i a second, is settled alone', async (quotaPerSecond) => {
    const stage = await setUp({ notices: 300, quotaPerSecond, refuses: only('holder40@mail.example', 'INVALID_PARAMETER') });
    await stage.pass(600_000);
    const suppressed = stage.states().suppressed?.map(({ address, reason, status }) => [address, reason, status]);
    expect(suppressed).toEqual([['holder40@mail.example', 'rejected', 'INVALID_PARAMETER']]);
    expect(stage.trace.accepted).toHaveLength(299);
  });

  it('for what is not known waits, ever longer, and holds the others up for seconds only', async () => {
    const stage = await setUp({ notices: 2_000, quotaPerSecond: 14, refuses: only('holder40@mail.example', 'FAILED') });
    await stage.pass((2_000 / 13) * 1_000 + 90_000);
    expect(stage.trace.byAccount.size).toBe(1_999);
    expect(stage.states().suppressed ?? []).toEqual([]);
    expect(stage.states().waiting?.map(({ address }) => address)).toEqual(['holder40@mail.example']);
  });
});

describe('what SES refused for a reason of its own', () => {
  it('goes out when staff have it sent again, all or what was refused with one answer, once each', async () => {
    const control = { on: true };
    const answers: Readonly<Record<string, RefusalStatus>> = { 'holder40@mail.example': 'INVALID_PARAMETER' };
    const stage = await setUp({ notices: 300, quotaPerSecond: 100, refuses: (to) => (control.on ? answers[to] : undefined) });
    const order = (status?: string) =>
      stage.settle(stage.controls.resend(campaignId, { atMs: stage.world.clock.now(), ...(status !== undefined && { status }) }));
    await stage.pass(60_000);
    expect(stage.states().suppressed).toHaveLength(1);
    const sub = String(stage.states().suppressed?.[0]?.sub);
    control.on = false;
    await order('BadRequestException');
    await stage.pass(120_000);
    expect(stage.states().suppressed).toHaveLength(1);
    const pk = `${campaignId}#${String(laneOf(sub)).padStart(2, '0')}`;
    const Item = { pk, sk: sub, campaignId, sub, state: 'contained' };
    stage.simulator.services.dynamodb.operations.PutItem?.({ TableName: stage.tableName('accounts'), Item });
    await order('INVALID_PARAMETER');
    await order('INVALID_PARAMETER');
    await stage.pass(120_000);
    await order();
    await stage.pass(120_000);
    expect(stage.states().suppressed ?? []).toEqual([]);
    expect(stage.trace.accepted).toHaveLength(300);
  });
});

describe('the first notices, after which the others wait', () => {
  it('are not used up by mails that SES refused', async () => {
    const control = { on: true };
    const stage = await setUp({
      notices: 500,
      quotaPerSecond: 100,
      canary: { notices: 20 },
      refuses: () => (control.on ? 'MAIL_FROM_DOMAIN_NOT_VERIFIED' : undefined),
    });
    await stage.pass(300_000);
    expect(stage.trace.accepted).toEqual([]);
    control.on = false;
    await stage.pass(60_000);
    expect(stage.trace.accepted).toHaveLength(20);
  });
});
