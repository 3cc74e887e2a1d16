import { describe, expect, it } from 'vitest';
import { AwsError } from '#simulator/errors.ts';
import type { FaultPoint } from '#simulator/faults.ts';
import { setStage, signOutAll } from '#test/kits/sweep.ts';

const people = (count: number, more: object = {}) => Array.from({ length: count }, (_, index) => ({ sub: `s${index}`, ...more }));

/** The account of each call of an operation, in the order in which Cognito saw them. */
function watch(stage: ReturnType<typeof setStage>, operation: 'AdminUserGlobalSignOut' | 'AdminSetUserPassword' | 'AdminDisableUser') {
  const seen: string[] = [];
  const { operations } = stage.cognito;
  const original = operations[operation];
  Object.assign(operations, {
    [operation]: (input: { readonly Username: string }) => {
      seen.push(input.Username);
      return original?.(input as never);
    },
  });
  return seen;
}

describe('what the sweep does to an account', () => {
  it('ends its sessions, and records it once', async () => {
    const stage = setStage({ accounts: people(1) });
    stage.openSession('s0');
    await stage.run();
    expect(stage.user('s0').tokensAlive).toBe(0);
    expect(stage.row('s0')).toMatchObject({ state: 'contained', swept: 'sign-out' });
    expect(stage.row('s0').sweep).toBeUndefined();
    await stage.run();
    expect(stage.calls('AdminUserGlobalSignOut')).toBe(1);
  });

  it('sets a password that nobody knows and that no log or row holds, and then ends its sessions', async () => {
    const stage = setStage({ accounts: people(2), plan: { active: 'random-password' } });
    const passwords: string[] = [];
    const { AdminSetUserPassword: original } = stage.cognito.operations;
    Object.assign(stage.cognito.operations, {
      AdminSetUserPassword: (input: { readonly Password: string }) => {
        passwords.push(input.Password);
        return original?.(input as never);
      },
    });
    stage.openSession('s0');
    await stage.run();
    const { passwordSetAt = 0, signedOutAt = 0, status, tokensAlive } = stage.user('s0');
    expect([status, tokensAlive, signedOutAt > passwordSetAt]).toEqual(['CONFIRMED', 0, true]);
    expect(new Set(passwords).size).toBe(2);
    const kept = [...stage.rows().map((row) => JSON.stringify(row)), ...stage.logs].join();
    for (const password of passwords) {
      expect(password).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)(?=.*[^\w\s]).{64}$/);
      expect(kept).not.toContain(password);
    }
  });

  it('disables it, with that one call', async () => {
    const stage = setStage({ accounts: people(1), plan: { active: 'disable' } });
    await stage.run();
    expect(stage.user('s0').enabled).toBe(false);
    expect([stage.calls('AdminDisableUser'), stage.calls('AdminUserGlobalSignOut')]).toEqual([1, 0]);
  });

  it('is what the plan says for its cohort; a cohort that the plan does not name is left alone', async () => {
    const accounts = [
      { sub: 'a', cohort: 'privileged' },
      { sub: 'b', cohort: 'active' },
      { sub: 'c', cohort: 'dormant' },
    ] as const;
    const stage = setStage({ accounts, plan: { privileged: 'random-password', active: 'sign-out' } });
    await stage.run();
    expect(accounts.map(({ sub }) => stage.row(sub).swept)).toEqual(['random-password', 'sign-out', undefined]);
    expect(stage.lastReason()).toBe('done');
  });
});

describe('the order of the sweep', () => {
  it('is cohort after cohort over all lanes, in each the most recently changed first', async () => {
    const cohorts = ['dormant', 'active', 'compromised', 'privileged'] as const;
    const accounts = Array.from({ length: 160 }, (_, index) => ({
      sub: `s${index}`,
      cohort: cohorts[index % 4] ?? 'active',
      modifiedAt: 1_000_000 * ((index * 37) % 160),
    }));
    const stage = setStage({ accounts });
    const seen = watch(stage, 'AdminUserGlobalSignOut');
    await stage.run();
    const wanted = stage.rows().length;
    expect(seen).toHaveLength(wanted);
    const rank = new Map(
      [...accounts]
        .sort((a, b) => cohorts.indexOf(b.cohort) - cohorts.indexOf(a.cohort) || b.modifiedAt - a.modifiedAt)
        .map(({ sub }, index) => [sub, index]),
    );
    // Calls under way at once may overtake each other by as many as are under way.
    const strays = seen.map((sub, index) => Math.abs((rank.get(sub) ?? 0) - index));
    expect(Math.max(...strays)).toBeLessThan(10);
  });
});

