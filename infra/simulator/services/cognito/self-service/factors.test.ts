import { expect, test } from 'vitest';
import { person, refusal, testPool } from '../fixture.ts';
import { totp } from './totp.ts';

const one = person(1).Username;
const app = { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } };

async function signedIn() {
  const pool = testPool({ pool: { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] } });
  pool.add(person(1));
  const { AccessToken } = await pool.tokens(one);
  const code = (secret: unknown) => totp(String(secret), pool.world.clock.now());
  return { ...pool, AccessToken, code };
}

test('an authenticator app is associated, verified, preferred and then asked for', async () => {
  const { run, AccessToken, code, signIn, admin } = await signedIn();
  const { SecretCode } = await run('AssociateSoftwareToken', { AccessToken });
  expect(String(SecretCode)).toMatch(/^[A-Z2-7]{52}$/);
  expect(await refusal(() => run('SetUserMFAPreference', { AccessToken, ...app }))).toBe(
    'InvalidParameterException: User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA',
  );
  expect(await run('VerifySoftwareToken', { AccessToken, UserCode: code(SecretCode) })).toEqual({ Status: 'SUCCESS' });
  expect((await signIn(one)).ChallengeName).toBeUndefined();
  await run('SetUserMFAPreference', { AccessToken, ...app });
  expect((await signIn(one)).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  expect(await admin('AdminGetUserAuthFactors', one)).toEqual({
    Username: one,
    PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
    UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    ConfiguredUserAuthFactors: ['PASSWORD'],
  });
});

test('a wrong code enrols nothing, and a new secret replaces the old one only when verified', async () => {
  const { run, AccessToken, code, view, wait } = await signedIn();
  const first = await run('AssociateSoftwareToken', { AccessToken });
  const wrong = code(first.SecretCode) === '000000' ? '000001' : '000000';
  expect(await refusal(() => run('VerifySoftwareToken', { AccessToken, UserCode: wrong }))).toBe(
    'EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA',
  );
  expect(view(one).softwareToken).toBeUndefined();
  await run('VerifySoftwareToken', { AccessToken, UserCode: code(first.SecretCode) });
  const second = await run('AssociateSoftwareToken', { AccessToken });
  expect(view(one).softwareToken).toBe(first.SecretCode);
  await wait(30_000);
  await run('VerifySoftwareToken', { AccessToken, UserCode: code(second.SecretCode) });
  expect(view(one).softwareToken).toBe(second.SecretCode);
});

test('a pool without authenticator apps, a missing token and other factors are refused', async () => {
  const plain = testPool();
  plain.add(person(1));
  const { AccessToken } = await plain.tokens(one);
  expect(await refusal(() => plain.run('AssociateSoftwareToken', { AccessToken }))).toBe(
    'SoftwareTokenMFANotFoundException: Software Token MFA has not been enabled by the userPool.',
  );
  expect(await refusal(() => plain.run('AssociateSoftwareToken'))).toContain('InvalidParameterException');
  expect(await refusal(() => plain.run('SetUserMFAPreference', { AccessToken, SMSMfaSettings: { Enabled: true } }))).toBe(
    'UnsupportedError: simulated cognito does not support the second factor SMS_MFA',
  );
});

test('an imported app has a secret of its own that stays the same', () => {
  const { add, view } = testPool();
  const UserMFASettingList = ['SOFTWARE_TOKEN_MFA'];
  add(person(1, { UserMFASettingList }), person(2, { UserMFASettingList }));
  expect(view(one).softwareToken).toMatch(/^[A-Z2-7]{52}$/);
  expect(view(one).softwareToken).toBe(view(one).softwareToken);
  expect(view(one).softwareToken).not.toBe(view(person(2).Username).softwareToken);
});
