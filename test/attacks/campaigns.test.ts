import { describe, expect, it } from 'vitest';
import { noStaleCredentials } from '#domain/pool/stale-credentials.ts';
import { type RecoveryStage, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, textOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const newer = 'sanne@new.example';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const newPassword = 'vier fietsen tegen de wind';
const otherPassword = 'zeven katten op het dak';
/** A campaign begins that holds the account. */
const begin = async (stage: RecoveryStage, campaignId: string) => {
  await stage.world.clock.run({ untilMs: stage.world.clock.now() + 1_000 });
  stage.addAccount({ ...sanne, campaignId });
  const now = stage.world.clock.now();
  const epoch = { epoch: now, startedAt: now, scope: { kind: 'everybody' }, lingers: noStaleCredentials, page: 'https://pages.example' };
  stage.put('epochs', { pk: 'epochs', sk: campaignId, campaignId, ...epoch });
};

describe('an account of two campaigns', () => {
  it.each([
    ['another address', { address: newer }],
    ['an address that nobody trusts', { trusted: false }],
  ])('of which the newer one has %s gets no code and is opened by no mailbox', async (_, change) => {
    const stage = setRecoveryStage({ accounts: [sanne], live: ['c1', 'c2'] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    stage.addAccount({ ...sanne, campaignId: 'c2', ...change });
    const answer = await holder.setPassword('s1', newPassword);
    expect(answer.statusCode).toBe(409);
    expect(textOf(await holder.get('/password'))).not.toContain('s.devries');
    expect(stage.calls('cognito', 'AdminSetUserPassword')).toBe(0);
    for (const asked of [address, newer]) {
      const before = stage.ses.mailCount;
      await new Visitor(stage).identify(asked);
      expect(stage.ses.mailCount).toBe(before);
    }
    expect([stage.accountRow('s1').state, stage.accountRow('s1', 'c2').state]).toEqual(['contained', 'contained']);
  });

  it('is opened by the newer mailbox once it has recovered in the older one, or that is over', async () => {
    const recovered = { ...sanne, state: 'recovered', recoveredAt: Date.UTC(2030, 0) } as const;
    const stage = setRecoveryStage({ accounts: [recovered, { ...sanne, campaignId: 'c3', state: 'exempt' }], live: ['c1', 'c2', 'c3'] });
    stage.addAccount({ ...sanne, campaignId: 'c2', address: newer });
    stage.addAccount({ ...sanne, campaignId: 'over' });
    const holder = new Visitor(stage);
    await holder.prove(newer);
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
    expect([stage.accountRow('s1', 'c2').state, stage.accountRow('s1', 'over').state]).toEqual(['recovered', 'contained']);
  });
});

describe('a mailbox of sixty accounts', () => {
  it('opens each of them, in two campaigns: more rows than one read gives', async () => {
    const accounts = Array.from({ length: 60 }, (_, index) => ({ ...sanne, sub: `s${index}`, username: `user ${index}` }));
    const both = [...accounts, ...accounts.map((account) => ({ ...account, campaignId: 'c2' }))];
    const stage = setRecoveryStage({ accounts: both, live: ['c1', 'c2'] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    expect((await holder.get('/password')).body.match(/value="s\d+"/g)).toHaveLength(60);
    expect(locationOf(await holder.setPassword('s59', newPassword))).toBe('./done');
  });
});

describe('a proof', () => {
  it('from before a campaign recovers nothing in it: the holder begins again', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    await holder.setPassword('s1', newPassword);
    await begin(stage, 'c2');
    for (const answer of [await holder.get('/password'), await holder.setPassword('s1', otherPassword), await holder.get('/done')]) {
      expect(answer.statusCode).toBe(409);
    }
    expect(stage.accountRow('s1', 'c2').state).toBe('contained');
    const again = new Visitor(stage);
    await again.prove(address);
    expect(locationOf(await again.setPassword('s1', otherPassword))).toBe('./done');
    expect(stage.accountRow('s1', 'c2').state).toBe('recovered');
  });

  it('that was used while a campaign began does not lift that one: the moment of the recovery is before the password', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const holder = new Visitor(stage);
    await holder.prove(address);
    let epoch = Number.NaN;
    const run = stage.cognito.operations.AdminSetUserPassword;
    Object.assign(stage.cognito.operations, {
      AdminSetUserPassword: (input: Record<string, unknown>) => {
        epoch = stage.world.clock.now();
        return run?.(input);
      },
    });
    await holder.setPassword('s1', newPassword);
    expect(stage.accountRow('s1').state).toBe('recovered');
    expect(stage.accountRow('s1').recoveredAt).toBeLessThanOrEqual(epoch);
  });
});
