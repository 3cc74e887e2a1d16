import { describe, expect, it } from 'vitest';
import { setUp } from '#test/kits/table-faults.ts';
import { makeAccountLeases } from './leases.ts';

describe('a lease on an account', () => {
  it('is not taken for our own where somebody else took it in the same ms while our try was lost', async () => {
    const stage = setUp('UpdateItem', [{ phase: 'before', fault: { kind: 'reset' } }]);
    const now = stage.world.clock.now();
    const untilMs = now + 30_000;
    const leases = makeAccountLeases(stage.client, 'table', { clock: stage.world.clock, ids: { next: () => 'ours' } });
    stage.put({ pk: 'account#s1', until: untilMs, fence: now, holder: 'theirs', expiresAt: Math.ceil(untilMs / 1000) + 3_600 });
    expect(await stage.settle(leases.take('s1', untilMs))).toBeUndefined();
  });
});
