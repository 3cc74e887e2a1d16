import type { AdminInitiateAuthRequest, InitiateAuthRequest } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError, UnsupportedError } from '../../errors.ts';
import type { Fields } from '../../service.ts';
import { checkSecretHash, type Parameters, required } from './auth-parameters.ts';
import type { Client } from './client.ts';
import { type Cognito, clientOf } from './context.ts';
import { issueTokens, userAttributes } from './issue.ts';
import { operation } from './operation.ts';
import { checkPassword, temporaryPasswordExpired } from './passwords.ts';
import { markActive, type Pool } from './pool.ts';
import { refreshFlow } from './refresh.ts';
import { incorrectPassword, invalidParameter, notAuthorized, passwordResetRequired, userDisabled, userNotFound } from './refusals.ts';
import { refuseTriggers, runTrigger } from './triggers.ts';
import { attributeMap, type User } from './user.ts';

/** Sign-in with a password or a refresh token. */
export const signIn = {
  InitiateAuth: operation<InitiateAuthRequest>(
    'UserAuthentication',
    ['ClientId', 'AuthFlow'],
    ['AuthParameters', 'ClientMetadata'],
    (cognito, input) => {
      const client = clientOf(cognito, input.ClientId);
      if (input.AuthFlow.startsWith('ADMIN_')) throw invalidParameter('Initiate Auth method not supported.');
      return start(cognito, client, input.AuthFlow, input.AuthParameters ?? {}, input.ClientMetadata);
    },
  ),
  AdminInitiateAuth: operation<AdminInitiateAuthRequest>(
    'UserAuthentication',
    ['UserPoolId', 'ClientId', 'AuthFlow'],
    ['AuthParameters', 'ClientMetadata'],
    (cognito, input) => {
      const client = clientOf(cognito, input.ClientId, input.UserPoolId);
      if (input.AuthFlow === 'USER_PASSWORD_AUTH') throw invalidParameter('Initiate Auth method not supported.');
      return start(cognito, client, input.AuthFlow, input.AuthParameters ?? {}, input.ClientMetadata);
    },
  ),
};

function start(cognito: Cognito, client: Client, flow: string, parameters: Parameters, metadata: Record<string, string> | undefined) {
  switch (flow) {
    case 'USER_PASSWORD_AUTH':
      if (!client.flows.has(flow)) throw invalidParameter('USER_PASSWORD_AUTH flow not enabled for this client');
      return passwordFlow(cognito, client, parameters, metadata);
    case 'ADMIN_USER_PASSWORD_AUTH':
    case 'ADMIN_NO_SRP_AUTH':
      if (!client.flows.has('ADMIN_USER_PASSWORD_AUTH') && !client.flows.has('ADMIN_NO_SRP_AUTH')) {
        throw invalidParameter('Auth flow not enabled for this client');
      }
      return passwordFlow(cognito, client, parameters, metadata);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      return refreshFlow(cognito, client, required(parameters, 'REFRESH_TOKEN'), parameters.SECRET_HASH);
    default:
      throw new UnsupportedError('cognito', `AuthFlow ${flow}`);
  }
}

