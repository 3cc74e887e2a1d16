import { describe, expect, it } from 'vitest';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import { setStage as setSweep } from '#test/kits/sweep.ts';
import { type RecoveryStage, type StageOptions, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, textOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const newPassword = 'vier fietsen tegen de wind';
const TemporaryPassword = `Aa1!${'x'.repeat(60)}`;
const theirs = 'The-Newcomers-Own-2026';

/** An account that somebody else makes, with a password of their own. */
async function newcomer(stage: RecoveryStage, Username: string, attributes: Readonly<Record<string, string>> = {}) {
  const UserPoolId = stage.poolId;
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  await stage.atCognito('AdminCreateUser', { UserPoolId, Username, MessageAction: 'SUPPRESS', UserAttributes });
  await stage.atCognito('AdminSetUserPassword', { UserPoolId, Username, Password: theirs, Permanent: true });
  return stage.user(Username);
}

const remove = (stage: RecoveryStage, Username: string) => stage.atCognito('AdminDeleteUser', { UserPoolId: stage.poolId, Username });

/** A holder who has proven the mailbox. */
async function proven(options: Partial<StageOptions> = {}) {
  const stage = setRecoveryStage({ accounts: [sanne], ...options });
  const holder = new Visitor(stage);
  await holder.prove(address);
  return { stage, holder };
}

describe('a recovery is bound to the subject of its account (attack 62)', () => {
  it('and changes nothing for whoever has the user name by now', async () => {
    const { stage, holder } = await proven();
    await remove(stage, 's.devries');
    const before = await newcomer(stage, 's.devries');
    const answer = await holder.setPassword('s1', newPassword);
    expect(answer.statusCode).toBe(409);
    expect(textOf(answer)).toContain('helpdesk');
    expect(stage.user('s.devries')).toMatchObject({
      sub: before.sub,
      passwordSetAt: before.passwordSetAt,
      signedOutAt: before.signedOutAt,
    });
    expect(stage.accountRow('s1').state).toBe('contained');
  });

  it('and says so where the row has no user name any more either, as after an erase', async () => {
    const { stage, holder } = await proven();
    await remove(stage, 's.devries');
    stage.addAccount({ ...sanne, username: '' });
    const answer = await holder.setPassword('s1', newPassword);
    expect(answer.statusCode).toBe(409);
    expect(textOf(answer)).toContain('helpdesk');
    // Cognito refuses a user name of no length as an invalid parameter.
    expect(stage.calls('cognito', 'AdminGetUser')).toBe(1);
  });

  it('nor for whoever has it as an alias', async () => {
    const { stage, holder } = await proven({ pool: { AliasAttributes: ['preferred_username'] } });
    await remove(stage, 's.devries');
    const before = await newcomer(stage, 'other', { preferred_username: 's.devries' });
    expect((await holder.setPassword('s1', newPassword)).statusCode).toBe(409);
    expect(stage.user('other')).toMatchObject({ passwordSetAt: before.passwordSetAt, signedOutAt: before.signedOutAt });
  });

  it('nor for whoever chose the subject of another account as user name; its holder recovers all the same', async () => {
    const { stage, holder } = await proven();
    const before = await newcomer(stage, 's1');
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
    expect(stage.user('s1')).toMatchObject({ passwordSetAt: before.passwordSetAt, signedOutAt: before.signedOutAt });
    expect(stage.accountRow('s1').state).toBe('recovered');
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 10_000 });
    await expect(stage.signIn('s.devries', newPassword)).resolves.toBeDefined();
  });

  it('and finds an account whose user name is not the one that was planned', async () => {
    const { stage, holder } = await proven({ accounts: [{ ...sanne, username: 's.devries' }] });
    stage.addAccount({ ...sanne, username: 'as-it-once-was' });
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
    await stage.world.clock.run({ untilMs: stage.world.clock.now() + 10_000 });
    await expect(stage.signIn('s.devries', newPassword)).resolves.toBeDefined();
  });

  it('also where the account vanishes between its password and its second factor', async () => {
    const pool = { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };
    const withApp = { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' };
    const { stage, holder } = await proven({ pool, users: { 's.devries': withApp } });
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./factor');
    const code = totp(stage.user('s.devries').softwareToken ?? '', stage.world.clock.now());
    await remove(stage, 's.devries');
    const before = await newcomer(stage, 's.devries');
    expect((await holder.post('/factor', { code })).statusCode).toBe(409);
    expect(stage.user('s.devries')).toMatchObject({ passwordSetAt: before.passwordSetAt, signedOutAt: before.signedOutAt });
    expect(stage.accountRow('s1').state).toBe('recovering');
  });

  it('and does not take the second factor of another account for the one of this account', async () => {
    const jan = { sub: 's2', username: 'jan', address } as const;
    const pool = { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };
    const withApp = { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' };
    const { stage, holder } = await proven({ accounts: [sanne, jan], pool, users: { 's.devries': withApp, jan: withApp } });
    await holder.setPassword('s2', newPassword);
    const challengeOfJan = holder.cookies.get('__Host-factor') ?? '';
    await holder.setPassword('s1', newPassword);
    holder.cookies.set('__Host-factor', challengeOfJan);
    const code = totp(stage.user('jan').softwareToken ?? '', stage.world.clock.now());
    expect((await holder.post('/factor', { code })).statusCode).toBe(409);
    expect([stage.accountRow('s1').state, stage.accountRow('s2').state]).toEqual(['recovering', 'recovering']);
  });

  it('asks Cognito about no account before a right code', async () => {
    const stage = setRecoveryStage({ accounts: [sanne] });
    const stranger = new Visitor(stage);
    await stranger.identify(address);
    for (const code of ['00000000', '11111111']) await stranger.post('/code', { code });
    await stranger.setPassword('s1', newPassword);
    for (const operation of ['AdminGetUser', 'ListUsers', 'AdminSetUserPassword']) expect(stage.calls('cognito', operation)).toBe(0);
  });
});

describe('the sweep is bound to the subject of each account (attack 62)', () => {
  it.each(['sign-out', 'random-password', 'disable'] as const)('and leaves whoever has the user name by now alone: %s', async (active) => {
    const stage = setSweep({ accounts: [{ sub: 's1', username: 's.devries' }], plan: { active } });
    const call = (operation: string, input: object) =>
      stage.world.clock.settle(Promise.resolve(stage.cognito.operations[operation]?.(input as never)));
    const user = { UserPoolId: stage.poolId, Username: 's.devries' };
    await call('AdminDeleteUser', user);
    await call('AdminCreateUser', { ...user, MessageAction: 'SUPPRESS', TemporaryPassword });
    stage.openSession('s.devries');
    const before = stage.user('s.devries');
    await stage.run();
    expect(stage.user('s.devries')).toEqual(before);
    expect(stage.row('s1')).toMatchObject({ state: 'contained', sweepRefused: 'gone' });
  });

  it('nor touches whoever chose the subject of an account as user name, but the account itself', async () => {
    const stage = setSweep({ accounts: [{ sub: 's1', username: 's.devries' }] });
    await stage.world.clock.settle(
      Promise.resolve(
        stage.cognito.operations.AdminCreateUser?.({
          UserPoolId: stage.poolId,
          Username: 's1',
          MessageAction: 'SUPPRESS',
          TemporaryPassword,
        }),
      ),
    );
    stage.openSession('s1');
    stage.openSession('s.devries');
    await stage.run();
    expect([stage.user('s1').tokensAlive > 0, stage.user('s.devries').tokensAlive]).toEqual([true, 0]);
    expect(stage.row('s1').swept).toBe('sign-out');
  });
});
