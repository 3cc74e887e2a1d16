import { expect, test } from 'vitest';
import { person, refusal, testPool, tokensOf } from '../fixture.ts';

const one = person(1).Username;
const day = 86_400_000;

test('a refresh gives new tokens of the same sign-in, and no refresh token', async () => {
  const { add, tokens, refresh, wait, cognito } = testPool();
  add(person(1));
  const first = await tokens(one);
  await wait(10_000);
  const second = tokensOf(await refresh(first.RefreshToken));
  expect(second.RefreshToken).toBeUndefined();
  const [before, after] = [cognito.verify(first.AccessToken), cognito.verify(second.AccessToken)];
  expect(after?.auth_time).toBe(before?.auth_time);
  expect(after?.origin_jti).toBe(before?.origin_jti);
  expect(Number(after?.iat)).toBe(Number(before?.iat) + 10);
  expect(after?.jti).not.toBe(before?.jti);
});

test('a refresh token lives as long as the client says', async () => {
  for (const [client, ms] of [
    [{}, 30 * day],
    [{ RefreshTokenValidity: 90, TokenValidityUnits: { RefreshToken: 'minutes' } }, 90 * 60_000],
  ] as const) {
    const { add, tokens, refresh, wait } = testPool({ client });
    add(person(1));
    const { RefreshToken } = await tokens(one);
    await wait(ms - 1);
    expect(await refusal(() => refresh(RefreshToken))).toBe('accepted');
    await wait(1);
    expect(await refusal(() => refresh(RefreshToken))).toBe('NotAuthorizedException: Refresh Token has expired');
  }
});

test('a global sign-out ends refresh tokens of the same millisecond, and none that come after it', async () => {
  const { add, tokens, refresh, admin, view } = testPool();
  add(person(1));
  const old = await tokens(one);
  await admin('AdminUserGlobalSignOut', one);
  const fresh = await tokens(one);
  expect(await refusal(() => refresh(old.RefreshToken))).toBe('NotAuthorizedException: Refresh Token has been revoked');
  expect(await refusal(() => refresh(fresh.RefreshToken))).toBe('accepted');
  expect(view(one).tokensAlive).toBe(1);
});

test('neither a new password nor a reset nor a new status revokes a refresh token', async () => {
  const { add, tokens, refresh, admin } = testPool();
  add(person(1));
  const { RefreshToken } = await tokens(one);
  await admin('AdminSetUserPassword', one, { Password: 'New-password-2', Permanent: true });
  expect(await refusal(() => refresh(RefreshToken))).toBe('accepted');
  await admin('AdminResetUserPassword', one);
  expect(await refusal(() => refresh(RefreshToken))).toBe('accepted');
});

test('a disabled user gets nothing for a refresh token until enabled again', async () => {
  const { add, tokens, refresh, admin } = testPool();
  add(person(1));
  const { RefreshToken } = await tokens(one);
  await admin('AdminDisableUser', one);
  expect(await refusal(() => refresh(RefreshToken))).toBe('NotAuthorizedException: User is disabled.');
  await admin('AdminEnableUser', one);
  expect(await refusal(() => refresh(RefreshToken))).toBe('accepted');
});

test('a refresh token of another client, or forged, is refused', async () => {
  const { add, tokens, refresh, cognito, poolId } = testPool();
  add(person(1));
  const { RefreshToken } = await tokens(one);
  const other = cognito.createClient(poolId, {});
  expect(await refusal(() => refresh(RefreshToken, other.id))).toBe('NotAuthorizedException: Invalid Refresh Token.');
  expect(await refusal(() => refresh(`${RefreshToken}x`))).toBe('NotAuthorizedException: Invalid Refresh Token.');
  expect(await refusal(() => refresh(RefreshToken.slice(2)))).toBe('NotAuthorizedException: Invalid Refresh Token.');
});

test('GetTokensFromRefreshToken renews without rotation, too', async () => {
  const { add, tokens, run, clientId: ClientId } = testPool();
  add(person(1));
  const { RefreshToken } = await tokens(one);
  const renewed = tokensOf(await run('GetTokensFromRefreshToken', { ClientId, RefreshToken }));
  expect(renewed.AccessToken).toBeDefined();
  expect(renewed.RefreshToken).toBeUndefined();
});

test('with rotation the old token works for the grace period and then is a reuse', async () => {
  const {
    add,
    tokens,
    run,
    clientId: ClientId,
    wait,
    refresh,
  } = testPool({
    client: { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 } },
  });
  add(person(1));
  const { RefreshToken: first } = await tokens(one);
  const renew = async (RefreshToken: string) => tokensOf(await run('GetTokensFromRefreshToken', { ClientId, RefreshToken })).RefreshToken;
  const second = await renew(first);
  expect(second).not.toBe(first);
  expect(await renew(first)).toBe(second);
  await wait(10_000);
  expect(await refusal(() => renew(first))).toContain('RefreshTokenReuseException');
  expect(await refusal(() => renew(second))).toBe('accepted');
  expect(await refusal(() => refresh(second))).toBe('InvalidParameterException: Auth flow not enabled for this client');
});

test('a confidential client renews and revokes with its secret only', async () => {
  const { add, run, clientId: ClientId, secret, cognito, poolId } = testPool({ client: { GenerateSecret: true } });
  add(person(1));
  const RefreshToken = cognito.openSession(poolId, one, ClientId, Date.UTC(2026, 10, 20));
  expect(await refusal(() => run('GetTokensFromRefreshToken', { ClientId, RefreshToken }))).toContain('NotAuthorizedException');
  expect(await refusal(() => run('GetTokensFromRefreshToken', { ClientId, RefreshToken, ClientSecret: secret }))).toBe('accepted');
  expect(await refusal(() => run('RevokeToken', { ClientId, Token: RefreshToken }))).toContain('UnauthorizedException');
});

test('RevokeToken ends one sign-in with its access tokens and leaves the others', async () => {
  const { add, tokens, run, refresh, clientId: ClientId } = testPool();
  add(person(1));
  const [a, b] = [await tokens(one), await tokens(one)];
  await run('RevokeToken', { ClientId, Token: a.RefreshToken });
  expect(await refusal(() => refresh(a.RefreshToken))).toContain('Refresh Token has been revoked');
  expect(await refusal(() => run('GetUser', { AccessToken: a.AccessToken }))).toContain('Access Token has been revoked');
  expect(await refusal(() => refresh(b.RefreshToken))).toBe('accepted');
  expect(await refusal(() => run('RevokeToken', { ClientId, Token: a.RefreshToken }))).toBe('accepted');
  expect(await refusal(() => run('RevokeToken', { ClientId, Token: b.AccessToken }))).toContain('UnsupportedTokenTypeException');
  expect(await refusal(() => run('RevokeToken', { ClientId, Token: 'x' }))).toContain('InvalidParameterException');
});

test('an opened session is as old as it says', async () => {
  const { add, cognito, poolId, clientId, refresh, world } = testPool();
  add(person(1));
  const signedInAt = world.clock.now() - 29 * day;
  const { AccessToken } = tokensOf(await refresh(cognito.openSession(poolId, one, clientId, signedInAt)));
  expect(cognito.verify(AccessToken)?.auth_time).toBe(Math.floor(signedInAt / 1000));
  const tooOld = cognito.openSession(poolId, one, clientId, signedInAt - 2 * day);
  expect(await refusal(() => refresh(tooOld))).toContain('Refresh Token has expired');
});
