import { describe, expect, it } from 'vitest';
import { campaignId } from '#infra/rehearsal/notices.ts';
import { AwsError } from '#simulator/errors.ts';
import type { RefusalStatus } from '#simulator/services/ses/ses.ts';
import { setUp } from '../journey/notices-stage.ts';

/** Recipients a second, and how long SES refuses, in ms. */
const perSecond = 100;
const refusedMs = 30_000;

/** Lets 1,500 notices go out, has SES give an answer from the fifth second on for half a minute, and says what became of them. */
async function refuse(answer: { readonly status?: RefusalStatus; readonly exception?: AwsError; readonly share?: number }) {
  const control = { on: false, calls: 0 };
  const attempts: number[] = [];
  const stage = await setUp({
    notices: 1_500,
    quotaPerSecond: perSecond,
    refuses: () => (control.on ? answer.status : undefined),
    faults: {
      at: ({ operation, phase }) => {
        if (operation !== 'SendBulkEmail' || phase !== 'before' || !control.on) return undefined;
        control.calls++;
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
  await pass(120_000);
  const probes = attempts.filter((atMs) => atMs > from + 2_000);
  return {
    suppressed: stage.states().suppressed?.length ?? 0,
    waiting: stage.states().waiting?.length ?? 0,
    accepted: trace.accepted.length,
    twice: trace.accepted.length - trace.byAccount.size,
    refusedCalls: attempts.length,
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
    const { suppressed, waiting, accepted, twice, probes, stopSeconds, goOnSeconds, during } = await refuse(answer);
    console.info(JSON.stringify({ name, suppressed, waiting, accepted, twice, probes, stopSeconds, goOnSeconds }));
    expect(suppressed).toBe(0);
    expect(accepted).toBe(1_500);
    expect(twice).toBe(0);
    expect(probes).toBeLessThanOrEqual(3);
    expect(probes).toBeGreaterThanOrEqual(2);
    expect(stopSeconds).toBeLessThan(2);
    expect(goOnSeconds).toBeLessThan(12);
    expect(during.noticesStop).toMatchObject({ status: name });
  });
});

void campaignId;
