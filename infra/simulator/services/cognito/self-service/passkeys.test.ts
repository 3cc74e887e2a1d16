import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { password, person, refusal, testPool, tokensOf, triggered } from '../fixture.ts';

const one = person(1).Username;
const passkeyPool = {
  WebAuthnRelyingPartyID: 'login.example.com',
  Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
};

async function signedIn(pool: Fields = passkeyPool) {
  const made = triggered(['PreAuthentication', 'PreTokenGeneration'], undefined, {
    pool,
    client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'] },
  });
  const { run, clientId: ClientId } = made;
  const { AccessToken } = await made.tokens(one);
  made.sources();
  const register = async (id: string) => {
    await run('StartWebAuthnRegistration', { AccessToken });
    await run('CompleteWebAuthnRegistration', {
      AccessToken,
      Credential: { id, authenticatorAttachment: 'platform', response: { transports: ['internal'] } },
    });
  };
  const begin = async (more: Record<string, string> = {}) => {
    const AuthParameters = { USERNAME: one, PREFERRED_CHALLENGE: 'WEB_AUTHN', ...more };
    return await run('InitiateAuth', { ClientId, AuthFlow: 'USER_AUTH', AuthParameters });
  };
  const show = async ({ ChallengeName, Session }: Fields, CREDENTIAL: string) =>
    await run('RespondToAuthChallenge', { ClientId, ChallengeName, Session, ChallengeResponses: { USERNAME: one, CREDENTIAL } });
  return { ...made, AccessToken, register, begin, show };
}

test('an access token registers, lists and deletes passkeys, past every trigger', async () => {
  const { run, AccessToken, register, world, sources, admin } = await signedIn();
  await register('key-1');
  const listed = {
    CredentialId: 'key-1',
    FriendlyCredentialName: 'Passkey',
    RelyingPartyId: 'login.example.com',
    AuthenticatorAttachment: 'platform',
    AuthenticatorTransports: ['internal'],
    CreatedAt: new Date(world.clock.now()),
  };
  expect(await run('ListWebAuthnCredentials', { AccessToken })).toEqual({ Credentials: [listed] });
  expect(await admin('AdminGetUserAuthFactors', one)).toMatchObject({ ConfiguredUserAuthFactors: ['PASSWORD', 'WEB_AUTHN'] });
  await run('DeleteWebAuthnCredential', { AccessToken, CredentialId: 'key-1' });
  expect(await run('ListWebAuthnCredentials', { AccessToken })).toEqual({ Credentials: [] });
  expect(await refusal(() => run('DeleteWebAuthnCredential', { AccessToken, CredentialId: 'key-1' }))).toContain(
    'ResourceNotFoundException',
  );
  expect(sources()).toEqual([]);
});

test('a passkey signs its user in: PreAuthentication runs at the start, PreTokenGeneration before the tokens', async () => {
  const { register, begin, show, sources } = await signedIn();
  await register('key-1');
  const challenge = await begin();
  expect(sources()).toEqual(['PreAuthentication_Authentication']);
  for (const wrong of ['{"id":"key-2"}', 'no JSON', 'null']) {
    expect(await refusal(() => show(challenge, wrong))).toBe('NotAuthorizedException: Invalid credential.');
  }
  expect(tokensOf(await show(challenge, '{"id":"key-1"}')).RefreshToken).toBeDefined();
  expect(sources()).toEqual(['TokenGeneration_Authentication']);
});

test('a passkey outlives a new password and a global sign-out', async () => {
  const { register, begin, show, admin } = await signedIn();
  await register('key-1');
  await admin('AdminSetUserPassword', one, { Password: 'New-password-2', Permanent: true });
  await admin('AdminUserGlobalSignOut', one);
  expect(await refusal(async () => show(await begin(), '{"id":"key-1"}'))).toBe('accepted');
});

test('a registration has a start, a credential with an id, a living token, and 20 at most', async () => {
  const { run, AccessToken, register, admin, cognito } = await signedIn();
  cognito.setQuota('UserResourceUpdate', Number.POSITIVE_INFINITY);
  const complete = (Credential: Fields) => refusal(() => run('CompleteWebAuthnRegistration', { AccessToken, Credential }));
  expect(await complete({ id: 'key-1' })).toContain('WebAuthnChallengeNotFoundException');
  await run('StartWebAuthnRegistration', { AccessToken });
  expect(await complete({})).toContain('Invalid Credential');
  for (let i = 0; i < 20; i++) await register(`key-${i}`);
  expect(await refusal(() => register('one-too-many'))).toContain('LimitExceededException');
  await admin('AdminUserGlobalSignOut', one);
  expect(await refusal(() => run('StartWebAuthnRegistration', { AccessToken }))).toContain('Access Token has been revoked');
});

test('a pool needs passkeys switched on, and a relying party or a domain', async () => {
  const off = await signedIn({});
  expect(await refusal(() => off.register('key-1'))).toContain('WebAuthnNotEnabledException');
  const nameless = await signedIn({ Policies: passkeyPool.Policies });
  expect(await refusal(() => nameless.register('key-1'))).toContain('WebAuthnConfigurationMissingException');
  const party = async () => await nameless.run('StartWebAuthnRegistration', { AccessToken: nameless.AccessToken });
  nameless.cognito.createDomain(nameless.poolId, 'mine', false);
  expect(await party()).toMatchObject({ CredentialCreationOptions: { rp: { id: 'mine.auth.eu-west-1.amazoncognito.com' } } });
  nameless.cognito.createDomain(nameless.poolId, 'login.example.org', true);
  expect(await party()).toMatchObject({ CredentialCreationOptions: { rp: { id: 'login.example.org' } } });
});

test('the choice of a password is a sign-in with a password; other choices are refused', async () => {
  const { begin, admin, register } = await signedIn();
  expect(tokensOf(await begin({ PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: password })).AccessToken).toBeDefined();
  expect(await refusal(() => begin())).toBe('NotAuthorizedException: Incorrect username or password.');
  expect(await refusal(() => begin({ PREFERRED_CHALLENGE: 'EMAIL_OTP' }))).toContain('PREFERRED_CHALLENGE EMAIL_OTP');
  await register('key-1');
  await admin('AdminResetUserPassword', one);
  expect(await refusal(() => begin())).toContain('PasswordResetRequiredException');
});

test('a passkey where a second factor is due is refused', async () => {
  const made = testPool({
    pool: { ...passkeyPool, MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
    client: { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] },
  });
  made.add(person(1));
  const { run, cognito, poolId, clientId, refresh } = made;
  const { id: refresher } = cognito.createClient(poolId, { ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] });
  const { AccessToken } = tokensOf(await refresh(cognito.openSession(poolId, one, refresher, made.world.clock.now()), refresher));
  await run('StartWebAuthnRegistration', { AccessToken });
  await run('CompleteWebAuthnRegistration', { AccessToken, Credential: { id: 'key-1' } });
  const AuthParameters = { USERNAME: one, PREFERRED_CHALLENGE: 'WEB_AUTHN' };
  expect(await refusal(() => run('InitiateAuth', { ClientId: clientId, AuthFlow: 'USER_AUTH', AuthParameters }))).toContain(
    'UnsupportedError',
  );
});
