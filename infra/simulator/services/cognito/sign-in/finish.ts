import { UnsupportedError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import type { Cognito } from '../context.ts';
import type { Client } from '../pool/client.ts';
import { markActive, type Pool } from '../pool/pool.ts';
import { issueTokens, userAttributes } from '../tokens/issue.ts';
import { runTrigger } from '../triggers.ts';
import type { User } from '../users/user.ts';

/** Goes on when the password is right and stays: the second factor where there is one, then tokens. */
export function afterPassword(
  cognito: Cognito,
  client: Client,
  user: User,
  tokenSource: string,
  metadata: Readonly<Record<string, string>> | undefined,
): Fields | Promise<Fields> {
  const nowMs = cognito.world.clock.now();
  const challenge = secondFactor(client.pool, user);
  if (challenge === undefined) return complete(cognito, client, user, tokenSource, metadata);
  markActive(client.pool, user, nowMs);
  return {
    ChallengeName: challenge,
    Session: cognito.challenges.open({ name: challenge, user, client, tokenSource }, nowMs),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      ...(challenge === 'MFA_SETUP' ? { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' } : {}),
    },
  };
}

/** The last step of a sign-in by the API: PostAuthentication, then tokens. */
export async function complete(
  cognito: Cognito,
  client: Client,
  user: User,
  source: string,
  clientMetadata: Readonly<Record<string, string>> | undefined,
): Promise<Fields> {
  const authTimeMs = cognito.world.clock.now();
  await postAuthentication(cognito, client, user, clientMetadata);
  const { tokens } = await issueTokens(cognito, { client, user, authTimeMs, source, clientMetadata });
  return { ChallengeParameters: {}, AuthenticationResult: tokens };
}

/** Runs PostAuthentication. @throws AwsError what the trigger threw */
export async function postAuthentication(
  cognito: Cognito,
  client: Client,
  user: User,
  clientMetadata: Readonly<Record<string, string>> | undefined,
): Promise<void> {
  await runTrigger(cognito.world, cognito.invokeTrigger, client, 'PostAuthentication', () => ({
    triggerSource: 'PostAuthentication_Authentication',
    userName: user.username,
    request: { userAttributes: userAttributes(user), newDeviceUsed: false, ...(clientMetadata === undefined ? {} : { clientMetadata }) },
    response: {},
  }));
}

/** The challenge that follows a right password, if any. @throws UnsupportedError for factors other than an authenticator app */
export function secondFactor(pool: Pool, user: User): 'SOFTWARE_TOKEN_MFA' | 'MFA_SETUP' | undefined {
  if (pool.mfa === 'OFF') return undefined;
  const enabled = user.factors?.enabled ?? [];
  const hasApp = user.factors?.secret !== undefined;
  if (hasApp && (pool.mfa === 'ON' || enabled.includes('SOFTWARE_TOKEN_MFA'))) return 'SOFTWARE_TOKEN_MFA';
  const other = enabled.find((factor) => factor !== 'SOFTWARE_TOKEN_MFA');
  if (other !== undefined) throw new UnsupportedError('cognito', `a sign-in with the second factor ${other}`);
  return pool.mfa === 'ON' ? 'MFA_SETUP' : undefined;
}
