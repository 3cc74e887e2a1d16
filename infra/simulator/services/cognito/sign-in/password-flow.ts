import { AwsError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import type { Cognito } from '../context.ts';
import type { Client } from '../pool/client.ts';
import { markActive, type Pool } from '../pool/pool.ts';
import { incorrectPassword, notAuthorized, passwordResetRequired, userDisabled, userNotFound } from '../refusals.ts';
import { userAttributes } from '../tokens/issue.ts';
import { refuseTriggers, runTrigger } from '../triggers.ts';
import { checkPassword, temporaryPasswordExpired } from '../users/passwords.ts';
import { attributeMap, type User } from '../users/user.ts';
import { checkSecretHash, type Parameters, required } from './auth-parameters.ts';
import { afterPassword } from './finish.ts';

/** `ClientMetadata` of a request. */
type Metadata = Readonly<Record<string, string>> | undefined;

/** `USER_PASSWORD_AUTH` and `ADMIN_USER_PASSWORD_AUTH`. */
export async function passwordFlow(cognito: Cognito, client: Client, parameters: Parameters, metadata: Metadata): Promise<Fields> {
  const name = required(parameters, 'USERNAME');
  const password = required(parameters, 'PASSWORD');
  checkSecretHash(client, [name], parameters.SECRET_HASH);
  refuseMigration(client.pool, name);
  const user = await announce(cognito, client, name, metadata);
  if (user === undefined) throw incorrectPassword();
  prove(cognito, client, user, (nowMs) => checkPassword(client.pool, user, password, nowMs));
  return afterProof(cognito, client, user, undefined);
}

/** Somebody whom the pool does not have could be migrated, with the password. @throws UnsupportedError where the pool has a trigger for that */
export function refuseMigration(pool: Pool, name: string): void {
  if (pool.directory.find(name) === undefined) refuseTriggers(pool, 'UserMigration');
}

/**
 * Starts a sign-in under a name: looks the user up and runs PreAuthentication. A disabled user is told so first. Undefined for an unknown name that the
 * client does not tell, after PreAuthentication all the same.
 * @throws AwsError `UserNotFoundException`, `NotAuthorizedException`, or what the trigger threw
 */
export async function announce(cognito: Cognito, client: Client, name: string, metadata: Metadata): Promise<User | undefined> {
  const user = client.pool.directory.find(name);
  if (user === undefined && !client.hidesExistence) throw userNotFound();
  if (user?.enabled === false) throw userDisabled();
  await runTrigger(cognito.world, cognito.invokeTrigger, client, 'PreAuthentication', () => ({
    triggerSource: 'PreAuthentication_Authentication',
    userName: user?.username ?? name,
    request: {
      userAttributes: user === undefined ? {} : userAttributes(user),
      validationData: metadata ?? null,
      ...(client.hidesExistence ? { userNotFound: user === undefined } : {}),
    },
    response: {},
  }));
  return user;
}

/**
 * Checks a password by `check`, which throws, and whether the user's status lets one in at all. The order of the checks is AWS's where it is documented.
 * @throws AwsError what `check` threw; `PasswordResetRequiredException`, `UserNotConfirmedException`, `NotAuthorizedException`
 */
export function prove(cognito: Cognito, client: Client, user: User, check: (nowMs: number) => void): void {
  if (user.status === 'RESET_REQUIRED') {
    // An imported user has no password at all: under ENABLED "a generic NotAuthorizedException" (managing error responses).
    if (client.hidesExistence && user.password === undefined) throw incorrectPassword();
    throw passwordResetRequired();
  }
  check(cognito.world.clock.now());
  if (user.status === 'UNCONFIRMED') throw new AwsError('UserNotConfirmedException', 'User is not confirmed.');
}

/** Goes on when the password is right: a new one where it was temporary, else the second factor or tokens. */
export function afterProof(cognito: Cognito, client: Client, user: User, metadata: Metadata): Fields | Promise<Fields> {
  if (user.status !== 'FORCE_CHANGE_PASSWORD') return afterPassword(cognito, client, user, 'TokenGeneration_Authentication', metadata);
  const nowMs = cognito.world.clock.now();
  if (temporaryPasswordExpired(client.pool, user, nowMs)) {
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
  }
  markActive(client.pool, user, nowMs);
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: cognito.challenges.open(
      { name: 'NEW_PASSWORD_REQUIRED', user, client, tokenSource: 'TokenGeneration_NewPasswordChallenge' },
      nowMs,
    ),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(attributeMap(user)),
    },
  };
}
