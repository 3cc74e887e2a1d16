import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { person, refusal, testPool } from '../fixture.ts';
import { fullPool } from '../full-pool.testing.ts';

function factorsOf(pool: Fields) {
  const tested = testPool({ pool });
  const { run, poolId } = tested;
  const get = async () => await run('GetUserPoolMfaConfig', { UserPoolId: poolId });
  const set = async (input: Fields) => await run('SetUserPoolMfaConfig', { UserPoolId: poolId, ...input });
  return { ...tested, get, set };
}

const full = {
  MfaConfiguration: 'OPTIONAL',
  SmsMfaConfiguration: { SmsAuthenticationMessage: fullPool.SmsAuthenticationMessage, SmsConfiguration: fullPool.SmsConfiguration },
  SoftwareTokenMfaConfiguration: { Enabled: true },
  EmailMfaConfiguration: { Message: 'Sign in with {####}', Subject: 'Sign in' },
  WebAuthnConfiguration: { RelyingPartyId: 'example.org', UserVerification: 'required', FactorConfiguration: 'SINGLE_FACTOR' },
};

test('the factors of a pool are described, and what is set is what it has', async () => {
  const { get, set } = factorsOf(fullPool);
  expect(await get()).toEqual(full);
  const { EmailMfaConfiguration: _mail, SmsMfaConfiguration: _texts, ...less } = full;
  expect(await set(less)).toEqual(less);
  expect(await get()).toEqual(less);
  expect(await set(full)).toEqual(full);
  expect(await set({})).toEqual({ MfaConfiguration: 'OFF' });
});

test('the mode and the factors must agree', async () => {
  const { get, set } = factorsOf({});
  expect(await refusal(() => set({ MfaConfiguration: 'ON' }))).toContain('Invalid MFA configuration given');
  expect(await refusal(() => set({ SoftwareTokenMfaConfiguration: { Enabled: true } }))).toContain(
    "can't turn off MFA and configure an MFA",
  );
  expect(await refusal(() => set({ SoftwareTokenMfaConfiguration: { Enabled: false } }))).toContain("can't turn off MFA");
  expect(await get()).toEqual({ MfaConfiguration: 'OFF' });
  const { WebAuthnConfiguration } = full;
  expect(await set({ WebAuthnConfiguration })).toEqual({ MfaConfiguration: 'OFF', WebAuthnConfiguration });
  expect(await refusal(() => set({ MfaConfiguration: 'OPTIONAL', WebAuthnConfiguration }))).toContain("can't disable all MFAs");
});

test('the running pool asks for the factor from then on', async () => {
  const { add, set, signIn, poolId, run } = factorsOf({});
  add(person(1));
  expect(await signIn(person(1).Username)).toHaveProperty('AuthenticationResult');
  await set({ MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } });
  expect(await signIn(person(1).Username)).toMatchObject({ ChallengeName: 'MFA_SETUP' });
  expect(await run('DescribeUserPool', { UserPoolId: poolId })).toMatchObject({ UserPool: { MfaConfiguration: 'ON' } });
});
