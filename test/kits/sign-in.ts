import { stolenPassword } from '#infra/rehearsal/people.ts';
import type { StageOptions } from '#infra/rehearsal/stage.ts';
import type { Fields } from '#simulator/service.ts';
import { totp } from '#simulator/services/cognito/self-service/totp.ts';
import { SrpClient } from '#simulator/services/cognito/sign-in/srp-client.ts';
import type { ImportedUser } from '#simulator/services/cognito/users/import-users.ts';
import { setStage } from '#test/kits/world.ts';

/** A confirmed account of the Netherlands. */
export function dutch(name: string, attributes: Readonly<Record<string, string>> = {}, more: Partial<ImportedUser> = {}): ImportedUser {
  const all = { email: `${name}@example.nl`, email_verified: 'true', locale: 'nl', 'custom:environment': 'nl', ...attributes };
  return { Username: name, Attributes: Object.entries(all).map(([Name, Value]) => ({ Name, Value })), ...more };
}

/** Has a password and nothing else. */
export const sanne = dutch('sanne');
/** Has an authenticator app too. */
export const joost = dutch('joost', {}, { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] });
/** Has a password here, and is linked to an identity provider. */
export const linda = dutch('linda', { identities: '[{"providerName":"Corporate","userId":"7"}]' });

const hosted = { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'] };
const flows = ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'CUSTOM_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'REFRESH_TOKEN_AUTH'].map(
  (flow) => `ALLOW_${flow}`,
);
const riddler = 'arn:aws:lambda:eu-west-1:123456789012:function:riddler';

/** The product's own triggers of a custom sign-in: whoever answers `open` is let in. */
function riddle(event: { readonly triggerSource: string; readonly request: Fields }): Fields {
  const { session = [], challengeAnswer } = event.request as {
    session?: readonly { challengeResult: boolean }[];
    challengeAnswer?: string;
  };
  const responses: Readonly<Record<string, Fields>> = {
    DefineAuthChallenge_Authentication: session.at(-1)?.challengeResult
      ? { issueTokens: true, failAuthentication: false }
      : { challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: false },
    CreateAuthChallenge_Authentication: { publicChallengeParameters: {}, privateChallengeParameters: {} },
    VerifyAuthChallengeResponse_Authentication: { answerCorrect: challengeAnswer === 'open' },
  };
  return { ...event, response: responses[event.triggerSource] };
}

