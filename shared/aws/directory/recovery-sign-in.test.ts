import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import type { FactorChallenge } from '#domain/campaign/factor.ts';
import { makeOwnSessions } from './own-session.ts';
import { makeClientSecret, makeRecoverySignIn } from './recovery-sign-in.ts';

/** A client of Cognito that answers by operation; what was asked is kept. An answer that is an error is thrown. */
function fake(answers: Readonly<Record<string, readonly object[]>>) {
  const asked: { readonly operation: string; readonly input: Record<string, unknown> }[] = [];
  const left = Object.fromEntries(Object.entries(answers).map(([operation, list]) => [operation, [...list]]));
  const send = async (command: { readonly constructor: { readonly name: string }; readonly input: Record<string, unknown> }) => {
    const operation = command.constructor.name.replace(/Command$/, '');
    asked.push({ operation, input: command.input });
    const answer = left[operation]?.shift();
    if (answer === undefined) throw new Error(`nobody expected ${operation}`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = Object.assign(new CognitoIdentityProviderClient({ region: 'eu-west-1' }), { send });
  const ownClient = { poolId: 'pool', clientId: 'client', secret: async () => 'secret', keyed: async () => client };
  return { asked, client, signIn: makeRecoverySignIn(client, ownClient), sessions: makeOwnSessions(client, ownClient) };
}

const clock = { now: () => 0, sleep: async () => undefined };
const failure = (name: string, message = '') => Object.assign(new Error(message), { name });
const sanne = { sub: 's1', id: 's1', username: 's.devries' };
const accessTokenOf = (sub: string) => `header.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.signature`;
const tokens = { AuthenticationResult: { AccessToken: accessTokenOf('s1'), RefreshToken: 'refresh' } };
const challengeOf = (name: FactorChallenge['name']): FactorChallenge => ({ name, session: 'session' });

describe("a sign-in by Sluis's own client", () => {
  it('proves itself with the hash of its secret', async () => {
    const { asked, signIn } = fake({ AdminInitiateAuth: [tokens] });
    expect(await signIn.begin(sanne, 'password')).toEqual({
      ok: true,
      value: { session: { accessToken: accessTokenOf('s1'), refreshToken: 'refresh' } },
    });
    expect(asked[0]?.input).toEqual({
      UserPoolId: 'pool',
      ClientId: 'client',
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 's.devries', PASSWORD: 'password', SECRET_HASH: 'v+LVg3ybOZrcDKBHA2hV6MMeOUYhhPZLSuba9tlYMMw=' },
    });
  });

  it.each([
    ['SMS_MFA', 'SMS_MFA_CODE'],
    ['EMAIL_OTP', 'EMAIL_OTP_CODE'],
    ['SOFTWARE_TOKEN_MFA', 'SOFTWARE_TOKEN_MFA_CODE'],
  ] as const)('answers %s with the code', async (name, response) => {
    const { asked, signIn } = fake({
      AdminInitiateAuth: [{ ChallengeName: name, Session: 'session' }],
      AdminRespondToAuthChallenge: [tokens],
    });
    expect(await signIn.begin(sanne, 'password')).toEqual({ ok: true, value: { challenge: challengeOf(name) } });
    expect(await signIn.answer(sanne, challengeOf(name), '123456')).toMatchObject({ ok: true });
    expect(asked[1]?.input).toMatchObject({ ChallengeName: name, Session: 'session', ChallengeResponses: { [response]: '123456' } });
  });

  it('is not taken where its token is somebody else’s', async () => {
    const others = { AuthenticationResult: { AccessToken: accessTokenOf('s2'), RefreshToken: 'refresh' } };
    const { signIn } = fake({ AdminInitiateAuth: [others], AdminRespondToAuthChallenge: [others] });
    expect(await signIn.begin(sanne, 'password')).toEqual({ ok: false, error: 'unauthorized' });
    expect(await signIn.answer(sanne, challengeOf('SOFTWARE_TOKEN_MFA'), '123456')).toEqual({ ok: false, error: 'unauthorized' });
  });

  it('goes on with the session that each step of an enrolment gives', async () => {
    const { asked, signIn } = fake({
      AdminInitiateAuth: [
        { ChallengeName: 'MFA_SETUP', Session: 'one', ChallengeParameters: { MFAS_CAN_SETUP: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' } },
      ],
      AssociateSoftwareToken: [{ SecretCode: 'KEY', Session: 'two' }],
      VerifySoftwareToken: [{ Status: 'SUCCESS', Session: 'three' }],
      AdminRespondToAuthChallenge: [tokens],
    });
    const challenge = { name: 'MFA_SETUP', session: 'two', key: 'KEY' } as const;
    expect(await signIn.begin(sanne, 'password')).toEqual({ ok: true, value: { challenge } });
    expect(await signIn.answer(sanne, challenge, '123456')).toMatchObject({ ok: true });
    expect(asked.map(({ input }) => input.Session)).toEqual([undefined, 'one', 'two', 'three']);
  });

  it.each([
    [
      'a factor to set up that is no authenticator app',
      { ChallengeName: 'MFA_SETUP', ChallengeParameters: { MFAS_CAN_SETUP: '["SMS_MFA"]' } },
    ],
    ['a challenge that the pages cannot ask', { ChallengeName: 'SELECT_MFA_TYPE' }],
  ])('leaves %s to others', async (_, answer) => {
    const { signIn } = fake({ AdminInitiateAuth: [{ Session: 'session', ...answer }] });
    expect(await signIn.begin(sanne, 'password')).toEqual({ ok: false, error: 'unknown' });
  });

  it.each([
    [failure('TooManyRequestsException'), 'throttled'],
    [failure('LimitExceededException'), 'limited'],
    [failure('TooManyFailedAttemptsException'), 'limited'],
    [failure('NotAuthorizedException', 'Password attempts exceeded'), 'limited'],
    [failure('NotAuthorizedException', 'Incorrect username or password.'), 'unauthorized'],
    [failure('UserNotFoundException'), 'gone'],
    [failure('CodeMismatchException'), 'code'],
    [failure('ExpiredCodeException'), 'code'],
  ])('tells %s as %s', async (error, refusal) => {
    const { signIn } = fake({ AdminRespondToAuthChallenge: [error] });
    expect(await signIn.answer(sanne, challengeOf('SOFTWARE_TOKEN_MFA'), '123456')).toEqual({ ok: false, error: refusal });
  });

  it('throws what nobody expects: the gate that refuses, a setting that is wrong', async () => {
    for (const name of ['UserLambdaValidationException', 'InvalidParameterException']) {
      const { signIn } = fake({ AdminInitiateAuth: [failure(name)] });
      await expect(signIn.begin(sanne, 'password')).rejects.toThrow();
    }
  });

  it('takes a key that was verified already for a sign-in that is over', async () => {
    const { signIn } = fake({ VerifySoftwareToken: [failure('InvalidParameterException')] });
    expect(await signIn.answer(sanne, challengeOf('MFA_SETUP'), '123456')).toEqual({ ok: false, error: 'unauthorized' });
  });
});

describe("the secret of Sluis's own client", () => {
  it('is read once, and again after a failure', async () => {
    const { asked, client } = fake({
      DescribeUserPoolClient: [failure('TooManyRequestsException'), { UserPoolClient: { ClientSecret: 'secret' } }],
    });
    const secret = makeClientSecret(client, 'pool', 'client', clock);
    await expect(secret()).rejects.toThrow();
    expect([await secret(), await secret()]).toEqual(['secret', 'secret']);
    expect(asked).toHaveLength(2);
  });

  it('must be there', async () => {
    const { client } = fake({ DescribeUserPoolClient: [{ UserPoolClient: {} }] });
    await expect(makeClientSecret(client, 'pool', 'client', clock)()).rejects.toThrow('no secret');
  });
});

describe("a session of Sluis's own client", () => {
  const session = { accessToken: 'access', refreshToken: 'refresh' };

  it('lists passkeys page by page; one without a date is of today', async () => {
    const CreatedAt = new Date(5);
    const { sessions } = fake({
      ListWebAuthnCredentials: [
        { Credentials: [{ CredentialId: 'a', CreatedAt }], NextToken: 'more' },
        { Credentials: [{ CredentialId: 'b' }] },
      ],
    });
    expect(await sessions.passkeys(session)).toEqual({
      ok: true,
      value: [
        { id: 'a', createdAt: 5 },
        { id: 'b', createdAt: Number.POSITIVE_INFINITY },
      ],
    });
  });

  it.each(['WebAuthnNotEnabledException', 'FeatureUnavailableInTierException'])('has no passkeys where the pool says %s', async (name) => {
    const { sessions } = fake({ ListWebAuthnCredentials: [failure(name)] });
    expect(await sessions.passkeys(session)).toEqual({ ok: true, value: [] });
  });

  it('takes a passkey that is gone for deleted, and says when Cognito is throttled', async () => {
    const { sessions } = fake({ DeleteWebAuthnCredential: [failure('ResourceNotFoundException'), failure('TooManyRequestsException')] });
    expect(await sessions.deletePasskey(session, 'a')).toEqual({ ok: true, value: undefined });
    expect(await sessions.deletePasskey(session, 'a')).toEqual({ ok: false, error: 'throttled' });
  });
});
