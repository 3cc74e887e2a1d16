import { expect, inject, it } from 'vitest';
import { stageNotices } from '#infra/rehearsal/notices/notices.ts';

const perSecond = 200;

it('a sender that crashed and is back costs the rate nothing but the slots it had claimed', async () => {
  const control = { crashes: 0 };
  const stage = await stageNotices({
    notices: 25 * perSecond,
    quotaPerSecond: perSecond,
    templates: inject('templates'),
    faults: {
      at: ({ caller, operation }) => {
        if (control.crashes === 0 || !caller.startsWith('sendnotices') || operation !== 'SendBulkEmail') return undefined;
        control.crashes--;
        return { kind: 'crash' };
      },
    },
  });
  await stage.pass(5_000);
  control.crashes = 1;
  await stage.pass(1_000);
  const { accepted } = stage.trace;
  const before = accepted.length;
  await stage.pass(15_000);
  stage.simulator.stop();
  expect(control.crashes).toBe(0);
  expect(accepted.length - before).toBeGreaterThan(0.985 * 15 * perSecond);
});
