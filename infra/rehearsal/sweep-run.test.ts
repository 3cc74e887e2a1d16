import { expect, inject, it } from 'vitest';
import { runSweep } from './sweep-run.ts';

it('uses what recoveries leave of the rate, throttles nobody, and ends when nothing is left (invariant 11)', async () => {
  const run = await runSweep({ accounts: 400, recoveriesPerSecond: 10, templates: inject('templates') });
  expect(run).toMatchObject({ accounts: 400, recoveriesThrottled: 0, sweepThrottled: 0 });
  expect(run.recovered).toBeGreaterThan(150);
  expect(run.swept).toBeGreaterThan(150);
  expect(run.leftoverUsedShare).toBeGreaterThan(0.9);
});
