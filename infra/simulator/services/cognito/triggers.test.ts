import { expect, test } from 'vitest';
import { triggerArn as gate, person, refusal, testPool, tokensOf, triggered } from './fixture.ts';
import { TriggerInvocationError } from './triggers.ts';

const one = person(1).Username;
test('a sign-in runs PreAuthentication, PostAuthentication and PreTokenGeneration, a refresh only the last', async () => {
  const {
    tokens,
    refresh,
    run,
    clientId: ClientId,
    sources,
  } = triggered(['PreAuthentication', 'PostAuthentication', 'PreTokenGeneration']);
  const { RefreshToken } = await tokens(one);
  expect(sources()).toEqual(['PreAuthentication_Authentication', 'PostAuthentication_Authentication', 'TokenGeneration_Authentication']);
  await refresh(RefreshToken);
  await run('GetTokensFromRefreshToken', { ClientId, RefreshToken });
  expect(sources()).toEqual(['TokenGeneration_RefreshTokens', 'TokenGeneration_Authentication']);
});

test('the new-password challenge has a trigger source of its own, and passes its metadata', async () => {
  const { admin, signIn, run, clientId: ClientId, sources, events } = triggered(['PreAuthentication', 'PreTokenGeneration']);
  await admin('AdminSetUserPassword', one, { Password: 'Temporary-1' });
  const { ChallengeName, Session } = await signIn(one, { PASSWORD: 'Temporary-1' });
  const ChallengeResponses = { USERNAME: one, NEW_PASSWORD: 'New-password-2' };
  await run('RespondToAuthChallenge', { ClientId, ChallengeName, Session, ChallengeResponses, ClientMetadata: { from: 'page' } });
  expect(events[1]?.request).toMatchObject({ clientMetadata: { from: 'page' } });
  expect(sources()).toEqual(['PreAuthentication_Authentication', 'TokenGeneration_NewPasswordChallenge']);
});

test('events have the shape that AWS documents', async () => {
  const { run, clientId, poolId, events, admin, cognito } = triggered(['PreAuthentication', 'PreTokenGeneration']);
  cognito.createGroup(poolId, 'staff');
  await admin('AdminAddUserToGroup', one, { GroupName: 'staff' });
  await run('InitiateAuth', {
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: one, PASSWORD: 'Correct-horse-1' },
    ClientMetadata: { from: 'page' },
  });
  const shared = {
    version: '1',
    region: 'eu-west-1',
    userPoolId: poolId,
    userName: one,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
  };
  const userAttributes = { sub: one, email: 'person1@example.com', email_verified: 'true', 'cognito:user_status': 'CONFIRMED' };
  expect(events).toEqual([
    {
      ...shared,
      triggerSource: 'PreAuthentication_Authentication',
      request: { userAttributes, validationData: { from: 'page' } },
      response: {},
    },
    {
      ...shared,
      triggerSource: 'TokenGeneration_Authentication',
      request: { userAttributes, groupConfiguration: { groupsToOverride: ['staff'], iamRolesToOverride: [], preferredRole: null } },
      response: { claimsOverrideDetails: null },
    },
  ]);
});

test('an unknown user reaches PreAuthentication under ENABLED only', async () => {
  const legacy = triggered(['PreAuthentication']);
  await refusal(() => legacy.signIn('nobody'));
  expect(legacy.events).toEqual([]);
  const hiding = triggered(['PreAuthentication'], undefined, { client: { PreventUserExistenceErrors: 'ENABLED' } });
  expect(await refusal(() => hiding.signIn('nobody'))).toContain('Incorrect username or password.');
  await hiding.signIn(one);
  expect(hiding.events.map((event) => [event.userName, event.request.userNotFound])).toEqual([
    ['nobody', true],
    [one, false],
  ]);
});

test.each(['PreAuthentication', 'PostAuthentication', 'PreTokenGeneration'])(
  'a throwing %s denies a sign-in with its text',
  async (trigger) => {
    const { signIn, view } = triggered([trigger], () => {
      throw new Error('Held for your safety');
    });
    expect(await refusal(() => signIn(one))).toBe(`UserLambdaValidationException: ${trigger} failed with error Held for your safety.`);
    expect(view(one).tokensAlive).toBe(0);
  },
);

