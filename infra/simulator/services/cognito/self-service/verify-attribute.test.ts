import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { person, refusal, testPool } from '../fixture.ts';

const one = person(1).Username;
const planted = 'planted@example.com';

async function signedIn(pool: Fields) {
  const messages: { code: string; destination: string; reason: string }[] = [];
  const made = testPool({ pool, onMessage: (message) => void messages.push(message), client: { AccessTokenValidity: 24 } });
  made.add(person(1), person(2));
  const { AccessToken } = await made.tokens(one);
  return {
    ...made,
    messages,
    AccessToken,
    change: (Value: string) => made.run('UpdateUserAttributes', { AccessToken, UserAttributes: [{ Name: 'email', Value }] }),
    verify: (Code: string, AttributeName = 'email') => refusal(() => made.run('VerifyUserAttribute', { AccessToken, AttributeName, Code })),
    ask: (AttributeName: string) => made.run('GetUserAttributeVerificationCode', { AccessToken, AttributeName }),
  };
}

test('whoever holds an access token can plant an address and prove it, and so receives codes of ForgotPassword', async () => {
  const { change, verify, messages, view, run, clientId } = await signedIn({ AutoVerifiedAttributes: ['email'] });
  expect(await change(planted)).toMatchObject({ CodeDeliveryDetailsList: [{ Destination: 'p***@e***', AttributeName: 'email' }] });
  expect(view(one).attributes).toMatchObject({ email: planted, email_verified: 'false' });
  expect(messages).toMatchObject([{ reason: 'UpdateUserAttribute', destination: planted }]);
  expect(await verify(messages[0]?.code ?? '')).toBe('accepted');
  expect(view(one).attributes).toMatchObject({ email: planted, email_verified: 'true' });
  await run('ForgotPassword', { ClientId: clientId, Username: one });
  expect(messages[1]).toMatchObject({ reason: 'ForgotPassword', destination: planted });
});

test('where an address must be proven first it is the user’s from its proof on', async () => {
  const { change, verify, messages, view } = await signedIn({
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  });
  await change(planted);
  expect(view(one).attributes.email).toBe('person1@example.com');
  expect(await verify(messages[0]?.code ?? '')).toBe('accepted');
  expect(view(one).attributes).toMatchObject({ email: planted, email_verified: 'true' });
});

test('a pool that verifies nothing by itself sends a code when asked', async () => {
  const { change, ask, verify, messages, view } = await signedIn({});
  expect(await change(planted)).toEqual({ CodeDeliveryDetailsList: [] });
  await ask('email');
  expect(messages).toMatchObject([{ reason: 'VerifyUserAttribute', destination: planted }]);
  expect(await verify(messages[0]?.code ?? '')).toBe('accepted');
  expect(view(one).attributes.email_verified).toBe('true');
  expect(await refusal(() => ask('phone_number'))).toContain('InvalidParameterException');
  expect(await refusal(() => ask('name'))).toContain('InvalidParameterException');
});

test('a code is the last one for the last value, lives a day, counts once, and gives no address away that somebody signs in with', async () => {
  const { change, verify, messages, wait } = await signedIn({ AutoVerifiedAttributes: ['email'], AliasAttributes: ['email'] });
  expect(await verify('000000')).toContain('ExpiredCodeException');
  await change(planted);
  await change('other@example.com');
  const [first, second] = messages.map(({ code }) => code);
  expect(await verify(first ?? '')).toContain('CodeMismatchException');
  expect(await verify(second ?? '')).toBe('accepted');
  expect(await verify(second ?? '')).toContain('ExpiredCodeException');
  await change('person2@example.com');
  expect(await verify(messages[2]?.code ?? '')).toContain('AliasExistsException');
  await change(planted);
  await wait(86_399_000);
  expect(await verify(messages[3]?.code ?? '')).toBe('accepted');
});
