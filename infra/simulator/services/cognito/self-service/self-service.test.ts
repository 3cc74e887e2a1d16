import { expect, test } from 'vitest';
import { password, person, refusal, testPool } from '../fixture.ts';

const one = person(1).Username;
const schema = { Schema: [{ Name: 'environment' }, { Name: 'organisation', Mutable: false }] };

async function signedIn(options: Parameters<typeof testPool>[0] = {}) {
  const pool = testPool(options);
  pool.add(person(1));
  const { AccessToken, IdToken, RefreshToken } = await pool.tokens(one);
  const change = (Name: string, Value: string) => pool.run('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name, Value }] });
  return { ...pool, AccessToken, IdToken, RefreshToken, change };
}

test('an access token shows its user', async () => {
  const { run, AccessToken } = await signedIn();
  expect(await run('GetUser', { AccessToken })).toEqual({
    Username: one,
    UserAttributes: [
      { Name: 'sub', Value: one },
      { Name: 'email', Value: 'person1@example.com' },
      { Name: 'email_verified', Value: 'true' },
    ],
  });
});

test('no operation takes an ID token, a forged or an expired one', async () => {
  const { run, AccessToken, IdToken, wait } = await signedIn();
  const get = (token: string) => refusal(() => run('GetUser', { AccessToken: token }));
  expect(await get(IdToken)).toBe('NotAuthorizedException: Invalid Access Token');
  expect(await get('x')).toBe('NotAuthorizedException: Invalid Access Token');
  await wait(3_600_000);
  expect(await get(AccessToken)).toBe('NotAuthorizedException: Access Token has expired');
});

test('after a global sign-out Cognito refuses the access token everywhere', async () => {
  const { run, AccessToken, admin, change } = await signedIn();
  await admin('AdminUserGlobalSignOut', one);
  const revoked = 'NotAuthorizedException: Access Token has been revoked';
  expect(await refusal(() => run('GetUser', { AccessToken }))).toBe(revoked);
  expect(await refusal(() => change('email', 'x@example.com'))).toBe(revoked);
  expect(await refusal(() => run('ChangePassword', { AccessToken, PreviousPassword: password, ProposedPassword: 'x' }))).toBe(revoked);
  expect(await refusal(() => run('AssociateSoftwareToken', { AccessToken }))).toBe(revoked);
  expect(await refusal(() => run('GlobalSignOut', { AccessToken }))).toBe(revoked);
  expect(await refusal(() => run('DeleteUser', { AccessToken }))).toBe(revoked);
});

test('a password that staff set does not revoke the access token', async () => {
  const { run, AccessToken, admin } = await signedIn();
  await admin('AdminSetUserPassword', one, { Password: 'New-password-2', Permanent: true });
  expect(await refusal(() => run('GetUser', { AccessToken }))).toBe('accepted');
});

test('disabling a user revokes their access tokens for good, not the refresh token', async () => {
  const { run, AccessToken, admin, refresh, RefreshToken } = await signedIn();
  await admin('AdminDisableUser', one);
  expect(await refusal(() => run('GetUser', { AccessToken }))).toContain('Access Token has been revoked');
  await admin('AdminEnableUser', one);
  expect(await refusal(() => run('GetUser', { AccessToken }))).toContain('Access Token has been revoked');
  expect(await refusal(() => refresh(RefreshToken))).toBe('accepted');
});

test('GlobalSignOut ends all sessions of the user', async () => {
  const { run, AccessToken, tokens, view } = await signedIn();
  await tokens(one);
  expect(view(one).tokensAlive).toBe(2);
  await run('GlobalSignOut', { AccessToken });
  expect(view(one).tokensAlive).toBe(0);
});

test('ChangePassword wants the old password and the policy, and leaves sessions alone', async () => {
  const { run, AccessToken, signIn } = await signedIn();
  const change = (PreviousPassword: string, ProposedPassword: string) =>
    refusal(() => run('ChangePassword', { AccessToken, PreviousPassword, ProposedPassword }));
  expect(await change('wrong', 'New-password-2')).toBe('NotAuthorizedException: Incorrect username or password.');
  expect(await change(password, 'short')).toContain('InvalidPasswordException');
  expect(await change(password, 'New-password-2')).toBe('accepted');
  expect(await refusal(() => signIn(one, { PASSWORD: 'New-password-2' }))).toBe('accepted');
  expect(await refusal(() => run('GetUser', { AccessToken }))).toBe('accepted');
});

test('ChangePassword is tried five times an hour', async () => {
  const { run, AccessToken, wait } = await signedIn({ client: { AccessTokenValidity: 2 } });
  const change = () => refusal(() => run('ChangePassword', { AccessToken, PreviousPassword: password, ProposedPassword: 'short' }));
  for (let i = 0; i < 5; i++) expect(await change()).toContain('InvalidPasswordException');
  expect(await change()).toBe('LimitExceededException: Attempt limit exceeded, please try after some time.');
  await wait(3_599_999);
  expect(await change()).toContain('LimitExceededException');
  await wait(1);
  expect(await change()).toContain('InvalidPasswordException');
});

test('the password that staff reset is no way to a new one, whatever token is left', async () => {
  const { run, AccessToken, admin } = await signedIn();
  await admin('AdminResetUserPassword', one);
  const change = () => run('ChangePassword', { AccessToken, PreviousPassword: password, ProposedPassword: 'New-password-2' });
  expect(await refusal(change)).toBe('PasswordResetRequiredException: Password reset required for the user');
});

test('users write standard attributes, and nothing about verification or the pool’s own', async () => {
  const { change, view } = await signedIn({ pool: schema });
  expect(await refusal(() => change('name', 'Ans'))).toBe('accepted');
  const unauthorized = 'NotAuthorizedException: A client attempted to write unauthorized attribute';
  expect(await refusal(() => change('custom:environment', 'be'))).toBe(unauthorized);
  expect(await refusal(() => change('email_verified', 'true'))).toBe(unauthorized);
  expect(await refusal(() => change('sub', person(2).Username))).toBe(
    'InvalidParameterException: Cannot modify the non-mutable attribute sub',
  );
  expect(view(one).attributes).toMatchObject({ name: 'Ans', sub: one });
});

test('a client with a list of its own lets its users write that', async () => {
  const { change } = await signedIn({ pool: schema, client: { WriteAttributes: ['custom:environment', 'custom:organisation'] } });
  expect(await refusal(() => change('custom:environment', 'be'))).toBe('accepted');
  expect(await refusal(() => change('custom:organisation', 'x'))).toBe(
    'InvalidParameterException: Cannot modify the non-mutable attribute custom:organisation',
  );
  expect(await refusal(() => change('name', 'Ans'))).toContain('unauthorized attribute');
});

test('a new address is at once the user’s, unverified, unless the pool wants it verified first', async () => {
  const open = await signedIn();
  await open.change('email', 'new@example.com');
  expect(open.view(one).attributes).toMatchObject({ email: 'new@example.com', email_verified: 'false' });
  const careful = await signedIn({
    pool: { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
  });
  expect(await careful.change('email', 'new@example.com')).toEqual({
    CodeDeliveryDetailsList: [{ Destination: 'n***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' }],
  });
  expect(careful.view(one).attributes).toMatchObject({ email: 'person1@example.com', email_verified: 'true' });
});

test('a deleted user is gone from every list, and the name is free', async () => {
  const { run, AccessToken, signIn, add, admin } = await signedIn();
  await run('DeleteUser', { AccessToken });
  expect(await refusal(() => signIn(one))).toContain('UserNotFoundException');
  expect(await refusal(() => admin('AdminGetUser', one))).toContain('UserNotFoundException');
  add(person(1));
  expect(await refusal(() => admin('AdminDeleteUser', one))).toBe('accepted');
  expect(await refusal(() => admin('AdminDeleteUser', one))).toContain('UserNotFoundException');
});
