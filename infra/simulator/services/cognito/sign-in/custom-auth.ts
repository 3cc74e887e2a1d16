import { AwsError, UnsupportedError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import type { Cognito } from '../context.ts';
import type { Client } from '../pool/client.ts';
import { invalidParameter, notAuthorized } from '../refusals.ts';
import { userAttributes } from '../tokens/issue.ts';
import { runTrigger } from '../triggers.ts';
import type { User } from '../users/user.ts';
import { checkSecretHash, type Parameters, required } from './auth-parameters.ts';
import type { Challenge, ChallengeResult } from './challenge-sessions.ts';
import { complete } from './finish.ts';
import { announce } from './password-flow.ts';

type Metadata = Readonly<Record<string, string>> | undefined;
type Texts = Readonly<Record<string, string>>;

/**
 * `CUSTOM_AUTH`: the pool's triggers say what is asked, what is right and when it is enough
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html). PreAuthentication runs first, PreTokenGeneration
 * before the tokens, and ClientMetadata of the start reaches neither of the three. Neither the password nor a second factor is asked. Believed, as
 * AWS is silent: the user's status stops nobody but who never confirmed the sign-up.
 * @throws UnsupportedError for a start by SRP, and for unknown users whose triggers AWS would run all the same
 */
export async function customFlow(cognito: Cognito, client: Client, parameters: Parameters, metadata: Metadata): Promise<Fields> {
  const name = required(parameters, 'USERNAME');
  if (parameters.CHALLENGE_NAME !== undefined) throw new UnsupportedError('cognito', 'CUSTOM_AUTH with CHALLENGE_NAME');
  checkSecretHash(client, [name], parameters.SECRET_HASH);
  if (client.pool.triggers.DefineAuthChallenge === undefined) {
    throw invalidParameter('Custom auth lambda trigger is not configured for the user pool.');
  }
  const user = await announce(cognito, client, name, metadata);
  if (user === undefined) throw new UnsupportedError('cognito', 'CUSTOM_AUTH of an unknown user under PreventUserExistenceErrors');
  if (user.status === 'UNCONFIRMED') throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
  return defineNext(cognito, client, user, [], undefined);
}

/** Has VerifyAuthChallengeResponse judge an answer, and goes on with what DefineAuthChallenge wants next. A session counts once, right or wrong. */
export async function answerCustomChallenge(cognito: Cognito, challenge: Challenge, answer: string, metadata: Metadata): Promise<Fields> {
  const { user, client, custom } = challenge;
  const response = await ask(cognito, client, user, 'VerifyAuthChallengeResponse', metadata, {
    request: { privateChallengeParameters: custom?.privateParameters ?? {}, challengeAnswer: answer },
    response: { answerCorrect: null },
  });
  const step: ChallengeResult = {
    challengeName: 'CUSTOM_CHALLENGE',
    challengeResult: response.answerCorrect === true,
    challengeMetadata: custom?.metadata ?? null,
  };
  return defineNext(cognito, client, user, [...(custom?.steps ?? []), step], metadata);
}

async function defineNext(
  cognito: Cognito,
  client: Client,
  user: User,
  steps: readonly ChallengeResult[],
  metadata: Metadata,
): Promise<Fields> {
  const verdict = await ask(cognito, client, user, 'DefineAuthChallenge', metadata, {
    request: { session: steps },
    response: { challengeName: null, issueTokens: null, failAuthentication: null },
  });
  if (verdict.failAuthentication === true) throw notAuthorized('Incorrect username or password.');
  const tokenSource = 'TokenGeneration_Authentication';
  if (verdict.issueTokens === true) return complete(cognito, client, user, tokenSource, metadata);
  const name = verdict.challengeName;
  if (name !== 'CUSTOM_CHALLENGE') throw new UnsupportedError('cognito', `the challenge ${String(name)} of DefineAuthChallenge`);

  const created = await ask(cognito, client, user, 'CreateAuthChallenge', metadata, {
    request: { challengeName: name, session: steps },
    response: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
  });
  const custom = {
    steps,
    privateParameters: (created.privateChallengeParameters ?? {}) as Texts,
    metadata: (created.challengeMetadata ?? null) as string | null,
  };
  return {
    ChallengeName: name,
    Session: cognito.challenges.open({ name, user, client, tokenSource, custom }, cognito.world.clock.now()),
    ChallengeParameters: { USERNAME: user.username, ...((created.publicChallengeParameters ?? {}) as Texts) },
  };
}

/** @throws AwsError `InvalidParameterException` where the pool lacks the trigger */
async function ask(
  cognito: Cognito,
  client: Client,
  user: User,
  name: 'DefineAuthChallenge' | 'CreateAuthChallenge' | 'VerifyAuthChallengeResponse',
  metadata: Metadata,
  { request, response }: { readonly request: Fields; readonly response: Fields },
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await runTrigger(cognito.world, cognito.invokeTrigger, client, name, () => ({
    triggerSource: `${name}_Authentication`,
    userName: user.username,
    request: {
      userAttributes: userAttributes(user),
      ...structuredClone(request),
      ...(client.hidesExistence ? { userNotFound: false } : {}),
      ...(metadata === undefined ? {} : { clientMetadata: { ...metadata } }),
    },
    response: { ...response },
  }));
  if (answer === undefined) throw invalidParameter('Custom auth lambda trigger is not configured for the user pool.');
  return answer;
}
