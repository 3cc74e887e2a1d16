import type {
  AdminResetUserPasswordRequest,
  ConfirmForgotPasswordRequest,
  ForgotPasswordRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '#simulator/errors.ts';
import { type CodeMessage, type Cognito, clientOf, poolOf, userOf } from '../context.ts';
import { operation } from '../operation.ts';
import type { Client } from '../pool/client.ts';
import { markActive, type Pool } from '../pool/pool.ts';
import { attemptLimit, codeMismatch, invalidParameter, noSuchUser, notAuthorized, userDisabled } from '../refusals.ts';
import { checkSecretHash } from '../sign-in/auth-parameters.ts';
import { refuseSenders, refuseTriggers } from '../triggers.ts';
import { setPassword } from '../users/passwords.ts';
import { attribute, securityOf, type User } from '../users/user.ts';
import { postConfirmation } from './post-confirmation.ts';

/** A code of ForgotPassword and AdminResetUserPassword lives one hour (quotas page). */
const codeLifeMs = 3_600_000;
/** The quotas page: ChangePassword 5 an hour, the others 5 to 20 by risk; the strictest is taken. */
const attemptsPerHour = 5;
const hourMs = 3_600_000;

/** Password resets by Cognito's own code. It is sent at once, whatever the pace of other mail. */
export const forgottenPasswords = {
  ForgotPassword: operation<ForgotPasswordRequest>(
    'UserAccountRecovery',
    ['ClientId', 'Username'],
    ['SecretHash', 'ClientMetadata'],
    (cognito, input) => {
      const client = clientOf(cognito, input.ClientId);
      checkSecretHash(client, [input.Username], input.SecretHash);
      return { CodeDeliveryDetails: requestReset(cognito, client, input.Username) };
    },
  ),
  ConfirmForgotPassword: operation<ConfirmForgotPasswordRequest>(
    'UserAccountRecovery',
    ['ClientId', 'Username', 'ConfirmationCode', 'Password'],
    ['SecretHash', 'ClientMetadata'],
    async (cognito, input) => {
      const client = clientOf(cognito, input.ClientId);
      checkSecretHash(client, [input.Username], input.SecretHash);
      const { Username: username, ConfirmationCode: code, Password: password, ClientMetadata: metadata } = input;
      await confirmReset(cognito, client, { username, code, password, metadata });
      return {};
    },
  ),
  /** Not an event that makes a user active; sessions stay. */
  AdminResetUserPassword: operation<AdminResetUserPasswordRequest>(
    'UserAccountRecovery',
    ['UserPoolId', 'Username'],
    ['ClientMetadata'],
    (cognito, input) => {
      const pool = poolOf(cognito, input.UserPoolId);
      const user = userOf(pool, input.Username);
      sendCode(cognito, pool, user, 'AdminResetUserPassword');
      user.status = 'RESET_REQUIRED';
      user.modifiedMs = cognito.world.clock.now();
      return {};
    },
  ),
};

/** Sends a code to whoever forgot a password, and gives where it went. @throws AwsError as ForgotPassword */
export function requestReset(cognito: Cognito, client: Client, username: string) {
  const { pool } = client;
  const user = pool.directory.find(username);
  if (user === undefined) refuseTriggers(pool, 'UserMigration');
  if (client.hidesExistence && (user === undefined || !user.enabled || resetRefusal(pool, user) !== undefined)) {
    return deliveryTo('email', username.includes('@') ? username : `${username}@example.com`);
  }
  if (user === undefined) throw noSuchUser();
  if (!user.enabled) throw userDisabled();
  limitPerHour(user, 'ForgotPassword', cognito.world.clock.now());
  return sendCode(cognito, pool, user, 'ForgotPassword');
}

/** What ends a reset. */
interface Confirmation {
  readonly username: string;
  readonly code: string;
  readonly password: string;
  readonly metadata: Readonly<Record<string, string>> | undefined;
}

/** Sets a new password by a code, then runs PostConfirmation. @throws AwsError as ConfirmForgotPassword */
export async function confirmReset(cognito: Cognito, client: Client, { username, code, password, metadata }: Confirmation): Promise<void> {
  const { pool } = client;
  const user = pool.directory.find(username);
  if (user === undefined && !client.hidesExistence) throw noSuchUser();
  if (user === undefined || !user.enabled) throw codeMismatch();
  const nowMs = cognito.world.clock.now();
  limitPerHour(user, 'ConfirmForgotPassword', nowMs);
  const sent = user.security?.code;
  if (sent === undefined || nowMs >= sent.expiresMs) {
    throw new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
  }
  if (sent.value !== code) throw codeMismatch();
  setPassword(pool, user, password, 'CONFIRMED', nowMs);
  securityOf(user).code = undefined;
  markActive(pool, user, nowMs);
  await postConfirmation(cognito, client, user, 'PostConfirmation_ConfirmForgotPassword', metadata);
}

/** Counts an attempt. @throws AwsError `LimitExceededException` from the sixth of a kind within an hour. */
export function limitPerHour(user: User, kind: string, nowMs: number): void {
  const attempts = (securityOf(user).attempts ??= new Map<string, number[]>());
  const recent = (attempts.get(kind) ?? []).filter((atMs) => atMs > nowMs - hourMs);
  if (recent.length >= attemptsPerHour) throw attemptLimit();
  attempts.set(kind, [...recent, nowMs]);
}

/** `CodeDeliveryDetails` of a message to this address or number, masked as Cognito does. */
export function deliveryTo(attributeName: string, value: string) {
  const masked = value.includes('@') ? value.replace(/^(.).*@(.).*$/s, '$1***@$2***') : `+*******${value.slice(-4)}`;
  return { Destination: masked, DeliveryMedium: attributeName === 'email' ? 'EMAIL' : 'SMS', AttributeName: attributeName };
}

function sendCode(cognito: Cognito, pool: Pool, user: User, reason: CodeMessage['reason']) {
  const refusal = resetRefusal(pool, user);
  if (refusal !== undefined) throw refusal;
  const channel = recoveryChannel(pool, user) ?? 'email';
  refuseSenders(pool, channel);
  const code = String(cognito.random.int(1_000_000)).padStart(6, '0');
  const destination = attribute(user, channel) ?? '';
  securityOf(user).code = { value: code, expiresMs: cognito.world.clock.now() + codeLifeMs };
  cognito.onMessage({ poolId: pool.id, username: user.username, reason, attribute: channel, destination, code });
  return deliveryTo(channel, destination);
}

/** Why the user's password cannot be reset by a code. */
function resetRefusal(pool: Pool, user: User): AwsError | undefined {
  if (user.status !== 'CONFIRMED' && user.status !== 'RESET_REQUIRED')
    return notAuthorized('User password cannot be reset in the current state.');
  if (pool.recovery[0] === 'admin_only') return notAuthorized('Contact administrator to reset password.');
  if (recoveryChannel(pool, user) !== undefined) return undefined;
  return invalidParameter('Cannot reset password for the user as there is no registered/verified email or phone_number');
}

/** Without a setting "SMS is preferred over email" (AccountRecoverySetting). */
function recoveryChannel(pool: Pool, user: User): CodeMessage['attribute'] | undefined {
  const order = pool.recovery.length > 0 ? pool.recovery : ['verified_phone_number', 'verified_email'];
  const channels = order.map((mechanism) => (mechanism === 'verified_email' ? 'email' : 'phone_number'));
  return channels.find((channel) => attribute(user, `${channel}_verified`) === 'true' && attribute(user, channel) !== undefined);
}
