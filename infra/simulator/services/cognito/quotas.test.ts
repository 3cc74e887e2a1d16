import { expect, test } from 'vitest';
import { virtualWorld } from '../../world.ts';
import { person, refusal, testPool } from './fixture.ts';
import { Quotas } from './quotas.ts';

function passed(quotas: Quotas, calls: number): number {
  let accepted = 0;
  for (let i = 0; i < calls; i++) {
    try {
      quotas.take('UserAccountRecovery');
      accepted++;
    } catch {
      // Counted as refused.
    }
  }
  return accepted;
}

test('a category passes one second of its rate at once, and then exactly its rate', async () => {
  const { clock } = virtualWorld();
  const quotas = new Quotas(clock);
  expect(passed(quotas, 100)).toBe(30);
  let later = 0;
  for (let i = 0; i < 100; i++) {
    await clock.settle(clock.sleep(100));
    later += passed(quotas, 10);
  }
  expect(later).toBe(300);
});

test('a raised rate holds from that moment, and a cut one takes what was saved', async () => {
  const { clock } = virtualWorld();
  const quotas = new Quotas(clock);
  passed(quotas, 30);
  quotas.set('UserAccountRecovery', 300);
  await clock.settle(clock.sleep(100));
  expect(passed(quotas, 100)).toBe(30);
  await clock.settle(clock.sleep(1000));
  quotas.set('UserAccountRecovery', 5);
  expect(passed(quotas, 100)).toBe(5);
});

test('an unlimited category stays countable, and can be limited again', () => {
  const quotas = new Quotas(virtualWorld().clock);
  quotas.set('UserAccountRecovery', Number.POSITIVE_INFINITY);
  expect(passed(quotas, 1000)).toBe(1000);
  quotas.set('UserAccountRecovery', 7);
  expect(passed(quotas, 1000)).toBe(7);
});

test('refusals are counted by category', () => {
  const quotas = new Quotas(virtualWorld().clock);
  passed(quotas, 32);
  expect(quotas.use('UserAccountRecovery')).toEqual({ perSecond: 30, calls: 32, throttled: 2 });
});

test('one category is shared by all pools of the account', async () => {
  const { cognito, admin, add } = testPool();
  add(person(1));
  const other = cognito.createUserPool({ properties: {} });
  cognito.importUsers(other.id, [person(1)]);
  cognito.setQuota('UserUpdate', 2);
  await admin('AdminDisableUser', person(1).Username);
  await cognito.operations.AdminUserGlobalSignOut?.({ UserPoolId: other.id, Username: person(1).Username });
  expect(await refusal(() => admin('AdminEnableUser', person(1).Username))).toBe('TooManyRequestsException: Rate exceeded');
  expect(cognito.quota('UserUpdate').throttled).toBe(1);
});

test('a throttled call has no effect, and an unknown user costs quota too', async () => {
  const { cognito, admin, add, view } = testPool();
  add(person(1));
  cognito.setQuota('UserUpdate', 1);
  expect(await refusal(() => admin('AdminDisableUser', 'nobody'))).toBe('UserNotFoundException: User does not exist.');
  expect(await refusal(() => admin('AdminDisableUser', person(1).Username))).toContain('TooManyRequestsException');
  expect(view(person(1).Username).enabled).toBe(true);
});

test('answers to challenges have three times the sign-in rate to themselves, then draw on it', () => {
  const quotas = new Quotas(virtualWorld().clock);
  quotas.set('UserAuthentication', 10);
  let answers = 0;
  try {
    for (;;) {
      quotas.takeChallengeAnswer('SOFTWARE_TOKEN_MFA');
      answers++;
    }
  } catch {
    expect(answers).toBe(40);
  }
});

test('a new password as an answer counts as account recovery', () => {
  const quotas = new Quotas(virtualWorld().clock);
  quotas.takeChallengeAnswer('NEW_PASSWORD_REQUIRED');
  expect(quotas.use('UserAccountRecovery').calls).toBe(1);
  expect(quotas.use('UserAuthentication').calls).toBe(0);
});
