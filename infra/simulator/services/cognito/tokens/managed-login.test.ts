import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { hostedClient, password, person, refusal, tokensOf, triggered } from '../fixture.ts';
import { totp } from '../self-service/totp.ts';

const one = person(1).Username;
const all = ['PreAuthentication', 'PostAuthentication', 'PreTokenGeneration', 'PostConfirmation'];

function hosted(client: Fields = {}, pool: Fields = {}) {
  const messages: { code: string }[] = [];
  const onMessage = (message: { code: string }) => void messages.push(message);
  const made = triggered(all, undefined, { client: { ...hostedClient, ...client }, pool, onMessage });
  made.cognito.createDomain(made.poolId, 'login', false);
  return { ...made, messages, login: made.cognito.managedLogin(made.clientId) };
}

test('a sign-in at the page runs PreAuthentication and PostAuthentication, the exchange of its code PreTokenGeneration', async () => {
  const { login, sources, cognito, clientId } = hosted();
  const { code } = await login.signIn(one, password);
  expect(sources()).toEqual(['PreAuthentication_Authentication', 'PostAuthentication_Authentication']);
  const tokens = await login.exchange(code);
  expect(sources()).toEqual(['TokenGeneration_HostedAuth']);
  expect(cognito.verify(tokens.access_token)).toMatchObject({
    username: one,
    client_id: clientId,
    scope: 'openid aws.cognito.signin.user.admin',
  });
  expect(cognito.verify(tokens.id_token ?? '')).toMatchObject({ sub: one, aud: clientId });
  await login.refresh(tokens.refresh_token ?? '');
  expect(sources()).toEqual(['TokenGeneration_RefreshTokens']);
});

test('the cookie gives codes for an hour without a password and without PreAuthentication, to every client of the pool', async () => {
  const { login, sources, cognito, poolId, wait } = hosted();
  const { id } = cognito.createClient(poolId, hostedClient);
  const other = cognito.managedLogin(id);
  const { cookie } = await login.signIn(one, password);
  sources();
  await wait(3_599_000);
  const { access_token } = await other.exchange(other.reuse(cookie));
  expect(sources()).toEqual(['TokenGeneration_HostedAuth']);
  const claims = cognito.verify(access_token);
  expect(Number(claims?.iat) - Number(claims?.auth_time)).toBe(3599);
  await wait(1000);
  expect(await refusal(() => login.reuse(cookie))).toContain('login_required');
});

test('a client reuses the cookie for as long as it is set, up to 90 days, or not at all', async () => {
  const { login, run, poolId, clientId: ClientId, cognito, wait } = hosted();
  const other = cognito.managedLogin(cognito.createClient(poolId, hostedClient).id);
  const set = (MaxValidityMinutes: number) =>
    refusal(() => run('SetUserPoolClientSessionConfiguration', { UserPoolId: poolId, ClientId, SSOSession: { MaxValidityMinutes } }));
  expect(await run('GetUserPoolClientSessionConfiguration', { UserPoolId: poolId, ClientId })).toMatchObject({
    SSOSession: { MaxValidityMinutes: 60 },
  });
  const { cookie } = await login.signIn(one, password);
  expect(await set(0)).toBe('accepted');
  expect(await refusal(() => login.reuse(cookie))).toContain('login_required');
  expect(await refusal(() => other.reuse(cookie))).toBe('accepted');
  expect(await set(129_600)).toBe('accepted');
  await wait(89 * 86_400_000);
  expect(await refusal(() => login.exchange(login.reuse(cookie)))).toBe('accepted');
  expect(await set(129_601)).toContain('InvalidParameterException');
  const lite = hosted({}, { UserPoolTier: 'LITE' });
  const input = { UserPoolId: lite.poolId, ClientId: lite.clientId, SSOSession: { MaxValidityMinutes: 1 } };
  expect(await refusal(() => lite.run('SetUserPoolClientSessionConfiguration', input))).toContain('FeatureUnavailableInTierException');
});

test('a code counts once, for its client, and for five minutes', async () => {
  const { login, cognito, poolId, wait } = hosted();
  const other = cognito.managedLogin(cognito.createClient(poolId, hostedClient).id);
  const { code, cookie } = await login.signIn(one, password);
  expect(await refusal(() => login.exchange(code))).toBe('accepted');
  expect(await refusal(() => login.exchange(code))).toContain('invalid_grant');
  expect(await refusal(() => other.exchange(login.reuse(cookie)))).toContain('invalid_grant');
  const late = login.reuse(cookie);
  await wait(300_000);
  expect(await refusal(() => login.exchange(late))).toContain('invalid_grant');
});

test('cookie and code outlive a new password and a global sign-out; a refresh token does not', async () => {
  const { login, admin } = hosted();
  const { cookie, code } = await login.signIn(one, password);
  const { refresh_token } = await login.exchange(login.reuse(cookie));
  await admin('AdminSetUserPassword', one, { Password: 'New-password-2', Permanent: true });
  await admin('AdminUserGlobalSignOut', one);
  expect(await refusal(() => login.refresh(refresh_token ?? ''))).toContain('Refresh Token has been revoked');
  expect(await refusal(() => login.exchange(code))).toBe('accepted');
  expect(await refusal(() => login.exchange(login.reuse(cookie)))).toBe('accepted');
});

test('the logout page ends the cookie, disabling the user cookie and codes', async () => {
  const { login, admin } = hosted();
  const { cookie } = await login.signIn(one, password);
  login.signOut(cookie);
  expect(await refusal(() => login.reuse(cookie))).toContain('login_required');
  const second = await login.signIn(one, password);
  await admin('AdminDisableUser', one);
  expect(await refusal(() => login.reuse(second.cookie))).toContain('login_required');
  expect(await refusal(() => login.exchange(second.code))).toContain('invalid_grant');
});

