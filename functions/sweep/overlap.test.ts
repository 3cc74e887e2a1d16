import { describe, expect, it } from 'vitest';
import { accountTransitions } from '#domain/account/account.ts';
import { TimeLimitError } from '#shared/aws/calls/time-limit.ts';
import type { Fault, FaultPoint } from '#simulator/faults.ts';
import { setStage } from '#test/kits/sweep.ts';
import { sweepAccount } from './account.ts';

const plan = { active: 'random-password' } as const;

/** Strikes around the first call of an operation. */
function once(operation: string, phase: FaultPoint['phase'], fault: Fault) {
  let struck = false;
  const at = (point: FaultPoint) => {
    if (struck || point.operation !== operation || point.phase !== phase) return undefined;
    struck = true;
    return fault;
  };
  return { at };
}

describe('an account of which somebody else holds the lease', () => {
  it('is not touched by the sweep, which comes again', async () => {
    const stage = setStage({ accounts: [{ sub: 's0' }, { sub: 's1' }], plan });
    const { leases } = stage.newDependencies();
    const lease = await stage.world.clock.settle(leases.take('s0', stage.world.clock.now() + 60_000));
    await stage.run();
    expect([stage.row('s0').swept, stage.row('s1').swept]).toEqual([undefined, 'random-password']);
    if (lease !== undefined) await stage.world.clock.settle(leases.release(lease));
    await stage.pass(1_000);
    await stage.run();
    expect(stage.row('s0').swept).toBe('random-password');
  });
});

describe('a sweep that was held up', () => {
  const holderRecovers = (stage: ReturnType<typeof setStage>) =>
    stage.putAccount({ sub: 's0', state: 'recovered', recoveredAt: stage.world.clock.now() });

  it('makes no call once its time is up, wherever it was held up (attack 48)', async () => {
    for (const operation of ['UpdateItem', 'BatchGetItem']) {
      const stage = setStage({ accounts: [{ sub: 's0' }], plan, faults: once(operation, 'after', { kind: 'freeze', ms: 600_000 }) });
      const { world } = stage;
      const task = { campaign: stage.campaign, primitive: 'random-password', holding: ['c1'], endMs: world.clock.now() + 120_000 } as const;
      const sweeping = sweepAccount(stage.newDependencies(), task, 's0');
      await stage.pass(300_000);
      holderRecovers(stage);
      expect(await world.clock.settle(sweeping)).toEqual({ outcome: 'settled', called: false });
      expect([stage.calls('AdminSetUserPassword'), stage.calls('AdminUserGlobalSignOut')]).toEqual([0, 0]);
      expect(stage.row('s0').state).toBe('recovered');
    }
  });

  it('does not sign out after a password that it set too late', async () => {
    const stage = setStage({
      accounts: [{ sub: 's0' }],
      plan,
      faults: once('AdminSetUserPassword', 'after', { kind: 'freeze', ms: 600_000 }),
    });
    const task = { campaign: stage.campaign, primitive: 'random-password', holding: [], endMs: stage.world.clock.now() + 120_000 } as const;
    const sweeping = sweepAccount(stage.newDependencies(), task, 's0');
    await stage.pass(300_000);
    holderRecovers(stage);
    await expect(stage.world.clock.settle(sweeping)).rejects.toThrow(TimeLimitError);
    expect(stage.calls('AdminUserGlobalSignOut')).toBe(0);
    expect(stage.row('s0')).not.toHaveProperty('swept');
  });

  it('records what it did to an account that was released meanwhile', async () => {
    const stage = setStage({
      accounts: [{ sub: 's0' }],
      plan,
      faults: once('AdminSetUserPassword', 'after', { kind: 'delay', ms: 4_000 }),
    });
    const sweeping = stage.begin();
    await stage.pass(3_000);
    const { accounts } = stage.newDependencies();
    await stage.world.clock.settle(accounts.change('c1', 's0', accountTransitions.release, { exemption: 'released' }));
    await stage.world.clock.settle(sweeping);
    expect(stage.row('s0')).toMatchObject({ state: 'exempt', exemption: 'released', swept: 'random-password' });
  });

  it('keeps the lease on an account of which it does not know what became, until its invocation has ended', async () => {
    const stage = setStage({ accounts: [{ sub: 's0' }], plan, faults: once('AdminSetUserPassword', 'after', { kind: 'timeout' }) });
    const { leases, clock } = stage.newDependencies();
    const begin = clock.now();
    await stage.run();
    expect(await stage.world.clock.settle(leases.take('s0', clock.now() + 60_000))).toBeUndefined();
    await stage.pass(begin + 126_000 - clock.now());
    expect(await stage.world.clock.settle(leases.take('s0', clock.now() + 60_000))).toBeDefined();
  });
});
