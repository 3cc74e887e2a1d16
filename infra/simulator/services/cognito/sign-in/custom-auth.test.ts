import { expect, test } from 'vitest';
import type { Fields } from '#simulator/service.ts';
import { person, refusal, tokensOf, triggered } from '../fixture.ts';

const one = person(1).Username;
const challenges = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
const start = ['PreAuthentication_Authentication', 'DefineAuthChallenge_Authentication', 'CreateAuthChallenge_Authentication'];

/** Asks for a word until it was said right, at most twice. */
function riddle(event: { readonly triggerSource: string; readonly request: Fields; readonly response: Fields }) {
  const steps = event.request.session as { challengeResult: boolean }[];
  switch (event.triggerSource) {
    case 'DefineAuthChallenge_Authentication':
      if (steps.at(-1)?.challengeResult) return { ...event, response: { issueTokens: true, failAuthentication: false } };
      if (steps.length >= 2) return { ...event, response: { issueTokens: false, failAuthentication: true } };
      return { ...event, response: { challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: false } };
    case 'CreateAuthChallenge_Authentication':
      return {
        ...event,
        response: { publicChallengeParameters: { hint: 'o' }, privateChallengeParameters: { word: 'open' }, challengeMetadata: 'WORD' },
      };
    case 'VerifyAuthChallengeResponse_Authentication': {
      const { privateChallengeParameters, challengeAnswer } = event.request as {
        privateChallengeParameters: { word: string };
        challengeAnswer: string;
      };
      return { ...event, response: { answerCorrect: challengeAnswer === privateChallengeParameters.word } };
    }
    default:
      return event;
  }
}

function custom(triggers: readonly string[] = challenges, invoke: Parameters<typeof triggered>[1] = riddle) {
  const pool = triggered(['PreAuthentication', 'PreTokenGeneration', ...triggers], invoke, {
    client: { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'] },
  });
  const { run, clientId: ClientId } = pool;
  return {
    ...pool,
    begin: async (username: string, more: Record<string, string> = {}) =>
      await run('InitiateAuth', { ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: username, ...more } }),
    say: async ({ ChallengeName, Session }: Fields, ANSWER: string, more: Fields = {}) =>
      await run('RespondToAuthChallenge', {
        ClientId,
        ChallengeName,
        Session,
        ChallengeResponses: { USERNAME: one, ANSWER },
        ...more,
      }),
  };
}

test('the triggers ask, judge and let in; PreAuthentication runs at the start, PreTokenGeneration before the tokens', async () => {
  const { begin, say, sources } = custom();
  const challenge = await begin(one);
  expect(challenge).toMatchObject({ ChallengeName: 'CUSTOM_CHALLENGE', ChallengeParameters: { USERNAME: one, hint: 'o' } });
  expect(JSON.stringify(challenge)).not.toContain('open');
  expect(sources()).toEqual(start);
  expect(tokensOf(await say(challenge, 'open')).AccessToken).toBeDefined();
  expect(sources()).toEqual([
    'VerifyAuthChallengeResponse_Authentication',
    'DefineAuthChallenge_Authentication',
    'TokenGeneration_Authentication',
  ]);
});

test('a wrong answer asks again with a new session, and the triggers see what came before', async () => {
  const { begin, say, events } = custom();
  const first = await begin(one);
  const second = await say(first, 'shut', { ClientMetadata: { from: 'page' } });
  expect(second.ChallengeName).toBe('CUSTOM_CHALLENGE');
  expect(events.at(-1)?.request).toMatchObject({
    session: [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'WORD' }],
    clientMetadata: { from: 'page' },
  });
  expect(await refusal(() => say(first, 'open'))).toContain('session can only be used once');
  expect(await refusal(() => say(second, 'shut'))).toBe('NotAuthorizedException: Incorrect username or password.');
});

test('a challenge that waits outlives a new password and a sign-out, and PreTokenGeneration still decides', async () => {
  let closed = false;
  const { begin, say, admin } = custom(challenges, (event) => {
    if (closed && event.triggerSource.startsWith('TokenGeneration')) throw new Error('closed');
    return riddle(event);
  });
  const [challenge, late] = [await begin(one), await begin(one)];
  await admin('AdminSetUserPassword', one, { Password: 'New-password-2', Permanent: true });
  await admin('AdminUserGlobalSignOut', one);
  expect(await refusal(() => say(challenge, 'open'))).toBe('accepted');
  closed = true;
  expect(await refusal(() => say(late, 'open'))).toContain('PreTokenGeneration failed with error closed');
});

test('a pool without all three triggers, an unconfirmed user and a start by SRP are refused', async () => {
  const { begin, add } = custom();
  add(person(2, { UserStatus: 'UNCONFIRMED' }));
  expect(await refusal(() => begin(person(2).Username))).toContain('UserNotConfirmedException');
  expect(await refusal(() => begin('nobody'))).toContain('UserNotFoundException');
  expect(await refusal(() => begin(one, { CHALLENGE_NAME: 'SRP_A', SRP_A: 'ff' }))).toContain('CUSTOM_AUTH with CHALLENGE_NAME');
  const none = 'InvalidParameterException: Custom auth lambda trigger is not configured for the user pool.';
  expect(await refusal(() => custom([]).begin(one))).toBe(none);
  expect(await refusal(() => custom(['DefineAuthChallenge']).begin(one))).toBe(none);
});

test('a client takes part only where the flow is switched on', async () => {
  const { run, cognito, poolId } = custom();
  const { id: ClientId } = cognito.createClient(poolId, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] });
  expect(await refusal(() => run('InitiateAuth', { ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: one } }))).toBe(
    'InvalidParameterException: Auth flow not enabled for this client',
  );
});
