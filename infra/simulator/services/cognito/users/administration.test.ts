import { expect, test } from 'vitest';
import { password, person, refusal, testPool } from '../fixture.ts';

const one = person(1).Username;
const created = { MessageAction: 'SUPPRESS', TemporaryPassword: 'Temporary-1' };

test('AdminGetUser shows a user by Username, sub and alias', async () => {
  const { add, admin } = testPool({ pool: { AliasAttributes: ['email'] } });
  const { Attributes = [] } = person(1);
  add({
    Username: 'Corporate_1',
    Attributes,
    UserCreateDate: new Date(1000),
    UserLastModifiedDate: new Date(2000),
    UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
  });
  const shown = {
    Username: 'Corporate_1',
    UserAttributes: Attributes,
    UserCreateDate: new Date(1000),
    UserLastModifiedDate: new Date(2000),
    Enabled: true,
    UserStatus: 'CONFIRMED',
    PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA',
    UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
  };
  for (const name of ['Corporate_1', one, 'person1@example.com']) expect(await admin('AdminGetUser', name)).toEqual(shown);
  expect(await refusal(() => admin('AdminGetUser', 'nobody'))).toBe('UserNotFoundException: User does not exist.');
});

test('AdminSetUserPassword confirms for good or forces a change, on federated users too', async () => {
  const { add, admin, view, signIn, world } = testPool();
  add(person(1, { UserStatus: 'FORCE_CHANGE_PASSWORD' }), { ...person(2), Username: 'Corporate_2', UserStatus: 'EXTERNAL_PROVIDER' });
  await admin('AdminSetUserPassword', one, { Password: 'New-password-2', Permanent: true });
  expect(view(one)).toMatchObject({ status: 'CONFIRMED', passwordSetAt: world.clock.now() });
  expect(await refusal(() => signIn(one))).toContain('Incorrect username or password.');
  await admin('AdminSetUserPassword', one, { Password: 'Temporary-1' });
  expect(view(one).status).toBe('FORCE_CHANGE_PASSWORD');
  await admin('AdminSetUserPassword', 'Corporate_2', { Password: 'New-password-2', Permanent: true });
  expect(await refusal(() => signIn('Corporate_2', { PASSWORD: 'New-password-2' }))).toBe('accepted');
});

test('AdminDisableUser and AdminEnableUser change that alone', async () => {
  const { add, admin, view, signIn } = testPool();
  add(person(1));
  await admin('AdminDisableUser', one);
  expect(view(one)).toMatchObject({ enabled: false, status: 'CONFIRMED' });
  await admin('AdminEnableUser', one);
  expect(await refusal(() => signIn(one))).toBe('accepted');
});

