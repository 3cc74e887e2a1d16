import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { password, person, refusal, tokensOf, triggered } from '../fixture.ts';
import { totp } from '../self-service/totp.ts';
import { SrpClient } from './srp-client.ts';

const one = person(1).Username;

function srp(invoke?: Parameters<typeof triggered>[1], pool: Fields = {}) {
  const made = triggered(['PreAuthentication', 'PreTokenGeneration'], invoke, {
    pool,
    client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] },
  });
  const { run, clientId: ClientId, world, poolId } = made;
  const begin = async (username = one, more: Record<string, string> = {}) => {
    const client = new SrpClient(world.random.fork('srp'), poolId);
    const AuthParameters = { USERNAME: username, SRP_A: client.a, ...more };
    return { client, challenge: await run('InitiateAuth', { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters }) };
  };
  const claim = async ({ client, challenge }: Awaited<ReturnType<typeof begin>>, word: string, more: Record<string, string> = {}) => {
    const answer = client.answer(challenge.ChallengeParameters as Fields, word, world.clock.now());
    return await run('RespondToAuthChallenge', {
      ClientId,
      ChallengeName: challenge.ChallengeName,
      ChallengeResponses: { ...answer, ...more },
    });
  };
  return { ...made, begin, claim };
}

test('the right password signs in without being sent; PreAuthentication runs at the start', async () => {
  const { begin, claim, sources } = srp();
  const started = await begin();
  expect(started.challenge).toMatchObject({ ChallengeName: 'PASSWORD_VERIFIER', ChallengeParameters: { USER_ID_FOR_SRP: one } });
  expect(sources()).toEqual(['PreAuthentication_Authentication']);
  expect(tokensOf(await claim(started, password)).RefreshToken).toBeDefined();
  expect(sources()).toEqual(['TokenGeneration_Authentication']);
});

test('a wrong password is refused, and locks as any other', async () => {
  const { begin, claim } = srp();
  const started = await begin();
  for (let i = 0; i < 5; i++) {
    expect(await refusal(() => claim(started, 'wrong'))).toBe('NotAuthorizedException: Incorrect username or password.');
  }
  expect(await refusal(() => claim(started, password))).toBe('NotAuthorizedException: Password attempts exceeded');
});

test('a password that was set here counts, and a claim begun with the old one is judged by the new', async () => {
  const { begin, claim, admin } = srp();
  const started = await begin();
  await admin('AdminSetUserPassword', one, { Password: 'New-password-2', Permanent: true });
  expect(await refusal(() => claim(started, password))).toContain('Incorrect username or password.');
  expect(await refusal(async () => claim(await begin(), 'New-password-2'))).toBe('accepted');
});

test('what PreAuthentication throws stops it before the claim', async () => {
  const { begin } = srp((event) => {
    if (event.triggerSource.startsWith('PreAuthentication')) throw new Error('closed');
    return event;
  });
  expect(await refusal(() => begin())).toBe('UserLambdaValidationException: PreAuthentication failed with error closed.');
});

test('a temporary password and a second factor are asked for after the claim', async () => {
  const { begin, claim, add, admin, run, clientId, view, world } = srp(undefined, {
    MfaConfiguration: 'OPTIONAL',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
  });
  const two = person(2).Username;
  add(person(2, { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] }));
  const { ChallengeName, Session } = await claim(await begin(two), password);
  const SOFTWARE_TOKEN_MFA_CODE = totp(view(two).softwareToken ?? '', world.clock.now());
  const ChallengeResponses = { USERNAME: two, SOFTWARE_TOKEN_MFA_CODE };
  expect(tokensOf(await run('RespondToAuthChallenge', { ClientId: clientId, ChallengeName, Session, ChallengeResponses }))).toBeDefined();
  await admin('AdminSetUserPassword', one, { Password: 'Temporary-1' });
  expect((await claim(await begin(), 'Temporary-1')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
});

test('a claim is for its own secret block, once, by a public value that is one, and with the right time', async () => {
  const { begin, claim, wait } = srp();
  const started = await begin();
  expect(await refusal(() => claim(started, password, { TIMESTAMP: 'yesterday' }))).toContain('Incorrect username or password.');
  expect(await refusal(() => claim(started, password, { PASSWORD_CLAIM_SECRET_BLOCK: 'AAAA' }))).toContain('Invalid session');
  await claim(started, password);
  expect(await refusal(() => claim(started, password))).toContain('session can only be used once');
  const late = await begin();
  await wait(180_000);
  expect(await refusal(() => claim(late, password))).toContain('session is expired');
  expect(await refusal(() => begin(one, { SRP_A: '0' }))).toBe('InvalidParameterException: Invalid SRP_A');
  expect(await refusal(() => begin(one, { DEVICE_KEY: 'x' }))).toContain('USER_SRP_AUTH with DEVICE_KEY');
});

test('nobody without a password signs in', async () => {
  const { begin, claim, add } = srp();
  add({ ...person(3), Username: 'Corporate_3', UserStatus: 'EXTERNAL_PROVIDER' });
  expect(await refusal(async () => claim(await begin('Corporate_3'), ''))).toContain('Incorrect username or password.');
});
