import type {
  AdminRespondToAuthChallengeRequest,
  ChallengeNameType,
  RespondToAuthChallengeRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsError, UnsupportedError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { type Cognito, clientOf } from '../context.ts';
import { operation } from '../operation.ts';
import type { Client } from '../pool/client.ts';
import { markActive } from '../pool/pool.ts';
import { invalidParameter, notAuthorized, userDisabled } from '../refusals.ts';
import { acceptCode } from '../self-service/factors.ts';
import { refuseUnknown } from '../template.ts';
import { setPassword } from '../users/passwords.ts';
import { checkSecretHash, required } from './auth-parameters.ts';
import type { Challenge, ChallengeName } from './challenge-sessions.ts';
import { answerCustomChallenge } from './custom-auth.ts';
import { afterPassword, complete } from './finish.ts';
import { checkPasskey } from './passkey-sign-in.ts';
import { afterProof } from './password-flow.ts';
import { checkClaim, sessionOfSecretBlock } from './srp-sign-in.ts';

type Responses = Readonly<Record<string, string>>;

/** What a challenge takes beside USERNAME and SECRET_HASH. Device keys are not among it. */
const responsesOf: Readonly<Record<ChallengeName, readonly string[]>> = {
  NEW_PASSWORD_REQUIRED: ['NEW_PASSWORD'],
  SOFTWARE_TOKEN_MFA: ['SOFTWARE_TOKEN_MFA_CODE'],
  MFA_SETUP: [],
  PASSWORD_VERIFIER: ['PASSWORD_CLAIM_SECRET_BLOCK', 'PASSWORD_CLAIM_SIGNATURE', 'TIMESTAMP'],
  WEB_AUTHN: ['CREDENTIAL'],
  CUSTOM_CHALLENGE: ['ANSWER'],
};

/** Answers to the challenges that a sign-in gives. */
export const challengeAnswers = {
  RespondToAuthChallenge: operation<RespondToAuthChallengeRequest>(
    (cognito, input) => cognito.quotas.takeChallengeAnswer(input.ChallengeName),
    ['ClientId', 'ChallengeName'],
    ['Session', 'ChallengeResponses', 'ClientMetadata'],
    (cognito, input) => answer(cognito, clientOf(cognito, input.ClientId), input),
  ),
  AdminRespondToAuthChallenge: operation<AdminRespondToAuthChallengeRequest>(
    (cognito, input) => cognito.quotas.takeChallengeAnswer(input.ChallengeName),
    ['UserPoolId', 'ClientId', 'ChallengeName'],
    ['Session', 'ChallengeResponses', 'ClientMetadata'],
    (cognito, input) => answer(cognito, clientOf(cognito, input.ClientId, input.UserPoolId), input),
  ),
};

interface Answer {
  readonly ChallengeName: ChallengeNameType;
  readonly Session?: string | undefined;
  readonly ChallengeResponses?: Record<string, string> | undefined;
  readonly ClientMetadata?: Record<string, string> | undefined;
}

async function answer(cognito: Cognito, client: Client, input: Answer): Promise<Fields> {
  const known = responsesOf[input.ChallengeName as ChallengeName];
  if (known === undefined) throw new UnsupportedError('cognito', `ChallengeName ${input.ChallengeName}`);
  const responses = input.ChallengeResponses ?? {};
  refuseUnknown(`ChallengeResponses of ${input.ChallengeName}`, responses, new Set(['USERNAME', 'SECRET_HASH', ...known]));
  const session = input.Session ?? sessionOfSecretBlock(responses.PASSWORD_CLAIM_SECRET_BLOCK);
  if (session === undefined) throw invalidParameter('Missing required parameter Session');
  const name = required(responses, 'USERNAME');
  checkSecretHash(client, [name], responses.SECRET_HASH);
  const nowMs = cognito.world.clock.now();
  const challenge = cognito.challenges.find(session, nowMs);
  const { user } = challenge;
  if (challenge.client !== client || challenge.name !== input.ChallengeName || client.pool.directory.find(name) !== user) {
    throw notAuthorized('Invalid session for the user.');
  }
  if (!user.enabled) throw userDisabled();
  markActive(client.pool, user, nowMs);
  return goOn(cognito, session, challenge, responses, input.ClientMetadata);
}

/** A wrong answer leaves the challenge open, except to a custom one, which is judged by its triggers. */
function goOn(
  cognito: Cognito,
  session: string,
  challenge: Challenge,
  responses: Responses,
  metadata: Record<string, string> | undefined,
): Fields | Promise<Fields> {
  const { user, client, tokenSource } = challenge;
  if (challenge.name !== 'CUSTOM_CHALLENGE') check(cognito, session, challenge, responses);
  challenge.used = true;
  switch (challenge.name) {
    case 'CUSTOM_CHALLENGE':
      return answerCustomChallenge(cognito, challenge, required(responses, 'ANSWER'), metadata);
    case 'PASSWORD_VERIFIER':
      return afterProof(cognito, client, user, metadata);
    case 'NEW_PASSWORD_REQUIRED':
      return afterPassword(cognito, client, user, tokenSource, metadata);
    default:
      return complete(cognito, client, user, tokenSource, metadata);
  }
}

/** @throws AwsError for a wrong answer */
function check(cognito: Cognito, session: string, challenge: Challenge, responses: Responses): void {
  const { user, client } = challenge;
  const nowMs = cognito.world.clock.now();
  switch (challenge.name) {
    case 'NEW_PASSWORD_REQUIRED':
      setPassword(client.pool, user, required(responses, 'NEW_PASSWORD'), 'CONFIRMED', nowMs);
      return;
    case 'SOFTWARE_TOKEN_MFA': {
      const right = acceptCode(client.pool, user, required(responses, 'SOFTWARE_TOKEN_MFA_CODE'), nowMs);
      if (!right) throw new AwsError('CodeMismatchException', 'Invalid code received for user');
      return;
    }
    case 'MFA_SETUP':
      if (user.factors?.secret === undefined) throw invalidParameter('User has not verified software token mfa');
      return;
    case 'PASSWORD_VERIFIER':
      checkClaim(cognito, session, challenge, responses);
      return;
    case 'WEB_AUTHN':
      checkPasskey(user, required(responses, 'CREDENTIAL'));
  }
}
