import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { password, person, refusal, testPool, tokensOf } from '../fixture.ts';

const one = person(1).Username;

test('a right password gives an access, an ID and a refresh token', async () => {
  const { add, tokens, cognito } = testPool();
  add(person(1));
  const { AccessToken, IdToken, RefreshToken, ExpiresIn, TokenType } = await tokens(one);
  expect(cognito.verify(AccessToken)?.username).toBe(one);
  expect(cognito.verify(IdToken)?.email).toBe('person1@example.com');
  expect(RefreshToken.length).toBeGreaterThan(40);
  expect([ExpiresIn, TokenType]).toEqual([3600, 'Bearer']);
});

test('LEGACY tells unknown users from wrong passwords, ENABLED does not', async () => {
  for (const [setting, unknown] of [
    ['LEGACY', 'UserNotFoundException: User does not exist.'],
    ['ENABLED', 'NotAuthorizedException: Incorrect username or password.'],
  ]) {
    const { add, signIn } = testPool({ client: { PreventUserExistenceErrors: setting } });
    add(person(1));
    expect(await refusal(() => signIn('nobody'))).toBe(unknown);
    expect(await refusal(() => signIn(one, { PASSWORD: 'wrong' }))).toBe('NotAuthorizedException: Incorrect username or password.');
  }
});

test('the state of a user decides over a sign-in', async () => {
  const { add, signIn } = testPool();
  add(
    person(1, { Enabled: false }),
    person(2, { UserStatus: 'UNCONFIRMED' }),
    person(3, { UserStatus: 'RESET_REQUIRED' }),
    { ...person(4), Username: 'Corporate_4', UserStatus: 'EXTERNAL_PROVIDER' },
    person(5, { UserStatus: 'ARCHIVED' }),
  );
  expect(await refusal(() => signIn(one))).toBe('NotAuthorizedException: User is disabled.');
  expect(await refusal(() => signIn(person(2).Username))).toBe('UserNotConfirmedException: User is not confirmed.');
  expect(await refusal(() => signIn(person(2).Username, { PASSWORD: 'wrong' }))).toBe(
    'NotAuthorizedException: Incorrect username or password.',
  );
  expect(await refusal(() => signIn(person(3).Username))).toBe('PasswordResetRequiredException: Password reset required for the user');
  expect(await refusal(() => signIn('Corporate_4'))).toBe('NotAuthorizedException: Incorrect username or password.');
  expect(await refusal(() => signIn(person(5).Username))).toBe('NotAuthorizedException: Incorrect username or password.');
});

test('under ENABLED an imported user who must reset looks like a wrong password, one whom staff reset does not', async () => {
  const { add, admin, signIn } = testPool({ client: { PreventUserExistenceErrors: 'ENABLED' } });
  add(person(1, { UserStatus: 'RESET_REQUIRED' }), person(2));
  await admin('AdminResetUserPassword', person(2).Username);
  expect(await refusal(() => signIn(one))).toBe('NotAuthorizedException: Incorrect username or password.');
  expect(await refusal(() => signIn(person(2).Username))).toContain('PasswordResetRequiredException');
});