test('a pool needs a domain, and what PreTokenGeneration throws denies the exchange', async () => {
  const { cognito, clientId, poolId } = triggered(
    ['PreTokenGeneration'],
    () => {
      throw new Error('closed');
    },
    { client: hostedClient },
  );
  expect(await refusal(() => cognito.managedLogin(clientId))).toContain('has no domain');
  cognito.createDomain(poolId, 'login', false);
  const login = cognito.managedLogin(clientId);
  const { code } = await login.signIn(one, password);
  expect(await refusal(() => login.exchange(code))).toBe('UserLambdaValidationException: PreTokenGeneration failed with error closed.');
});

test('a wrong password, an unknown name and a client without the code grant get nothing', async () => {
  const { login, cognito, poolId } = hosted();
  expect(await refusal(() => login.signIn(one, 'wrong'))).toContain('Incorrect username or password.');
  expect(await refusal(() => login.signIn('nobody', password))).toContain('UserNotFoundException');
  const plain = cognito.managedLogin(cognito.createClient(poolId, {}).id);
  const { cookie } = await login.signIn(one, password);
  for (const way of [() => plain.signIn(one, password), () => plain.reuse(cookie), () => plain.federated('Corporate_7')]) {
    expect(await refusal(way)).toContain('unauthorized_client');
  }
});

test('an authenticator app is asked for', async () => {
  const { login, add, view, world } = hosted({}, { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
  const two = person(2).Username;
  add(person(2, { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }));
  expect(await refusal(() => login.signIn(two, password))).toContain('CodeMismatchException');
  const appCode = totp(view(two).softwareToken ?? '', world.clock.now());
  expect(await refusal(() => login.signIn(two, password, appCode))).toBe('accepted');
});

test('a temporary password needs a page that is not there', async () => {
  const { login, admin } = hosted();
  await admin('AdminSetUserPassword', one, { Password: 'Temporary-1' });
  expect(await refusal(() => login.signIn(one, 'Temporary-1'))).toContain('UnsupportedError');
});

test('a forgotten password is reset at the pages, on the quota of account recovery', async () => {
  const { login, messages, sources, cognito } = hosted();
  login.forgotPassword(one);
  await login.confirmForgotPassword(one, messages[0]?.code ?? '', 'New-password-2');
  expect(sources()).toEqual(['PostConfirmation_ConfirmForgotPassword']);
  expect(cognito.quota('UserAccountRecovery').calls).toBe(2);
  expect(await refusal(() => login.signIn(one, 'New-password-2'))).toBe('accepted');
});

test('the first federated sign-in makes the user, past PreAuthentication; the next one runs it', async () => {
  const { login, sources, view, cognito } = hosted();
  const first = await login.federated('Corporate_7', { email: 'seven@example.com' });
  await login.exchange(first.code);
  expect(sources()).toEqual(['PostConfirmation_ConfirmSignUp', 'TokenGeneration_HostedAuth']);
  expect(view('Corporate_7')).toMatchObject({ status: 'EXTERNAL_PROVIDER', attributes: { email: 'seven@example.com' } });
  const next = await login.federated('Corporate_7');
  await login.exchange(next.code);
  expect(sources()).toEqual(['PreAuthentication_Authentication', 'PostAuthentication_Authentication', 'TokenGeneration_HostedAuth']);
  expect(cognito.quota('UserFederation').calls).toBe(2);
});

test('a local user comes from a provider only when linked to it', async () => {
  const { login, add } = hosted();
  add(person(2, { Attributes: [{ Name: 'identities', Value: '[{"providerName":"Corporate","userId":"2"}]' }] }));
  expect(await refusal(() => login.federated(person(2).Username))).toBe('accepted');
  expect(await refusal(() => login.federated(one))).toContain('is not linked');
  expect(await refusal(() => login.federated('nobody'))).toContain('Provider_id');
});

test('the token endpoint refreshes API sign-ins too, and rotates where the client does', async () => {
  const { login, signIn } = hosted({ ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED' } });
  const { RefreshToken } = tokensOf(await signIn(one));
  const { refresh_token, id_token } = await login.refresh(RefreshToken);
  expect(id_token).toBeDefined();
  expect(await refusal(() => login.refresh(RefreshToken))).toContain('RefreshTokenReuseException');
  expect(await refusal(() => login.refresh(refresh_token ?? ''))).toBe('accepted');
});

test('a token without the scope for it is nothing to Cognito itself, and without openid there is no ID token', async () => {
  const { login, run } = hosted({ AllowedOAuthScopes: ['email'] });
  const tokens = await login.exchange((await login.signIn(one, password)).code);
  expect(tokens.id_token).toBeUndefined();
  expect(await refusal(() => run('GetUser', { AccessToken: tokens.access_token }))).toBe(
    'NotAuthorizedException: Access Token does not have required scopes',
  );
});

test('a machine gets a token by its secret, past every trigger', async () => {
  const machine = { ...hostedClient, GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['api/read'] };
  const { login, events, cognito, clientId } = hosted(machine);
  const { access_token } = login.clientCredentials();
  expect(cognito.verify(access_token)).toMatchObject({ sub: clientId, client_id: clientId, scope: 'api/read', token_use: 'access' });
  expect(events).toEqual([]);
  const other = hosted();
  expect(await refusal(() => other.login.clientCredentials())).toContain('unauthorized_client');
});
