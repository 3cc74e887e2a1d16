import { describe, expect, inject, it } from 'vitest';
import { stageNotices } from '#infra/rehearsal/notices/notices.ts';
import { Random } from '#simulator/random.ts';

/** Recipients a second, and notices. */
const [perSecond, notices] = [60, 6_000];

/** Sends notices; from the tenth second on every call of senders to a table takes `callMs` on average, for `forMs`. */
async function slowTables(callMs: number, forMs: number) {
  const control = { slow: false };
  const random = new Random(1).fork('slow');
  const stage = await stageNotices({
    notices,
    quotaPerSecond: perSecond,
    templates: inject('templates'),
    faults: {
      at: ({ service, phase, caller }) =>
        control.slow && service === 'dynamodb' && phase === 'before' && caller.startsWith('sendnotices')
          ? { kind: 'delay', ms: callMs * (0.5 + random.next()) }
          : undefined,
    },
  });
  await stage.pass(10_000);
  const from = stage.world.clock.now();
  control.slow = true;
  await stage.pass(forMs);
  control.slow = false;
  const until = stage.world.clock.now();
  await stage.pass(760_000);
  const { accepted, byAccount } = stage.trace;
  const use = (begin: number, end: number) =>
    accepted.filter((at) => at >= begin && at < end).length / ((perSecond * (end - begin)) / 1_000);
  return {
    during: use(from, until),
    after: use(until, until + 30_000),
    lost: notices - byAccount.size,
    twice: accepted.length - byAccount.size,
  };
}

describe('senders whose tables are slow', () => {
  it.each([
    ['half a second a call', 500, 30_000, 0.25],
    ['three seconds a call', 3_000, 30_000, 0],
    ['ten seconds a call', 10_000, 10_000, 0],
  ])('go on within seconds once they are fast, and lose and double nothing: %s', async (_, callMs, forMs, during) => {
    const figures = await slowTables(callMs, forMs);
    expect(figures).toMatchObject({ lost: 0, twice: 0 });
    expect(figures.during).toBeGreaterThanOrEqual(during);
    expect(figures.after).toBeGreaterThan(0.8);
  });
});