test('a temporary password gives a challenge, and after its days nothing', async () => {
  const { add, admin, signIn, wait } = testPool();
  add(person(1));
  await admin('AdminSetUserPassword', one, { Password: 'Temporary-1', Permanent: false });
  const challenge = await signIn(one, { PASSWORD: 'Temporary-1' });
  expect(challenge.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  expect(challenge.AuthenticationResult).toBeUndefined();
  await wait(8 * 86_400_000);
  expect(await refusal(() => signIn(one, { PASSWORD: 'Temporary-1' }))).toBe(
    'NotAuthorizedException: Temporary password has expired and must be reset by an administrator.',
  );
});

test('five wrong passwords lock for 1, 2, 4 … seconds, and 15 quiet minutes forgive', async () => {
  const { add, signIn, wait } = testPool();
  add(person(1));
  const wrong = () => refusal(() => signIn(one, { PASSWORD: 'wrong' }));
  for (let i = 0; i < 5; i++) expect(await wrong()).toContain('Incorrect username or password.');
  expect(await refusal(() => signIn(one))).toBe('NotAuthorizedException: Password attempts exceeded');
  await wait(1000);
  expect(await wrong()).toContain('Incorrect username or password.');
  await wait(1999);
  expect(await refusal(() => signIn(one))).toContain('Password attempts exceeded');
  await wait(900_000);
  expect(await wrong()).toContain('Incorrect username or password.');
  expect(await refusal(() => signIn(one))).toBe('accepted');
});

test('a client signs in by its own flows only', async () => {
  const { add, signIn, run, poolId, clientId, refresh } = testPool({ client: { ExplicitAuthFlows: undefined } });
  add(person(1));
  const adminStart = (AuthFlow: string) =>
    run('AdminInitiateAuth', { UserPoolId: poolId, ClientId: clientId, AuthFlow, AuthParameters: { USERNAME: one, PASSWORD: password } });
  expect(await refusal(() => signIn(one))).toBe('InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client');
  expect(await refusal(() => adminStart('ADMIN_USER_PASSWORD_AUTH'))).toBe(
    'InvalidParameterException: Auth flow not enabled for this client',
  );
  expect(await refusal(() => adminStart('USER_PASSWORD_AUTH'))).toBe('InvalidParameterException: Initiate Auth method not supported.');
  expect(await refusal(() => run('InitiateAuth', { ClientId: clientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' }))).toBe(
    'InvalidParameterException: Initiate Auth method not supported.',
  );
  expect(await refusal(() => adminStart('LATER_AUTH'))).toBe('UnsupportedError: simulated cognito does not support AuthFlow LATER_AUTH');
  expect(await refusal(() => refresh('x'))).toContain('Invalid Refresh Token.');
});

test('a confidential client must prove itself over the name that was sent', async () => {
  const { add, signIn, secret = '', clientId } = testPool({ client: { GenerateSecret: true } });
  add(person(1));
  const hash = (name: string, key = secret) =>
    createHmac('sha256', key)
      .update(name + clientId)
      .digest('base64');
  expect(await refusal(() => signIn(one))).toBe(
    `NotAuthorizedException: Client ${clientId} is configured with secret but SECRET_HASH was not received`,
  );
  expect(await refusal(() => signIn(one, { SECRET_HASH: hash(one, 'x') }))).toBe(
    `NotAuthorizedException: Unable to verify secret hash for client ${clientId}`,
  );
  expect(await refusal(() => signIn(one, { SECRET_HASH: hash('other') }))).toContain('Unable to verify secret hash');
  expect(await refusal(() => signIn(one, { SECRET_HASH: hash(one) }))).toBe('accepted');
});

test('missing parameters and unknown clients are named', async () => {
  const { signIn, run, clientId } = testPool();
  expect(await refusal(() => signIn(''))).toBe('InvalidParameterException: Missing required parameter USERNAME');
  expect(await refusal(() => signIn(one, { PASSWORD: '' }))).toBe('InvalidParameterException: Missing required parameter PASSWORD');
  expect(await refusal(() => signIn(one, {}, 'x'))).toBe('ResourceNotFoundException: User pool client x does not exist.');
  const foreign: Fields = { UserPoolId: 'eu-west-1_x', ClientId: clientId, AuthFlow: 'REFRESH_TOKEN_AUTH' };
  expect(await refusal(() => run('AdminInitiateAuth', foreign))).toBe('ResourceNotFoundException: User pool eu-west-1_x does not exist.');
});

test('a pool that signs in by address knows the address, the Username and the sub', async () => {
  const { add, signIn } = testPool({ pool: { UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } } });
  add(person(1));
  for (const name of [one, 'person1@example.com', 'PERSON1@Example.com']) {
    expect(tokensOf(await signIn(name)).AccessToken).toBeDefined();
  }
});

test('an address is an alias only once it is verified', async () => {
  const { add, signIn, admin } = testPool({ pool: { AliasAttributes: ['email'] } });
  add(person(1, { Attributes: [{ Name: 'email', Value: 'a@example.com' }] }));
  expect(await refusal(() => signIn('a@example.com'))).toContain('UserNotFoundException');
  await admin('AdminUpdateUserAttributes', one, { UserAttributes: [{ Name: 'email_verified', Value: 'true' }] });
  expect(await refusal(() => signIn('a@example.com'))).toBe('accepted');
});

test('of several accounts with one address the last verified one signs in with it, all with their Username', async () => {
  const { add, signIn, cognito } = testPool({ pool: { UsernameAttributes: ['email'] } });
  const shared = (verified: string) => [
    { Name: 'email', Value: 'shared@example.com' },
    { Name: 'email_verified', Value: verified },
  ];
  add(person(1, { Attributes: shared('true') }), person(2, { Attributes: shared('true') }), person(3, { Attributes: shared('false') }), {
    Username: 'Corporate_4',
    UserStatus: 'EXTERNAL_PROVIDER',
    Attributes: shared('true'),
  });
  const whoIs = async (name: string) => cognito.verify(tokensOf(await signIn(name)).AccessToken)?.username;
  expect(await whoIs('shared@example.com')).toBe(person(2).Username);
  expect(await whoIs(one)).toBe(one);
  expect(await whoIs(person(3).Username)).toBe(person(3).Username);
});