describe('what the sweep can do nothing about', () => {
  const strike = (name: string) => ({
    at: ({ operation, phase }: FaultPoint) =>
      operation === 'AdminUserGlobalSignOut' && phase === 'before'
        ? ({ kind: 'error', error: new AwsError(name, 'no') } as const)
        : undefined,
  });

  it.each([
    ['UserNotFoundException', 'gone'],
    ['NotAuthorizedException', 'state'],
    ['InvalidParameterException', 'state'],
    ['LimitExceededException', 'limited'],
  ])('is recorded with its reason and tried once: %s is %s', async (name, reason) => {
    const stage = setStage({ accounts: people(2), faults: strike(name) });
    await stage.run();
    await stage.run();
    expect([stage.row('s0').sweepRefused, stage.row('s0').sweep, stage.row('s0').state]).toEqual([reason, undefined, 'contained']);
    expect(stage.calls('AdminUserGlobalSignOut')).toBe(2);
  });

  it('is known from the row where the password is not ours: Cognito would make it one', async () => {
    const stage = setStage({ accounts: people(1, { doubt: 'federated' }), plan: { active: 'random-password' } });
    await stage.run();
    expect([stage.row('s0').sweepRefused, stage.calls('AdminSetUserPassword')]).toEqual(['federated', 0]);
  });

  it('is a password newer than the epoch, whichever campaign it was set in', async () => {
    const accounts = [{ sub: 's0' }, { sub: 's0', campaignId: 'c2', state: 'recovered', recoveredAt: Date.UTC(2027, 0, 1) }] as const;
    const stage = setStage({ accounts, plan: { active: 'random-password' } });
    await stage.run();
    expect([stage.row('s0').sweepRefused, stage.calls('AdminSetUserPassword')]).toEqual(['recovered', 0]);
  });
});

describe('the pace of the sweep', () => {
  it('uses all of the rate when nobody recovers, and is never throttled', async () => {
    const stage = setStage({ accounts: people(600) });
    const begin = stage.world.clock.now();
    await stage.run();
    expect(stage.rows().filter(({ swept }) => swept !== undefined)).toHaveLength(600);
    expect((stage.world.clock.now() - begin) / 1000).toBeLessThan(600 / 25 + 1);
    expect(stage.cognito.quota('UserUpdate').throttled).toBe(0);
  });

  it('backs off when others use the rate up, and does every account all the same', async () => {
    const stage = setStage({ accounts: people(40), plan: { active: 'random-password' } });
    stage.cognito.setQuota('UserUpdate', 5);
    stage.cognito.setQuota('UserAccountRecovery', 5);
    await stage.run();
    expect(stage.rows().filter(({ swept }) => swept !== undefined)).toHaveLength(40);
    const { calls, throttled } = stage.cognito.quota('UserUpdate');
    expect(throttled / calls).toBeLessThan(0.5);
    expect(stage.logs.join()).toContain('Sweep::Throttled');
  });
});

describe('a sweep that is to stop', () => {
  it('stops within five seconds of a pause, and goes on where it was', async () => {
    const stage = setStage({ accounts: people(600) });
    const sweeping = stage.begin();
    await stage.pass(7_000);
    stage.putCampaign({ sweepPausedBy: 'anna' });
    await stage.pass(5_500);
    const before = stage.calls('AdminUserGlobalSignOut');
    await stage.pass(20_000);
    expect([stage.calls('AdminUserGlobalSignOut'), stage.lastReason()]).toEqual([before, 'paused']);
    expect(before).toBeLessThan(350);
    stage.putCampaign();
    await stage.world.clock.settle(sweeping);
    await stage.run();
    expect([stage.calls('AdminUserGlobalSignOut'), stage.lastReason()]).toEqual([600, 'done']);
  });

  it.each(['lifted', 'cancelled', 'planned'] as const)('does nothing for a campaign that is %s', async (state) => {
    const stage = setStage({ accounts: people(2) });
    stage.putCampaign({ state });
    await stage.run();
    expect([stage.calls('AdminUserGlobalSignOut'), stage.lastReason()]).toEqual([0, 'over']);
  });

  it('leaves the campaign to the one that sweeps it already, and to its successor before its time is up', async () => {
    const stage = setStage({ accounts: people(6_000) });
    const first = stage.begin();
    await stage.pass(10_000);
    await stage.run();
    expect(stage.lastReason()).toBeUndefined();
    await stage.pass(50_000);
    const second = stage.begin();
    await stage.world.clock.settle(first);
    expect(stage.lastReason()).toBe('lease lost');
    await stage.world.clock.settle(second);
    expect(stage.lastReason()).toBe('time');
    expect(new Set(stage.rows().flatMap(({ swept, sub }) => (swept ? [sub] : []))).size).toBe(stage.calls('AdminUserGlobalSignOut'));
  });

  it('gives up when account after account fails for a reason that it does not know, and not for a few', async () => {
    let failing = 5;
    const at = ({ operation, phase }: FaultPoint) =>
      operation === 'AdminUserGlobalSignOut' && phase === 'before' && failing-- > 0
        ? ({ kind: 'error', error: new AwsError('InternalErrorException', 'no') } as const)
        : undefined;
    const stage = setStage({ accounts: people(100), faults: { at } });
    await stage.run();
    expect(stage.rows().filter(({ swept }) => swept !== undefined)).toHaveLength(95);
    failing = 1_000;
    stage.putCampaign({ sweep: { primitives: signOutAll, activeDays: 90 } });
    people(100).forEach(stage.putAccount);
    await expect(stage.run()).rejects.toThrow('no');
    expect(stage.calls('AdminUserGlobalSignOut')).toBeLessThan(150);
  });
});
