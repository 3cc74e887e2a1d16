import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { makeStaffPool } from './staff.ts';

/** Waits take no time and pass. */
function instantly() {
  let now = 0;
  return {
    clock: { now: () => now, sleep: async (ms: number) => void (now += ms) },
    random: { bytes: (length: number) => new Uint8Array(length).fill(128) },
  };
}

/** A client that answers by the name of the command: with fields, or by throwing an error of this name. */
function clientThat(answers: Readonly<Record<string, object | string>>) {
  const sent: { readonly name: string; readonly input: unknown }[] = [];
  const client = {
    send: async ({ constructor: { name }, input }: { constructor: { name: string }; input: unknown }) => {
      sent.push({ name, input });
      const answer = answers[name];
      if (typeof answer === 'string') throw Object.assign(new Error(answer), { name: answer });
      return answer;
    },
  };
  const platform = instantly();
  return { sent, pool: makeStaffPool(client as unknown as CognitoIdentityProviderClient, platform, 'pool', 'our-client') };
}

function token(claims: object): string {
  return ['{}', JSON.stringify(claims), 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');
}

const claims = { username: 'anna', client_id: 'our-client', token_use: 'access', 'cognito:groups': ['commander'] };

describe('who a token belongs to', () => {
  it('is read from a token that Cognito vouches for', async () => {
    const { pool, sent } = clientThat({ GetUserCommand: {} });
    expect(await pool.identify(token(claims))).toEqual({ username: 'anna', roles: ['commander'] });
    expect(sent).toEqual([{ name: 'GetUserCommand', input: { AccessToken: token(claims) } }]);
  });

  it.each([
    ['a pool of somebody else in the same Region', token({ ...claims, client_id: 'their-client' })],
    ['an ID token', token({ ...claims, token_use: 'id', aud: 'our-client' })],
    ['a text', 'anna'],
    ['a token whose claims are no object', token([])],
  ])('is nobody for %s, without asking', async (_, given) => {
    const { pool, sent } = clientThat({ GetUserCommand: {} });
    expect(await pool.identify(given)).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('is nobody when Cognito refuses it, and an error when Cognito does not answer', async () => {
    expect(await clientThat({ GetUserCommand: 'NotAuthorizedException' }).pool.identify(token(claims))).toBeUndefined();
    expect(await clientThat({ GetUserCommand: 'UserNotFoundException' }).pool.identify(token(claims))).toBeUndefined();
    await expect(clientThat({ GetUserCommand: 'InternalErrorException' }).pool.identify(token(claims))).rejects.toThrow();
  });
});

describe('logging in at the pool', () => {
  it('gives tokens', async () => {
    const { pool, sent } = clientThat({
      AdminInitiateAuthCommand: { AuthenticationResult: { AccessToken: 'a', IdToken: 'i', RefreshToken: 'r' } },
    });
    expect(await pool.logIn('anna', 'secret')).toEqual({ ok: true, value: { access: 'a', id: 'i', refresh: 'r' } });
    expect(sent[0]?.input).toEqual({
      UserPoolId: 'pool',
      ClientId: 'our-client',
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'anna', PASSWORD: 'secret' },
    });
  });

  it.each([
    ['NotAuthorizedException', 'wrong'],
    ['UserNotFoundException', 'wrong'],
    ['LimitExceededException', 'throttled'],
  ])('gives %s as %s', async (name, error) => {
    expect(await clientThat({ AdminInitiateAuthCommand: name }).pool.logIn('anna', 'x')).toEqual({ ok: false, error });
  });

  it('is tried for twelve seconds while others use up Cognito’s rate', async () => {
    const { pool, sent } = clientThat({ AdminInitiateAuthCommand: 'TooManyRequestsException' });
    expect(await pool.logIn('anna', 'x')).toEqual({ ok: false, error: 'throttled' });
    expect(sent.length).toBeGreaterThan(300);
  });

  it('gives the challenges that the console can show, and refuses others', async () => {
    const challenged = (ChallengeName: string) =>
      clientThat({ AdminInitiateAuthCommand: { ChallengeName, Session: 's' } }).pool.logIn('anna', 'x');
    expect(await challenged('SOFTWARE_TOKEN_MFA')).toEqual({ ok: true, value: { challenge: 'SOFTWARE_TOKEN_MFA', session: 's' } });
    expect(await challenged('SMS_MFA')).toEqual({ ok: false, error: 'unsupported' });
  });

  it('gives the key of an authenticator app where none is set up, and lets in by its first code', async () => {
    const { pool, sent } = clientThat({
      AdminInitiateAuthCommand: { ChallengeName: 'MFA_SETUP', Session: 's1' },
      AssociateSoftwareTokenCommand: { SecretCode: 'KEY', Session: 's2' },
      VerifySoftwareTokenCommand: { Status: 'SUCCESS', Session: 's3' },
      AdminRespondToAuthChallengeCommand: { AuthenticationResult: { AccessToken: 'a', IdToken: 'i' } },
    });
    expect(await pool.logIn('anna', 'x')).toEqual({ ok: true, value: { challenge: 'MFA_SETUP', session: 's2', secret: 'KEY' } });
    const step = { username: 'anna', challenge: 'MFA_SETUP', session: 's2', answer: '123456' } as const;
    expect((await pool.answer(step)).ok).toBe(true);
    expect(sent.slice(1).map(({ input }) => input)).toEqual([
      { Session: 's1' },
      { Session: 's2', UserCode: '123456' },
      { UserPoolId: 'pool', ClientId: 'our-client', ChallengeName: 'MFA_SETUP', Session: 's3', ChallengeResponses: { USERNAME: 'anna' } },
    ]);
    const wrong = clientThat({ VerifySoftwareTokenCommand: 'EnableSoftwareTokenMFAException' }).pool;
    expect(await wrong.answer(step)).toEqual({ ok: false, error: 'wrong' });
  });

  it('answers a challenge with what it asks for', async () => {
    const { pool, sent } = clientThat({ AdminRespondToAuthChallengeCommand: 'InvalidPasswordException' });
    const answer = { username: 'new', challenge: 'NEW_PASSWORD_REQUIRED', session: 's', answer: 'short' } as const;
    expect(await pool.answer(answer)).toEqual({ ok: false, error: 'password' });
    expect(sent[0]?.input).toMatchObject({ ChallengeResponses: { USERNAME: 'new', NEW_PASSWORD: 'short' }, Session: 's' });
  });

  it('renews with the same refresh token, and is over when that does not count', async () => {
    const { pool } = clientThat({ AdminInitiateAuthCommand: { AuthenticationResult: { AccessToken: 'b', IdToken: 'j' } } });
    expect(await pool.renew('r')).toEqual({ access: 'b', id: 'j', refresh: 'r' });
    expect(await clientThat({ AdminInitiateAuthCommand: 'NotAuthorizedException' }).pool.renew('r')).toBeUndefined();
  });

  it('revokes the refresh token to log out', async () => {
    const { pool, sent } = clientThat({ RevokeTokenCommand: {} });
    await pool.logOut('r');
    expect(sent).toEqual([{ name: 'RevokeTokenCommand', input: { ClientId: 'our-client', Token: 'r' } }]);
  });
});
