import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { password, refusal, triggered } from '../fixture.ts';

const address = 'new@example.com';

function open(pool: Fields = {}, client: Fields = {}) {
  const messages: { code: string; destination: string; reason: string }[] = [];
  const made = triggered(['PreAuthentication', 'PostConfirmation', 'PreTokenGeneration'], undefined, {
    pool: { UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], ...pool },
    client,
    onMessage: (message) => void messages.push(message),
  });
  const { run, clientId: ClientId } = made;
  return {
    ...made,
    messages,
    signUp: async (more: Fields = {}) => await run('SignUp', { ClientId, Username: address, Password: password, ...more }),
    confirm: async (ConfirmationCode: string, more: Fields = {}) =>
      await run('ConfirmSignUp', { ClientId, Username: address, ConfirmationCode, ...more }),
  };
}

test('somebody signs up, proves the address by a code and signs in', async () => {
  const { signUp, confirm, signIn, messages, view, sources, wait, admin, world } = open();
  await wait(60_000);
  const bornAt = new Date(world.clock.now());
  const answer = await signUp();
  expect(answer).toMatchObject({ UserConfirmed: false, CodeDeliveryDetails: { Destination: 'n***@e***', AttributeName: 'email' } });
  expect(view(address)).toMatchObject({ sub: answer.UserSub, username: answer.UserSub, status: 'UNCONFIRMED' });
  expect(messages).toMatchObject([{ reason: 'SignUp', destination: address }]);
  expect(await refusal(() => signIn(address))).toBe('UserNotConfirmedException: User is not confirmed.');
  sources();
  await wait(60_000);
  await confirm(messages[0]?.code ?? '');
  expect(sources()).toEqual(['PostConfirmation_ConfirmSignUp']);
  expect(view(address)).toMatchObject({ status: 'CONFIRMED', attributes: { email: address, email_verified: 'true' } });
  expect(await refusal(() => signIn(address))).toBe('accepted');
  expect(await admin('AdminGetUser', address)).toMatchObject({ UserCreateDate: bornAt });
});

test('a code is the one that was sent, lives a day and confirms once', async () => {
  const { signUp, confirm, messages, wait, run, clientId } = open();
  await signUp();
  const code = messages[0]?.code ?? '';
  expect(await refusal(() => confirm(code === '000000' ? '000001' : '000000'))).toContain('CodeMismatchException');
  await wait(86_400_000);
  expect(await refusal(() => confirm(code))).toContain('ExpiredCodeException');
  const other = 'other@example.com';
  await run('SignUp', { ClientId: clientId, Username: other, Password: password });
  await confirm(messages[1]?.code ?? '', { Username: other });
  expect(await refusal(() => confirm(messages[1]?.code ?? '', { Username: other }))).toBe(
    'NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED',
  );
  expect(await refusal(() => confirm(code, { Username: 'nobody@example.com' }))).toContain('UserNotFoundException');
});

test('staff confirm without a code, which proves no address, and the trigger is told no client', async () => {
  const { signUp, admin, view, events } = open();
  await signUp();
  await admin('AdminConfirmSignUp', address);
  expect(view(address).status).toBe('CONFIRMED');
  expect(view(address).attributes).not.toHaveProperty('email_verified');
  expect(events).toMatchObject([
    { triggerSource: 'PostConfirmation_ConfirmSignUp', callerContext: { clientId: 'CLIENT_ID_NOT_APPLICABLE' } },
  ]);
  expect(await refusal(() => admin('AdminConfirmSignUp', address))).toContain('Current status is CONFIRMED');
});

test('an address that is taken, a weak password and attributes beyond the client are refused, and nobody is made', async () => {
  const { signUp, cognito } = open({ Schema: [{ Name: 'environment' }] });
  const attribute = (Name: string, Value: string) => ({ UserAttributes: [{ Name, Value }] });
  expect(await refusal(() => signUp({ Password: 'short' }))).toContain('InvalidPasswordException');
  expect(await refusal(() => signUp(attribute('custom:environment', 'be')))).toContain('unauthorized attribute');
  expect(await refusal(() => signUp(attribute('email_verified', 'true')))).toContain('unauthorized attribute');
  expect(await refusal(() => signUp({ Username: 'person1@example.com' }))).toContain('UsernameExistsException');
  expect(await refusal(() => signUp(attribute('name', 'Ans')))).toBe('accepted');
  expect(await refusal(() => signUp())).toContain('UsernameExistsException');
  expect(cognito.quota('UserCreation').calls).toBe(6);
});

test('a pool of staff alone has no sign-up', async () => {
  const { signUp } = open({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
  expect(await refusal(() => signUp())).toBe('NotAuthorizedException: SignUp is not permitted for this user pool');
});

test('a pool that verifies nothing sends no code, and needs staff to confirm', async () => {
  const { signUp, confirm, messages } = open({ AutoVerifiedAttributes: [] });
  expect(await signUp()).not.toHaveProperty('CodeDeliveryDetails');
  expect(messages).toEqual([]);
  expect(await refusal(() => confirm('000000'))).toContain('ExpiredCodeException');
});