test('a throwing PreTokenGeneration denies a refresh, and leaves the refresh token alive', async () => {
  let closed = false;
  const { tokens, refresh } = triggered(['PreTokenGeneration'], (event) => {
    if (closed) throw new Error('closed');
    return event;
  });
  const { RefreshToken } = await tokens(one);
  closed = true;
  expect(await refusal(() => refresh(RefreshToken))).toBe('UserLambdaValidationException: PreTokenGeneration failed with error closed.');
  closed = false;
  expect(await refusal(() => refresh(RefreshToken))).toBe('accepted');
});

test('a function that does not answer within 5 s is called three times, then the sign-in fails', async () => {
  const { signIn, events, world } = triggered(['PreTokenGeneration'], () => new Promise(() => undefined));
  const startMs = world.clock.now();
  expect(await refusal(() => world.clock.settle(signIn(one)))).toBe(
    'UnexpectedLambdaException: PreTokenGeneration invocation failed due to error Socket timeout while invoking Lambda function.',
  );
  expect(events).toHaveLength(3);
  expect(world.clock.now() - startMs).toBe(15_000);
});

test('a function that answers in 4.9 s, or at the second call, is in time', async () => {
  let calls = 0;
  const pool: ReturnType<typeof triggered> = triggered(['PreTokenGeneration'], async (event) => {
    await pool.world.clock.sleep(calls++ === 0 ? 5001 : 4900);
    return event;
  });
  expect(await refusal(() => pool.world.clock.settle(pool.signIn(one)))).toBe('accepted');
  expect(calls).toBe(2);
});

test('a function that does not run is an unexpected error', async () => {
  const { signIn } = triggered(['PreAuthentication'], () => {
    throw new TriggerInvocationError('TooManyRequestsException');
  });
  expect(await refusal(() => signIn(one))).toBe(
    'UnexpectedLambdaException: PreAuthentication invocation failed due to error TooManyRequestsException.',
  );
});

test.each([[undefined], [null], ['text'], [{ request: {} }]])('an answer without request and response (%j) is refused', async (answer) => {
  const { signIn } = triggered(['PreTokenGeneration'], () => answer);
  expect(await refusal(() => signIn(one))).toBe('InvalidLambdaResponseException: Unrecognizable lambda output');
});

test('triggers can be replaced, and a pool without a runner says so', async () => {
  const { signIn, cognito, poolId, run, events } = triggered(['PreTokenGeneration']);
  cognito.setTriggers(poolId, {});
  await signIn(one);
  expect(events).toEqual([]);
  expect(await run('DescribeUserPool', { UserPoolId: poolId })).toMatchObject({ UserPool: { LambdaConfig: {} } });
  const alone = testPool({ pool: { LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: gate, LambdaVersion: 'V1_0' } } } });
  alone.add(person(1));
  expect(await refusal(() => alone.signIn(one))).toContain('the PreTokenGeneration trigger of');
  expect(await refusal(() => testPool({ pool: { LambdaConfig: { PreSignIn: gate } } }))).toContain('LambdaConfig with PreSignIn');
});

test('claims of the function go into the ID token alone, groups into both', async () => {
  const { signIn, cognito } = triggered(['PreTokenGeneration'], (event) => ({
    ...event,
    response: {
      claimsOverrideDetails: {
        claimsToAddOrOverride: { plan: 'gold', sub: 'forged', email: 'x@example.com', dropped: 'x' },
        claimsToSuppress: ['dropped', 'email_verified', 'iss'],
        groupOverrideDetails: { groupsToOverride: ['guests'] },
      },
    },
  }));
  const { AccessToken, IdToken } = tokensOf(await signIn(one));
  const [access, id] = [cognito.verify(AccessToken), cognito.verify(IdToken)];
  expect(id).toMatchObject({ plan: 'gold', sub: one, email: 'x@example.com', 'cognito:groups': ['guests'] });
  expect(id).not.toHaveProperty('dropped');
  expect(id).not.toHaveProperty('email_verified');
  expect(id).toHaveProperty('iss');
  expect(access).toMatchObject({ 'cognito:groups': ['guests'] });
  expect(access).not.toHaveProperty('plan');
});

test('claims that are not texts are refused', async () => {
  const { signIn } = triggered(['PreTokenGeneration'], (event) => ({
    ...event,
    response: { claimsOverrideDetails: { claimsToAddOrOverride: { roles: ['a'] } } },
  }));
  expect(await refusal(() => signIn(one))).toContain('InvalidLambdaResponseException');
});
