import { expect, test } from 'vitest';
import type { CodeMessage } from '../context.ts';
import { person, refusal, testPool } from '../fixture.ts';

const one = person(1).Username;
const hour = 3_600_000;

function forgetful(options: Parameters<typeof testPool>[0] = {}) {
  const sent: CodeMessage[] = [];
  const pool = testPool({ onMessage: (message) => sent.push(message), ...options });
  pool.add(person(1));
  const { run, clientId: ClientId } = pool;
  const forgot = async (Username: string) => await run('ForgotPassword', { ClientId, Username });
  const confirm = (Username: string, ConfirmationCode: string, Password = 'New-password-2') =>
    run('ConfirmForgotPassword', { ClientId, Username, ConfirmationCode, Password });
  return { ...pool, sent, forgot, confirm, code: () => sent.at(-1)?.code ?? '' };
}

test('a code goes to the verified address and sets a new password once', async () => {
  const { forgot, confirm, sent, code, poolId, signIn, view } = forgetful();
  expect(await forgot(one)).toEqual({
    CodeDeliveryDetails: { Destination: 'p***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
  });
  expect(sent).toEqual([
    {
      poolId,
      username: one,
      reason: 'ForgotPassword',
      attribute: 'email',
      destination: 'person1@example.com',
      code: expect.stringMatching(/^\d{6}$/),
    },
  ]);
  expect(await refusal(() => confirm(one, code(), 'short'))).toContain('InvalidPasswordException');
  expect(await refusal(() => confirm(one, code()))).toBe('accepted');
  expect(await refusal(() => signIn(one, { PASSWORD: 'New-password-2' }))).toBe('accepted');
  expect(view(one).status).toBe('CONFIRMED');
  expect(await refusal(() => confirm(one, code()))).toBe('ExpiredCodeException: Invalid code provided, please request a code again.');
});

test('a wrong code, a late one, and a replaced one are refused', async () => {
  const { forgot, confirm, code, wait } = forgetful();
  await forgot(one);
  const first = code();
  expect(await refusal(() => confirm(one, first === '000000' ? '000001' : '000000'))).toBe(
    'CodeMismatchException: Invalid verification code provided, please try again.',
  );
  await forgot(one);
  expect(await refusal(() => confirm(one, first))).toContain('CodeMismatchException');
  await wait(hour);
  expect(await refusal(() => confirm(one, code()))).toContain('ExpiredCodeException');
});

test('a user may ask five times an hour', async () => {
  const { forgot, wait } = forgetful();
  for (let i = 0; i < 5; i++) await forgot(one);
  expect(await refusal(() => forgot(one))).toBe('LimitExceededException: Attempt limit exceeded, please try after some time.');
  await wait(hour);
  expect(await refusal(() => forgot(one))).toBe('accepted');
});

test('LEGACY tells who cannot be helped, ENABLED answers everybody alike and sends nothing', async () => {
  const others = [
    person(2, { Enabled: false }),
    person(3, { UserStatus: 'FORCE_CHANGE_PASSWORD' }),
    person(4, { Attributes: [] }),
    person(5, { UserStatus: 'EXTERNAL_PROVIDER' }),
  ];
  const legacy = forgetful();
  legacy.add(...others);
  const ask = (number: number) => refusal(() => legacy.forgot(person(number).Username));
  expect(await ask(9)).toBe('UserNotFoundException: Username/client id combination not found.');
  expect(await ask(2)).toBe('NotAuthorizedException: User is disabled.');
  expect(await ask(3)).toBe('NotAuthorizedException: User password cannot be reset in the current state.');
  expect(await ask(4)).toBe(
    'InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number',
  );
  expect(await ask(5)).toContain('User password cannot be reset in the current state.');

  const hiding = forgetful({ client: { PreventUserExistenceErrors: 'ENABLED' } });
  hiding.add(...others);
  for (const number of [2, 3, 4, 5, 9]) {
    expect(await hiding.forgot(person(number).Username)).toMatchObject({ CodeDeliveryDetails: { DeliveryMedium: 'EMAIL' } });
  }
  expect(await refusal(() => hiding.confirm(person(9).Username, '123456'))).toContain('CodeMismatchException');
  expect(hiding.sent).toEqual([]);
});

test('the pool says by which channel, and whether at all', async () => {
  const Attributes = [
    { Name: 'email', Value: 'a@example.com' },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'phone_number', Value: '+31612345678' },
    { Name: 'phone_number_verified', Value: 'true' },
  ];
  const by = async (...mechanisms: string[]) => {
    const RecoveryMechanisms = mechanisms.map((Name, index) => ({ Name, Priority: index + 1 }));
    const pool = forgetful(mechanisms.length === 0 ? {} : { pool: { AccountRecoverySetting: { RecoveryMechanisms } } });
    pool.add(person(2, { Attributes }));
    const answer = await refusal(() => pool.forgot(person(2).Username));
    return pool.sent[0]?.destination ?? answer;
  };
  expect(await by()).toBe('+31612345678');
  expect(await by('verified_email', 'verified_phone_number')).toBe('a@example.com');
  expect(await by('admin_only')).toBe('NotAuthorizedException: Contact administrator to reset password.');
});

test('AdminResetUserPassword mails a code at once, and counts nobody as active', async () => {
  const { admin, sent, signIn, confirm, code, cognito, poolId, view } = forgetful();
  await admin('AdminResetUserPassword', one);
  expect(sent[0]?.reason).toBe('AdminResetUserPassword');
  expect(view(one).status).toBe('RESET_REQUIRED');
  expect(cognito.mau(poolId)).toBe(0);
  expect(await refusal(() => signIn(one))).toContain('PasswordResetRequiredException');
  await confirm(one, code());
  expect(await refusal(() => signIn(one, { PASSWORD: 'New-password-2' }))).toBe('accepted');
});

test('AdminResetUserPassword refuses users whose state or address does not allow it', async () => {
  const { add, admin } = forgetful();
  add(person(2, { UserStatus: 'UNCONFIRMED' }), person(3, { Attributes: [{ Name: 'email', Value: 'a@example.com' }] }));
  expect(await refusal(() => admin('AdminResetUserPassword', person(2).Username))).toBe(
    'NotAuthorizedException: User password cannot be reset in the current state.',
  );
  expect(await refusal(() => admin('AdminResetUserPassword', person(3).Username))).toContain('no registered/verified email');
});

test('a self-service reset runs PostConfirmation after the password is set', async () => {
  const sources: unknown[] = [];
  const pool = forgetful({
    pool: { LambdaConfig: { PostConfirmation: 'arn:after' } },
    invokeTrigger: async (_arn, event) => {
      sources.push((event as { triggerSource: string }).triggerSource, pool.view(one).passwordSetAt === pool.world.clock.now());
      return event;
    },
  });
  await pool.forgot(one);
  await pool.confirm(one, pool.code());
  expect(sources).toEqual(['PostConfirmation_ConfirmForgotPassword', true]);
});