test('AdminCreateUser makes a user with a temporary password', async () => {
  const { admin, signIn, world } = testPool();
  const { User } = await admin('AdminCreateUser', 'ans', { ...created, UserAttributes: [{ Name: 'name', Value: 'Ans' }] });
  expect(User).toEqual({
    Username: 'ans',
    Attributes: [
      { Name: 'sub', Value: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      { Name: 'name', Value: 'Ans' },
    ],
    UserCreateDate: new Date(world.clock.now()),
    UserLastModifiedDate: new Date(world.clock.now()),
    Enabled: true,
    UserStatus: 'FORCE_CHANGE_PASSWORD',
  });
  expect((await signIn('ans', { PASSWORD: 'Temporary-1' })).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  expect(await refusal(() => admin('AdminCreateUser', 'ans', created))).toBe('UsernameExistsException: User account already exists');
  expect(await refusal(() => admin('AdminCreateUser', 'eva', { ...created, TemporaryPassword: 'short' }))).toContain(
    'InvalidPasswordException',
  );
  expect(await refusal(() => admin('AdminCreateUser', 'eva'))).toContain('UnsupportedError');
});

test('a pool that signs in by address makes the Username itself, one user an address', async () => {
  const { admin } = testPool({ pool: { UsernameAttributes: ['email'] } });
  const { User } = await admin('AdminCreateUser', 'ans@example.com', created);
  const { Username, Attributes } = User as { Username: string; Attributes: { Name: string; Value: string }[] };
  expect(Attributes).toEqual([
    { Name: 'sub', Value: Username },
    { Name: 'email', Value: 'ans@example.com' },
  ]);
  expect(await refusal(() => admin('AdminCreateUser', 'ans@example.com', created))).toBe(
    'UsernameExistsException: An account with the given email already exists.',
  );
  expect(await refusal(() => admin('AdminCreateUser', 'ans', created))).toContain('InvalidParameterException');
});

test('a verified alias has one holder: another is refused, or takes it over when told so', async () => {
  const { admin, view, signIn } = testPool({ pool: { AliasAttributes: ['email'] } });
  const UserAttributes = [
    { Name: 'email', Value: 'shared@example.com' },
    { Name: 'email_verified', Value: 'true' },
  ];
  await admin('AdminCreateUser', 'ans', { ...created, UserAttributes });
  expect(await refusal(() => admin('AdminCreateUser', 'eva', { ...created, UserAttributes }))).toBe(
    'AliasExistsException: An account with the email already exists.',
  );
  await admin('AdminCreateUser', 'eva', { ...created, UserAttributes, ForceAliasCreation: true, TemporaryPassword: 'Temporary-2' });
  expect(view('ans').attributes).toMatchObject({ email: 'shared@example.com', email_verified: 'false' });
  expect(view('shared@example.com').username).toBe('eva');
  expect(await refusal(() => signIn('shared@example.com', { PASSWORD: 'Temporary-1' }))).toContain('Incorrect username or password.');
  expect(await refusal(() => admin('AdminUpdateUserAttributes', 'ans', { UserAttributes }))).toContain('AliasExistsException');
  expect(await refusal(() => admin('AdminCreateUser', 'a@b.nl', created))).toBe(
    'InvalidParameterException: Username cannot be of email format, since user pool is configured for email alias.',
  );
});

test('AdminUpdateUserAttributes changes, removes and verifies, but never the sub', async () => {
  const { add, admin, view, wait, world } = testPool({ pool: { Schema: [{ Name: 'environment' }] } });
  add(person(1));
  await wait(5);
  const update = (...UserAttributes: object[]) => admin('AdminUpdateUserAttributes', one, { UserAttributes });
  await update({ Name: 'email', Value: 'new@example.com' }, { Name: 'custom:environment', Value: 'nl' });
  expect(view(one).attributes).toEqual({ sub: one, email: 'new@example.com', email_verified: 'false', 'custom:environment': 'nl' });
  await update({ Name: 'email_verified', Value: 'true' }, { Name: 'custom:environment', Value: '' });
  expect(view(one).attributes).toEqual({ sub: one, email: 'new@example.com', email_verified: 'true' });
  expect(await admin('AdminGetUser', one)).toMatchObject({ UserLastModifiedDate: new Date(world.clock.now()) });
  expect(await refusal(() => update({ Name: 'sub', Value: 'x' }))).toBe(
    'InvalidParameterException: Cannot modify the non-mutable attribute sub',
  );
  expect(await refusal(() => update({ Name: 'custom:other', Value: 'x' }))).toContain('{custom:other} could not be determined');
});

test('groups are joined, and must exist', async () => {
  const { add, admin, cognito, poolId, view } = testPool();
  add(person(1));
  cognito.createGroup(poolId, 'staff');
  expect(await refusal(() => cognito.createGroup(poolId, 'staff'))).toContain('GroupExistsException');
  await admin('AdminAddUserToGroup', one, { GroupName: 'staff' });
  await admin('AdminAddUserToGroup', one, { GroupName: 'staff' });
  expect(view(one).groups).toEqual(['staff']);
  expect(await refusal(() => admin('AdminAddUserToGroup', one, { GroupName: 'x' }))).toBe('ResourceNotFoundException: Group not found.');
});

test('the policy names the first demand that is not met, and history forbids the last passwords', async () => {
  const { add, admin } = testPool({
    pool: {
      Policies: {
        PasswordPolicy: {
          MinimumLength: 10,
          RequireUppercase: true,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          PasswordHistorySize: 2,
        },
      },
    },
  });
  add(person(1));
  const set = (Password: string) => refusal(() => admin('AdminSetUserPassword', one, { Password, Permanent: true }));
  const broken = 'InvalidPasswordException: Password did not conform with policy: Password';
  expect(await set('Ab1!')).toBe(`${broken} not long enough`);
  expect(await set('abcdefgh1!')).toBe(`${broken} must have uppercase characters`);
  expect(await set('ABCDEFGH1!')).toBe(`${broken} must have lowercase characters`);
  expect(await set('Abcdefghi!')).toBe(`${broken} must have numeric characters`);
  expect(await set('Abcdefghi1')).toBe(`${broken} must have symbol characters`);
  expect(await set(' Abcdefgh1!')).toContain('failed to satisfy constraint');
  expect(await set(password)).toContain('PasswordHistoryPolicyViolationException');
  expect(await set('First-password-1')).toBe('accepted');
  expect(await set(password)).toContain('PasswordHistoryPolicyViolationException');
  expect(await set('Second-password-1')).toBe('accepted');
  expect(await set('First-password-1')).toContain('PasswordHistoryPolicyViolationException');
  expect(await set('Third-password-1')).toBe('accepted');
  expect(await set('First-password-1')).toBe('accepted');
});