/** The order of the checks is AWS's where it is documented; a disabled user is told so before the password is looked at. */
async function passwordFlow(
  cognito: Cognito,
  client: Client,
  parameters: Parameters,
  metadata: Record<string, string> | undefined,
): Promise<Fields> {
  const { pool } = client;
  const name = required(parameters, 'USERNAME');
  const password = required(parameters, 'PASSWORD');
  checkSecretHash(client, [name], parameters.SECRET_HASH);
  const user = pool.directory.find(name);
  if (user === undefined) {
    refuseTriggers(pool, 'UserMigration');
    if (!client.hidesExistence) throw userNotFound();
    await preAuthentication(cognito, client, name, undefined, metadata);
    throw incorrectPassword();
  }
  if (!user.enabled) throw userDisabled();
  await preAuthentication(cognito, client, user.username, user, metadata);
  const nowMs = cognito.world.clock.now();
  if (user.status === 'RESET_REQUIRED') {
    // An imported user has no password at all: under ENABLED "a generic NotAuthorizedException" (managing error responses).
    if (client.hidesExistence && user.password === undefined) throw incorrectPassword();
    throw passwordResetRequired();
  }
  checkPassword(pool, user, password, nowMs);
  if (user.status === 'UNCONFIRMED') throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
  if (user.status !== 'FORCE_CHANGE_PASSWORD') return afterPassword(cognito, client, user, 'TokenGeneration_Authentication', undefined);

  if (temporaryPasswordExpired(pool, user, nowMs)) {
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
  }
  markActive(pool, user, nowMs);
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: cognito.challenges.open('NEW_PASSWORD_REQUIRED', user, client, 'TokenGeneration_NewPasswordChallenge', nowMs),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(attributeMap(user)),
    },
  };
}

async function preAuthentication(
  cognito: Cognito,
  client: Client,
  userName: string,
  user: User | undefined,
  metadata: Record<string, string> | undefined,
): Promise<void> {
  await runTrigger(cognito.world, cognito.invokeTrigger, client, 'PreAuthentication', () => ({
    triggerSource: 'PreAuthentication_Authentication',
    userName,
    request: {
      userAttributes: user === undefined ? {} : userAttributes(user),
      validationData: metadata ?? null,
      ...(client.hidesExistence ? { userNotFound: user === undefined } : {}),
    },
    response: {},
  }));
}

/** Goes on when the password is right: the second factor where there is one, then tokens. */
export function afterPassword(
  cognito: Cognito,
  client: Client,
  user: User,
  source: string,
  metadata: Record<string, string> | undefined,
): Fields | Promise<Fields> {
  const nowMs = cognito.world.clock.now();
  const challenge = secondFactor(client.pool, user);
  if (challenge === undefined) return complete(cognito, client, user, source, metadata);
  markActive(client.pool, user, nowMs);
  return {
    ChallengeName: challenge,
    Session: cognito.challenges.open(challenge, user, client, source, nowMs),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      ...(challenge === 'MFA_SETUP' ? { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' } : {}),
    },
  };
}

/** The last step of a sign-in: PostAuthentication, then tokens. */
export async function complete(
  cognito: Cognito,
  client: Client,
  user: User,
  source: string,
  clientMetadata: Record<string, string> | undefined,
): Promise<Fields> {
  const authTimeMs = cognito.world.clock.now();
  await runTrigger(cognito.world, cognito.invokeTrigger, client, 'PostAuthentication', () => ({
    triggerSource: 'PostAuthentication_Authentication',
    userName: user.username,
    request: { userAttributes: userAttributes(user), newDeviceUsed: false, ...(clientMetadata === undefined ? {} : { clientMetadata }) },
    response: {},
  }));
  const { tokens } = await issueTokens(cognito, { client, user, authTimeMs, source, clientMetadata });
  return { ChallengeParameters: {}, AuthenticationResult: tokens };
}

function secondFactor(pool: Pool, user: User): 'SOFTWARE_TOKEN_MFA' | 'MFA_SETUP' | undefined {
  if (pool.mfa === 'OFF') return undefined;
  const enabled = user.factors?.enabled ?? [];
  const hasApp = user.factors?.secret !== undefined;
  if (hasApp && (pool.mfa === 'ON' || enabled.includes('SOFTWARE_TOKEN_MFA'))) return 'SOFTWARE_TOKEN_MFA';
  const other = enabled.find((factor) => factor !== 'SOFTWARE_TOKEN_MFA');
  if (other !== undefined) throw new UnsupportedError('cognito', `a sign-in with the second factor ${other}`);
  return pool.mfa === 'ON' ? 'MFA_SETUP' : undefined;
}
