import { describe, expect, it } from 'vitest';
import type { AccountRow } from '#domain/account/account.ts';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import { begin, pass, passkeyPool, passkeysOf, plant } from '../kits/passkeys.ts';
import { type StageOptions, setRecoveryStage } from '../kits/recovery.ts';
import { locationOf, Visitor } from '../kits/visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const newPassword = 'vier fietsen tegen de wind';
const minute = 60_000;

/** A pool with passkeys `early` and `late`, ten minutes before and after a moment; then a campaign starts. */
async function setPlanted(since: { campaign?: boolean; account?: boolean }, options: Partial<StageOptions> = {}) {
  const stage = setRecoveryStage({ accounts: [sanne], live: [], pool: passkeyPool, ...options });
  await plant(stage, 's.devries', 'early');
  await pass(stage, 10 * minute);
  const moment = stage.world.clock.now();
  await pass(stage, 10 * minute);
  await plant(stage, 's.devries', 'late');
  await pass(stage, 10 * minute);
  const row: AccountRow = { campaignId: 'c1', state: 'contained', trusted: true, language: 'nl', ...sanne };
  stage.addAccount(since.account ? { ...row, compromisedSince: moment } : row);
  begin(stage, 'c1', since.campaign ? { compromisedSince: moment } : {});
  const holder = new Visitor(stage);
  await holder.prove(address);
  return { stage, holder };
}

describe('a passkey that somebody planted', () => {
  it.each([
    ['since the campaign knows an intruder', { campaign: true }],
    ['since this account is known to be taken', { account: true }],
  ])('%s is gone after recovery; an older one stays (attack 43)', async (_, since) => {
    const { stage, holder } = await setPlanted(since);
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
    expect(await passkeysOf(stage, 's.devries')).toEqual(['early']);
  });

  it('is gone whenever it was made, where nobody knows since when', async () => {
    const { stage, holder } = await setPlanted({});
    await holder.setPassword('s1', newPassword);
    expect(await passkeysOf(stage, 's.devries')).toEqual([]);
    expect(stage.logs.join('\n')).toContain('"removed":2');
  });

  it('keeps the gate shut as long as it cannot be deleted', async () => {
    const { stage, holder } = await setPlanted({});
    for (const category of ['UserResourceRead', 'UserResourceUpdate'] as const) {
      stage.cognito.setQuota(category, 0);
      const answer = await holder.setPassword('s1', newPassword);
      expect(answer.statusCode).toBe(503);
      expect(stage.accountRow('s1').state).toBe('recovering');
      stage.cognito.setQuota(category, 25);
    }
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
    expect(await passkeysOf(stage, 's.devries')).toEqual([]);
    expect(stage.accountRow('s1').state).toBe('recovered');
  });
});

describe('what was opened with the old password', () => {
  it('and waits for an answer gives no token while the account recovers (attack 45)', async () => {
    const pool = { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };
    const users = { 's.devries': { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' } };
    const stage = setRecoveryStage({ accounts: [sanne], live: [], pool, users });
    const opened = (await stage.signIn('s.devries', 'Stolen-Password-2016')) as { Session: string };
    begin(stage, 'c1');
    const holder = new Visitor(stage);
    await holder.prove(address);
    await holder.setPassword('s1', newPassword);
    const code = totp(stage.user('s.devries').softwareToken ?? '', stage.world.clock.now());
    const ChallengeResponses = { USERNAME: 's.devries', SOFTWARE_TOKEN_MFA_CODE: code };
    const input = { ClientId: stage.productClientId, ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: opened.Session, ChallengeResponses };
    await expect(stage.atCognito('RespondToAuthChallenge', input)).rejects.toThrow('recovering');
  });
});

describe('an account in an unusual state', () => {
  it.each(['RESET_REQUIRED', 'FORCE_CHANGE_PASSWORD', 'UNKNOWN'] as const)('of %s recovers like any other', async (UserStatus) => {
    const stage = setRecoveryStage({ accounts: [sanne], users: { 's.devries': { UserStatus } } });
    const holder = new Visitor(stage);
    await holder.prove(address);
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
    expect(stage.user('s.devries').status).toBe('CONFIRMED');
  });

  it('of being switched off is for the helpdesk, and stays contained', async () => {
    const stage = setRecoveryStage({ accounts: [sanne], users: { 's.devries': { Enabled: false } } });
    const holder = new Visitor(stage);
    await holder.prove(address);
    const answer = await holder.setPassword('s1', newPassword);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('You need help from our helpdesk');
    expect(stage.accountRow('s1').state).toBe('recovering');
    expect(stage.user('s.devries').enabled).toBe(false);
  });

  it('of being switched off by the sweep is switched on again', async () => {
    const accounts = [{ ...sanne, swept: 'disable' }] as const;
    const stage = setRecoveryStage({ accounts, users: { 's.devries': { Enabled: false } } });
    const holder = new Visitor(stage);
    await holder.prove(address);
    expect(locationOf(await holder.setPassword('s1', newPassword))).toBe('./done');
    expect(stage.user('s.devries').enabled).toBe(true);
  });
});