/** Sluis in front of a directory whose product has every way to sign in, in virtual time. */
export async function setSignInStage(options: Partial<StageOptions> = {}) {
  const stage = await setStage({ users: [sanne, joost, linda], ...options });
  const { cognito, world, settle, output } = stage;
  const poolId = output('AccountsPoolId');
  const run = (operation: string, input: Fields): Promise<Fields> =>
    settle(Promise.resolve().then(() => cognito.operations[operation]?.(input) ?? {}));

  cognito.createDomain(poolId, 'login', false);
  const { id: web } = cognito.createClient(poolId, { ClientName: 'web', ExplicitAuthFlows: flows, ...hosted });
  const { id: shop } = cognito.createClient(poolId, { ClientName: 'shop', ...hosted });
  const { id: rotating } = cognito.createClient(poolId, {
    ClientName: 'rotating',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
  });
  const machine = cognito.createClient(poolId, {
    ...hosted,
    ClientName: 'machine',
    GenerateSecret: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: ['api/read'],
  });
  const { UserPool } = (await run('DescribeUserPool', { UserPoolId: poolId })) as { UserPool: { LambdaConfig: Record<string, string> } };
  const challenges = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
  cognito.setTriggers(poolId, { ...UserPool.LambdaConfig, ...Object.fromEntries(challenges.map((name) => [name, riddler])) });
  const { lambda } = stage.simulator.services;
  const invoke = lambda.invoke;
  Object.assign(lambda, {
    invoke: (reference: string, event: unknown) =>
      reference === riddler ? riddle(event as Parameters<typeof riddle>[0]) : invoke(reference, event),
  });

  const begin = (ClientId: string, AuthFlow: string, USERNAME: string, more: Record<string, string> = {}) =>
    run('InitiateAuth', { ClientId, AuthFlow, AuthParameters: { USERNAME, PASSWORD: stolenPassword, ...more } });
  const respond = (ClientId: string, { ChallengeName, Session }: Fields, ChallengeResponses: Record<string, string>) =>
    run('RespondToAuthChallenge', { ClientId, ChallengeName, ...(Session !== undefined && { Session }), ChallengeResponses });
  const login = (clientId: string) => cognito.managedLogin(clientId);

  return {
    ...stage,
    poolId,
    clients: { product: output('ProductClientId'), web, shop, rotating, machine: machine.id },
    run,
    begin,
    /** Signs in at a client with a password. */
    withPassword: (clientId: string, username: string, password = stolenPassword) =>
      begin(clientId, 'USER_PASSWORD_AUTH', username, { PASSWORD: password }),
    withSrp: async (clientId: string, username: string) => {
      const srp = new SrpClient(world.random.fork('srp'), poolId);
      const challenge = await begin(clientId, 'USER_SRP_AUTH', username, { SRP_A: srp.a });
      return respond(clientId, challenge, srp.answer(challenge.ChallengeParameters as Fields, stolenPassword, world.clock.now()));
    },
    beginRiddle: (username: string) => begin(web, 'CUSTOM_AUTH', username),
    answerRiddle: (challenge: Fields, USERNAME: string) => respond(web, challenge, { USERNAME, ANSWER: 'open' }),
    answerApp: (clientId: string, challenge: Fields, USERNAME: string) => {
      const code = totp(cognito.inspect.user(poolId, USERNAME).softwareToken ?? '', world.clock.now());
      return respond(clientId, challenge, { USERNAME, SOFTWARE_TOKEN_MFA_CODE: code });
    },
    asAdministrator: (USERNAME: string) =>
      run('AdminInitiateAuth', {
        UserPoolId: poolId,
        ClientId: web,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME, PASSWORD: stolenPassword },
      }),
    /** Signs in at managed login; gives cookie and code. */
    visit: (clientId: string, username: string, password = stolenPassword) => settle(login(clientId).signIn(username, password)),
    /** A code for a cookie. @throws as managed login does */
    reuse: (clientId: string, cookie: string) => login(clientId).reuse(cookie),
    exchange: (clientId: string, code: string) => settle(login(clientId).exchange(code)),
    federated: async (username: string) => settle(login(web).federated(username, { email: `${username}@example.nl` })),
    asMachine: () => login(machine.id).clientCredentials(),
    rotate: (RefreshToken: string) => run('GetTokensFromRefreshToken', { ClientId: rotating, RefreshToken }),
    renew: (clientId: string, REFRESH_TOKEN: string) =>
      run('InitiateAuth', { ClientId: clientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } }),
    /** Goes the holder's way from the first page to the last. */
    recover: async (address: string, password: string): Promise<string> => {
      const browser = stage.holder();
      const before = stage.ses.list({ recipient: address, limit: 1 }).total;
      await browser.open('/identify');
      await browser.submit({ address });
      const newest = () => stage.ses.list({ recipient: address, limit: 1 });
      const code = () => (newest().total > before ? /\b\d{4} \d{4}\b/.exec(newest().mails[0]?.text ?? '')?.[0] : undefined);
      await stage.until(() => code() !== undefined, 60_000);
      await browser.submit({ 'one-time-code': code() ?? '' });
      await browser.submit({ 'new-password': password });
      return browser.path;
    },
  };
}

/** What {@link setSignInStage} gives. */
export type SignInStage = Awaited<ReturnType<typeof setSignInStage>>;

/** The tokens of an answer. */
export function tokensIn({ AuthenticationResult }: Fields): { readonly RefreshToken: string; readonly AccessToken: string } {
  return AuthenticationResult as { readonly RefreshToken: string; readonly AccessToken: string };
}
