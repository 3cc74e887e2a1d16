import { expect, test } from 'vitest';
import type { Fields } from '../../service.ts';
import type { CognitoOptions } from './cognito.ts';
import type { Firewall } from './firewall.ts';
import { hostedClient, password, person, refusal, testPool, tokensOf } from './fixture.ts';

const one = person(1).Username;
const blocked = 'ForbiddenException: Request not allowed due to WAF block.';
type Request = ReturnType<Parameters<Firewall>[1]>;

/** A pool behind a firewall that is open until `shut` is set. */
function guarded(options: CognitoOptions & { readonly pool?: Fields } = {}) {
  const seen: Request[] = [];
  const state = { shut: false };
  const firewall: Firewall = (_arn, request) => {
    seen.push(request());
    return !state.shut;
  };
  const tested = testPool({ ...options, firewall });
  tested.add(person(1));
  return { ...tested, seen, state };
}

test('calls without AWS credentials are blocked before they cost quota', async () => {
  const { state, run, clientId, tokens, cognito } = guarded({ pool: { EnabledMfas: ['SOFTWARE_TOKEN_MFA'] } });
  const { AccessToken, RefreshToken } = await tokens(one);
  state.shut = true;
  const before = cognito.quota('UserAccountRecovery').calls;
  const ClientId = clientId;
  const AuthParameters = { USERNAME: one, PASSWORD: 'x' };
  const calls: readonly (readonly [string, Fields])[] = [
    ['InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }],
    ['RespondToAuthChallenge', { ClientId, ChallengeName: 'SOFTWARE_TOKEN_MFA' }],
    ['GetTokensFromRefreshToken', { ClientId, RefreshToken }],
    ['RevokeToken', { ClientId, Token: RefreshToken }],
    ['ForgotPassword', { ClientId, Username: one }],
    ['ConfirmForgotPassword', { ClientId, Username: one, ConfirmationCode: '0', Password: 'x' }],
    ['GetUser', { AccessToken }],
    ['UpdateUserAttributes', { AccessToken, UserAttributes: [] }],
    ['ChangePassword', { AccessToken, ProposedPassword: 'x' }],
    ['AssociateSoftwareToken', { AccessToken }],
    ['VerifySoftwareToken', { AccessToken, UserCode: '000000' }],
    ['SetUserMFAPreference', { AccessToken }],
    ['GlobalSignOut', { AccessToken }],
    ['StartWebAuthnRegistration', { AccessToken }],
    ['CompleteWebAuthnRegistration', { AccessToken, Credential: {} }],
    ['ListWebAuthnCredentials', { AccessToken }],
    ['DeleteWebAuthnCredential', { AccessToken, CredentialId: 'x' }],
    ['SignUp', { ClientId, Username: 'new', Password: 'x' }],
    ['ConfirmSignUp', { ClientId, Username: 'new', ConfirmationCode: '0' }],
    ['DeleteUser', { AccessToken }],
  ];
  for (const [name, input] of calls) expect([name, await refusal(() => run(name, input))]).toEqual([name, blocked]);
  expect(cognito.quota('UserAccountRecovery').calls).toBe(before);
});

test('calls that are signed with AWS credentials pass it by', async () => {
  const { state, seen, admin, run, poolId, clientId } = guarded();
  state.shut = true;
  const AuthParameters = { USERNAME: one, PASSWORD: password };
  const AuthFlow = 'ADMIN_USER_PASSWORD_AUTH';
  await run('AdminInitiateAuth', { UserPoolId: poolId, ClientId: clientId, AuthFlow, AuthParameters });
  await admin('AdminUserGlobalSignOut', one);
  await run('ListUsers', { UserPoolId: poolId });
  expect(seen).toEqual([]);
});

test('it is told operation and client, which an access token or a session names too', async () => {
  const { seen, run, clientId, tokens, signIn, cognito } = guarded({
    pool: { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
  });
  const { AccessToken } = await tokens(one);
  await run('GetUser', { AccessToken });
  const headers = (name: string) => ({ 'x-amzn-cognito-operation-name': name, 'x-amzn-cognito-client-id': clientId });
  expect(seen).toEqual([
    { path: '/', headers: headers('InitiateAuth') },
    { path: '/', headers: headers('GetUser') },
  ]);
  const strict = cognito.createUserPool({ properties: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] } });
  const client = cognito.createClient(strict.id, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] });
  cognito.importUsers(strict.id, [person(2)], { password });
  const { Session } = await signIn(person(2).Username, {}, client.id);
  await run('AssociateSoftwareToken', { Session });
  expect(seen.at(-1)?.headers).toEqual({
    'x-amzn-cognito-operation-name': 'AssociateSoftwareToken',
    'x-amzn-cognito-client-id': client.id,
  });
});

test('that an access token names its client can be doubted', async () => {
  const { seen, run, tokens } = guarded({ accessTokensNameTheirClient: false });
  const { AccessToken } = tokensOf({ AuthenticationResult: await tokens(one) });
  await run('GetUser', { AccessToken });
  expect(seen.at(-1)?.headers).toEqual({ 'x-amzn-cognito-operation-name': 'GetUser' });
});

test('a page of managed login shows its path and the client, and can be shut alone', async () => {
  const seen: Request[] = [];
  const firewall: Firewall = (_arn, request) => {
    seen.push(request());
    return request().path !== '/forgotPassword';
  };
  const { cognito, poolId, clientId, add } = testPool({ firewall, client: hostedClient });
  add(person(1));
  cognito.createDomain(poolId, 'login', false);
  const login = cognito.managedLogin(clientId);
  const { cookie } = await login.signIn(one, password);
  await login.exchange(login.reuse(cookie));
  login.signOut(cookie);
  const before = cognito.quota('UserAccountRecovery').calls;
  expect(await refusal(() => login.forgotPassword(one))).toBe(blocked);
  expect(cognito.quota('UserAccountRecovery').calls).toBe(before);
  const headers = { 'x-amzn-cognito-client-id': clientId };
  const paths = ['/login', '/oauth2/authorize', '/oauth2/token', '/logout', '/forgotPassword'];
  expect(seen).toEqual(paths.map((path) => ({ path, headers })));
});

test('what names none of the pools passes, and is refused after', async () => {
  const { state, seen, run } = guarded();
  state.shut = true;
  expect(await refusal(() => run('GetUser', { AccessToken: 'x.y.z' }))).toContain('Invalid Access Token');
  expect(await refusal(() => run('ForgotPassword', { ClientId: 'none', Username: one }))).toContain('does not exist');
  expect(seen).toEqual([]);
});
