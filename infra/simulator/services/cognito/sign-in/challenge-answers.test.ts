import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { password, person, refusal, testPool, tokensOf } from '../fixture.ts';
import { totp } from '../self-service/totp.ts';

const one = person(1).Username;
const mfaPool = { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] };
type Pool = ReturnType<typeof testPool>;

async function answer(pool: Pool, challenge: Fields, responses: Record<string, string>, more: Fields = {}) {
  const { ChallengeName, Session } = challenge;
  const ChallengeResponses = { USERNAME: one, ...responses };
  return await pool.run('RespondToAuthChallenge', { ClientId: pool.clientId, ChallengeName, Session, ChallengeResponses, ...more });
}

async function temporary(): Promise<{ pool: Pool; challenge: Fields }> {
  const pool = testPool();
  pool.add(person(1));
  await pool.admin('AdminSetUserPassword', one, { Password: 'Temporary-1' });
  return { pool, challenge: await pool.signIn(one, { PASSWORD: 'Temporary-1' }) };
}

test('a new password ends the challenge with tokens and a confirmed user', async () => {
  const { pool, challenge } = await temporary();
  expect(tokensOf(await answer(pool, challenge, { NEW_PASSWORD: 'New-password-2' })).AccessToken).toBeDefined();
  expect(pool.view(one).status).toBe('CONFIRMED');
  expect(await refusal(() => pool.signIn(one, { PASSWORD: 'New-password-2' }))).toBe('accepted');
});

test('a new password that the policy refuses leaves the challenge open', async () => {
  const { pool, challenge } = await temporary();
  expect(await refusal(() => answer(pool, challenge, { NEW_PASSWORD: 'short' }))).toContain('InvalidPasswordException');
  expect(await refusal(() => answer(pool, challenge, { NEW_PASSWORD: 'New-password-2' }))).toBe('accepted');
});

test('a session counts once, for its own user and client, and for three minutes', async () => {
  const { pool, challenge } = await temporary();
  const good = { NEW_PASSWORD: 'New-password-2' };
  pool.add(person(2));
  expect(await refusal(() => answer(pool, challenge, { ...good, USERNAME: person(2).Username }))).toBe(
    'NotAuthorizedException: Invalid session for the user.',
  );
  const { id: other } = pool.cognito.createClient(pool.poolId, {});
  expect(await refusal(() => answer(pool, challenge, good, { ClientId: other }))).toContain('Invalid session for the user.');
  await answer(pool, challenge, good);
  expect(await refusal(() => answer(pool, challenge, good))).toBe(
    'NotAuthorizedException: Invalid session for the user, session can only be used once.',
  );
  await pool.admin('AdminSetUserPassword', one, { Password: 'Temporary-1' });
  const late = await pool.signIn(one, { PASSWORD: 'Temporary-1' });
  await pool.wait(180_000);
  expect(await refusal(() => answer(pool, late, good))).toBe('NotAuthorizedException: Invalid session for the user, session is expired.');
});

test('a challenge that was opened with the old password outlives a new one and a sign-out', async () => {
  const pool = testPool({ pool: mfaPool });
  pool.add(person(1, { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' }));
  const challenge = await pool.signIn(one);
  await pool.admin('AdminSetUserPassword', one, { Password: 'New-password-2', Permanent: true });
  await pool.admin('AdminUserGlobalSignOut', one);
  const code = totp(pool.view(one).softwareToken ?? '', pool.world.clock.now());
  expect(tokensOf(await answer(pool, challenge, { SOFTWARE_TOKEN_MFA_CODE: code })).AccessToken).toBeDefined();
});

test('a second factor is asked for, checked, and takes no code twice', async () => {
  const pool = testPool({ pool: mfaPool });
  pool.add(person(1, { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }));
  const code = () => totp(pool.view(one).softwareToken ?? '', pool.world.clock.now());
  const challenge = await pool.signIn(one);
  expect(challenge.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  const wrong = code() === '000000' ? '000001' : '000000';
  expect(await refusal(() => answer(pool, challenge, { SOFTWARE_TOKEN_MFA_CODE: wrong }))).toBe(
    'CodeMismatchException: Invalid code received for user',
  );
  expect(await refusal(() => answer(pool, challenge, { SOFTWARE_TOKEN_MFA_CODE: code() }))).toBe('accepted');
  const next = await pool.signIn(one);
  expect(await refusal(() => answer(pool, next, { SOFTWARE_TOKEN_MFA_CODE: code() }))).toBe(
    'ExpiredCodeException: Your software token has already been used once.',
  );
  await pool.wait(30_000);
  expect(await refusal(() => answer(pool, next, { SOFTWARE_TOKEN_MFA_CODE: code() }))).toBe('accepted');
});

test('a pool without second factors does not ask for one', async () => {
  const pool = testPool();
  pool.add(person(1, { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }));
  expect((await pool.signIn(one)).AuthenticationResult).toBeDefined();
});

test('a pool that demands a second factor has it set up in the sign-in', async () => {
  const pool = testPool({ pool: { ...mfaPool, MfaConfiguration: 'ON' } });
  pool.add(person(1));
  const challenge = await pool.signIn(one);
  expect(challenge.ChallengeName).toBe('MFA_SETUP');
  const { Session } = challenge;
  expect(await refusal(() => answer(pool, challenge, {}))).toContain('User has not verified software token mfa');
  const { SecretCode } = await pool.run('AssociateSoftwareToken', { Session });
  await pool.run('VerifySoftwareToken', { Session, UserCode: totp(String(SecretCode), pool.world.clock.now()) });
  expect(tokensOf(await answer(pool, challenge, {})).AccessToken).toBeDefined();
  expect((await pool.signIn(one)).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
});

test('factors that cannot be answered here fail loudly', async () => {
  const pool = testPool({ pool: mfaPool });
  pool.add(person(1, { MFAOptions: [{ DeliveryMedium: 'SMS', AttributeName: 'phone_number' }] }));
  expect(await refusal(() => pool.signIn(one))).toBe(
    'UnsupportedError: simulated cognito does not support a sign-in with the second factor SMS_MFA',
  );
  expect(await refusal(() => answer(pool, { ChallengeName: 'SMS_MFA', Session: 'x' }, {}))).toContain('ChallengeName SMS_MFA');
});

test('a disabled user cannot answer, staff can', async () => {
  const { pool, challenge } = await temporary();
  await pool.admin('AdminDisableUser', one);
  expect(await refusal(() => answer(pool, challenge, { NEW_PASSWORD: password }))).toBe('NotAuthorizedException: User is disabled.');
  await pool.admin('AdminEnableUser', one);
  const { ChallengeName, Session } = challenge;
  const ChallengeResponses = { USERNAME: one, NEW_PASSWORD: password };
  const { poolId: UserPoolId, clientId: ClientId } = pool;
  const answered = await pool.run('AdminRespondToAuthChallenge', { UserPoolId, ClientId, ChallengeName, Session, ChallengeResponses });
  expect(answered.AuthenticationResult).toBeDefined();
});
