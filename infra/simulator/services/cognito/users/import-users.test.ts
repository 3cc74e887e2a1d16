import { expect, test } from 'vitest';
import { person, refusal, testPool } from '../fixture.ts';

const one = person(1).Username;

test('users get the import’s password where they sign in with one', async () => {
  const { cognito, poolId, signIn } = testPool();
  const users = [person(1), person(2), person(3, { UserStatus: 'EXTERNAL_PROVIDER' })];
  expect(cognito.importUsers(poolId, users, { password: (username) => `Pass-${username}` })).toBe(3);
  expect(await refusal(() => signIn(one, { PASSWORD: `Pass-${one}` }))).toBe('accepted');
  expect(await refusal(() => signIn(person(2).Username, { PASSWORD: `Pass-${one}` }))).toContain('Incorrect username or password.');
  expect(await refusal(() => signIn(person(3).Username, { PASSWORD: `Pass-${person(3).Username}` }))).toContain('Incorrect');
});

test('the pool is no younger than its users', async () => {
  const { cognito, poolId, world, run } = testPool();
  cognito.importUsers(poolId, [
    person(1, { UserCreateDate: new Date('2018-06-08T07:13:29Z') }),
    person(2, { UserCreateDate: new Date(world.clock.now()) }),
  ]);
  expect(await run('DescribeUserPool', { UserPoolId: poolId })).toMatchObject({
    UserPool: { CreationDate: new Date(Date.UTC(2018, 5, 8, 7, 13, 29)) },
  });
});

test('users without a password sign in with none', async () => {
  const { cognito, poolId, signIn } = testPool();
  cognito.importUsers(poolId, [person(1)]);
  expect(await refusal(() => signIn(one, { PASSWORD: 'undefined' }))).toContain('Incorrect username or password.');
});

test('a missing sub is the Username where that is a UUID, else a new one', () => {
  const { add, view } = testPool();
  add({ Username: one }, { Username: 'Corporate_1' });
  expect(view(one).sub).toBe(one);
  expect(view('Corporate_1').sub).toMatch(/^[0-9a-f-]{36}$/);
});

test('a Username or sub that is taken is refused', async () => {
  const { add } = testPool({ pool: { UsernameConfiguration: { CaseSensitive: false } } });
  add(person(1), { Username: 'Corporate_1' });
  expect(await refusal(() => add(person(1)))).toBe('UsernameExistsException: User account already exists');
  expect(await refusal(() => add({ Username: 'CORPORATE_1' }))).toContain('UsernameExistsException');
  expect(await refusal(() => add({ ...person(1), Username: 'other' }))).toContain('UsernameExistsException');
});

test('an imported temporary password dates from the last change', async () => {
  const { add, signIn, world } = testPool();
  const daysAgo = (days: number) => new Date(world.clock.now() - days * 86_400_000);
  const UserStatus = 'FORCE_CHANGE_PASSWORD';
  add(person(1, { UserStatus, UserLastModifiedDate: daysAgo(6) }), person(2, { UserStatus, UserLastModifiedDate: daysAgo(8) }));
  expect((await signIn(one)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  expect(await refusal(() => signIn(person(2).Username))).toContain('Temporary password has expired');
});
