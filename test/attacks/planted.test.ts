import { describe, expect, it } from 'vitest';
import type { AccountRow } from '#domain/account.ts';
import { noLingers } from '#domain/linger.ts';
import { type RecoveryStage, type StageOptions, setRecoveryStage } from './recovery-stage.ts';
import { locationOf, Visitor } from './visitor.ts';

const address = 'sanne@example.nl';
const sanne = { sub: 's1', username: 's.devries', address } as const;
const newPassword = 'vier fietsen tegen de wind';
const passkeys = {
  WebAuthnRelyingPartyID: 'example.nl',
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
};
const minute = 60_000;
const pass = (stage: RecoveryStage, ms: number) => stage.world.clock.run({ untilMs: stage.world.clock.now() + ms });

/** Access token of somebody who is signed in at the product, with whatever right. */
async function accessToken(stage: RecoveryStage): Promise<string> {
  const REFRESH_TOKEN = stage.cognito.openSession(stage.poolId, 's.devries', stage.productClientId, stage.world.clock.now());
  const request = { ClientId: stage.productClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } };
  const answer = (await stage.atCognito('InitiateAuth', request)) as { AuthenticationResult: { AccessToken: string } };
  return answer.AuthenticationResult.AccessToken;
}

async function plant(stage: RecoveryStage, id: string): Promise<void> {
  const AccessToken = await accessToken(stage);
  await stage.atCognito('StartWebAuthnRegistration', { AccessToken });
  await stage.atCognito('CompleteWebAuthnRegistration', { AccessToken, Credential: { id } });
}

/** The passkeys that are left, as the holder sees them once the product lets them in. */
async function listed(stage: RecoveryStage): Promise<readonly (string | undefined)[]> {
  await pass(stage, 10_000);
  const answer = await stage.atCognito('ListWebAuthnCredentials', { AccessToken: await accessToken(stage) });
  return (answer as { Credentials: { CredentialId?: string }[] }).Credentials.map(({ CredentialId }) => CredentialId);
}

/** A pool with passkeys `early` and `late`, ten minutes before and after a moment; then a campaign starts. */
async function setPlanted(since: { campaign?: boolean; account?: boolean }, options: Partial<StageOptions> = {}) {
  const stage = setRecoveryStage({ accounts: [sanne], live: [], pool: passkeys, ...options });
  await plant(stage, 'early');
  await pass(stage, 10 * minute);
  const moment = stage.world.clock.now();
  await pass(stage, 10 * minute);
  await plant(stage, 'late');
  await pass(stage, 10 * minute);
  const row: AccountRow = { campaignId: 'c1', state: 'contained', trusted: true, language: 'nl', ...sanne };
  stage.addAccount(since.account ? { ...row, compromisedSince: moment } : row);
  const now = stage.world.clock.now();
  const epoch = { epoch: now, startedAt: now, scope: { kind: 'everybody' }, lingers: noLingers, ourClientId: stage.ownClient.id };
  stage.put('epochs', { pk: 'epochs', sk: 'c1', campaignId: 'c1', ...epoch, ...(since.campaign && { compromisedSince: moment }) });
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
    expect(await listed(stage)).toEqual(['early']);
  });

  it('is gone whenever it was made, where nobody knows since when', async () => {
    const { stage, holder } = await setPlanted({});
    await holder.setPassword('s1', newPassword);
    expect(await listed(stage)).toEqual([]);
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
    expect(await listed(stage)).toEqual([]);
    expect(stage.accountRow('s1').state).toBe('recovered');
  });
});

describe('what was opened with the old password', () => {
  it('and waits for an answer gives no token while the account recovers (attack 45)', async () => {
    const pool = { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };
    const users = { 's.devries': { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' } };
    const stage = setRecoveryStage({ accounts: [sanne], live: [], pool, users });
    const opened = (await stage.signIn('s.devries', 'Stolen-Password-2016')) as { Session: string };
    const now = stage.world.clock.now();
    const epoch = { epoch: now, startedAt: now, scope: { kind: 'everybody' }, lingers: noLingers, ourClientId: stage.ownClient.id };
    stage.put('epochs', { pk: 'epochs', sk: 'c1', campaignId: 'c1', ...epoch });
    const holder = new Visitor(stage);
    await holder.prove(address);
    await holder.setPassword('s1', newPassword);
    const { totp } = await import('#simulator/services/cognito/totp.ts');
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
    expect(answer.body).toContain('Our helpdesk has to help you here');
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
