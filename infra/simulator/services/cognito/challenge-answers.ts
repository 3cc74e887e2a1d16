import type {
  AdminRespondToAuthChallengeRequest,
  ChallengeNameType,
  RespondToAuthChallengeRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsError, UnsupportedError } from '../../errors.ts';
import type { Fields } from '../../service.ts';
import { checkSecretHash, required } from './auth-parameters.ts';
import type { Challenge } from './challenge-sessions.ts';
import type { Client } from './client.ts';
import { type Cognito, clientOf } from './context.ts';
import { acceptCode } from './factors.ts';
import { operation } from './operation.ts';
import { setPassword } from './passwords.ts';
import { markActive } from './pool.ts';
import { invalidParameter, notAuthorized, userDisabled } from './refusals.ts';
import { afterPassword, complete } from './sign-in.ts';
import { refuseUnknown } from './template.ts';

const responsesOf: Readonly<Record<string, ReadonlySet<string>>> = {
  NEW_PASSWORD_REQUIRED: new Set(['USERNAME', 'SECRET_HASH', 'NEW_PASSWORD']),
  SOFTWARE_TOKEN_MFA: new Set(['USERNAME', 'SECRET_HASH', 'SOFTWARE_TOKEN_MFA_CODE']),
  MFA_SETUP: new Set(['USERNAME', 'SECRET_HASH']),
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
  const known = responsesOf[input.ChallengeName];
  if (known === undefined) throw new UnsupportedError('cognito', `ChallengeName ${input.ChallengeName}`);
  if (input.Session === undefined) throw invalidParameter('Missing required parameter Session');
  const responses = input.ChallengeResponses ?? {};
  refuseUnknown(`ChallengeResponses of ${input.ChallengeName}`, responses, known);
  const name = required(responses, 'USERNAME');
  checkSecretHash(client, [name], responses.SECRET_HASH);
  const nowMs = cognito.world.clock.now();
  const challenge = cognito.challenges.find(input.Session, nowMs);
  const { user } = challenge;
  if (challenge.client !== client || challenge.name !== input.ChallengeName || client.pool.directory.find(name) !== user) {
    throw notAuthorized('Invalid session for the user.');
  }
  if (!user.enabled) throw userDisabled();
  markActive(client.pool, user, nowMs);
  check(challenge, responses, nowMs);
  challenge.used = true;
  const { tokenSource } = challenge;
  return challenge.name === 'NEW_PASSWORD_REQUIRED'
    ? afterPassword(cognito, client, user, tokenSource, input.ClientMetadata)
    : complete(cognito, client, user, tokenSource, input.ClientMetadata);
}

/** A wrong answer leaves the challenge open. */
function check(challenge: Challenge, responses: Record<string, string>, nowMs: number): void {
  const { user, client } = challenge;
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
  }
}
