import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { person, refusal, testPool } from '../fixture.ts';

const one = person(1).Username;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test('access and ID tokens carry the claims that Cognito writes', async () => {
  const { add, tokens, cognito, poolId, clientId, world, admin } = testPool();
  cognito.createGroup(poolId, 'staff');
  add({
    Username: 'Corporate_1',
    Attributes: [
      { Name: 'sub', Value: one },
      { Name: 'email', Value: 'a@example.com' },
      { Name: 'email_verified', Value: 'false' },
      { Name: 'custom:environment', Value: 'nl' },
    ],
  });
  await admin('AdminAddUserToGroup', 'Corporate_1', { GroupName: 'staff' });
  const { AccessToken, IdToken } = await tokens('Corporate_1');
  const seconds = world.clock.now() / 1000;
  const shared = {
    sub: one,
    'cognito:groups': ['staff'],
    iss: `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}`,
    origin_jti: expect.stringMatching(uuid),
    event_id: expect.stringMatching(uuid),
    auth_time: seconds,
    iat: seconds,
    exp: seconds + 3600,
    jti: expect.stringMatching(uuid),
  };
  expect(cognito.verify(AccessToken)).toEqual({
    ...shared,
    client_id: clientId,
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    username: 'Corporate_1',
  });
  expect(cognito.verify(IdToken)).toEqual({
    ...shared,
    'cognito:username': 'Corporate_1',
    aud: clientId,
    token_use: 'id',
    email: 'a@example.com',
    email_verified: false,
  });
});

test('a client reads custom attributes only where it lists them', async () => {
  const { add, tokens, cognito } = testPool({ client: { ReadAttributes: ['custom:environment'] } });
  add({
    Username: one,
    Attributes: [
      { Name: 'custom:environment', Value: 'nl' },
      { Name: 'name', Value: 'Ans' },
    ],
  });
  const claims = cognito.verify((await tokens(one)).IdToken);
  expect(claims).toMatchObject({ 'custom:environment': 'nl' });
  expect(claims).not.toHaveProperty('name');
});

test('tokens expire as the client says', async () => {
  const { add, tokens, cognito, wait } = testPool({
    client: { AccessTokenValidity: 5, IdTokenValidity: 1, TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'days' } },
  });
  add(person(1));
  const { AccessToken, IdToken, ExpiresIn } = await tokens(one);
  expect(ExpiresIn).toBe(300);
  await wait(299_000);
  expect(cognito.verify(AccessToken)).toBeDefined();
  await wait(1000);
  expect(cognito.verify(AccessToken)).toBeUndefined();
  expect(cognito.verify(IdToken)).toBeDefined();
});

test('a verifier offline accepts revoked tokens, and none that was changed or came from elsewhere', async () => {
  const { add, tokens, cognito, admin } = testPool();
  add(person(1));
  const { AccessToken } = await tokens(one);
  await admin('AdminUserGlobalSignOut', one);
  expect(cognito.verify(AccessToken)).toBeDefined();
  const [header, payload, signature] = AccessToken.split('.');
  const forged = Buffer.from(JSON.stringify({ ...cognito.verify(AccessToken), username: 'other' })).toString('base64url');
  expect(cognito.verify(`${header}.${forged}.${signature}`)).toBeUndefined();
  expect(cognito.verify(`${header}.${payload}.`)).toBeUndefined();
  expect(cognito.verify('x')).toBeUndefined();
  expect(testPool({ seed: 2 }).cognito.verify(AccessToken)).toBeUndefined();
});

test('with signTokens anybody can verify tokens with the published key', async () => {
  const { add, tokens, cognito, poolId, run } = testPool({ signTokens: true });
  add(person(1));
  const { AccessToken } = await tokens(one);
  const [header = '', payload, signature = ''] = AccessToken.split('.');
  const [key] = cognito.jwks(poolId).keys;
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ kid: key?.kid, alg: 'RS256' });
  const publicKey = createPublicKey({ key: { kty: 'RSA', n: key?.n ?? '', e: key?.e ?? '' }, format: 'jwk' });
  expect(verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(await refusal(() => run('GetUser', { AccessToken }))).toBe('accepted');
  expect(await refusal(() => run('GetUser', { AccessToken: AccessToken.slice(0, -8) }))).toContain('Invalid Access Token');
});

test('without signTokens nobody is given a key that would not fit', async () => {
  const { cognito, poolId } = testPool();
  expect(await refusal(() => cognito.jwks(poolId))).toBe('UnsupportedError: simulated cognito does not support jwks without signTokens');
});

test('one seed gives the same tokens twice', async () => {
  const run = async () => {
    const { add, tokens } = testPool({ seed: 5 });
    add(person(1));
    return await tokens(one);
  };
  expect(await run()).toEqual(await run());
});

test('validities out of range are refused', async () => {
  for (const client of [
    { AccessTokenValidity: 2, TokenValidityUnits: { AccessToken: 'days' } },
    { IdTokenValidity: 4, TokenValidityUnits: { IdToken: 'minutes' } },
    { RefreshTokenValidity: 59, TokenValidityUnits: { RefreshToken: 'minutes' } },
    { AccessTokenValidity: 24, RefreshTokenValidity: 2, TokenValidityUnits: { RefreshToken: 'hours' } },
    { AuthSessionValidity: 16 },
  ]) {
    expect(await refusal(() => testPool({ client }))).toContain('InvalidParameterException: Invalid range for token validity');
  }
});
