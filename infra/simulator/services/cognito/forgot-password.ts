import type {
  AdminResetUserPasswordRequest,
  ConfirmForgotPasswordRequest,
  ForgotPasswordRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../../errors.ts';
import { checkSecretHash } from './auth-parameters.ts';
import { type CodeMessage, type Cognito, clientOf, poolOf, userOf } from './context.ts';
import { userAttributes } from './issue.ts';
import { operation } from './operation.ts';
import { setPassword } from './passwords.ts';
import { markActive, type Pool } from './pool.ts';
import { attemptLimit, invalidParameter, notAuthorized, userDisabled } from './refusals.ts';
import { refuseTriggers, runTrigger } from './triggers.ts';
import { attribute, securityOf, type User } from './user.ts';

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
      const { pool } = client;
      const user = pool.directory.find(input.Username);
      if (user === undefined) refuseTriggers(pool, 'UserMigration');
      if (client.hidesExistence && (user === undefined || !user.enabled || resetRefusal(pool, user) !== undefined)) {
        return {
          CodeDeliveryDetails: deliveryTo('email', input.Username.includes('@') ? input.Username : `${input.Username}@example.com`),
        };
      }
      if (user === undefined) throw noSuchUser();
      if (!user.enabled) throw userDisabled();
      limitPerHour(user, 'ForgotPassword', cognito.world.clock.now());
      return { CodeDeliveryDetails: sendCode(cognito, pool, user, 'ForgotPassword') };
    },
  ),
  ConfirmForgotPassword: operation<ConfirmForgotPasswordRequest>(
    'UserAccountRecovery',
    ['ClientId', 'Username', 'ConfirmationCode', 'Password'],
    ['SecretHash', 'ClientMetadata'],
    async (cognito, input) => {
      const client = clientOf(cognito, input.ClientId);
      checkSecretHash(client, [input.Username], input.SecretHash);
      const { pool } = client;
      const user = pool.directory.find(input.Username);
      if (user === undefined && !client.hidesExistence) throw noSuchUser();
      if (user === undefined || !user.enabled) throw codeMismatch();
      const nowMs = cognito.world.clock.now();
      limitPerHour(user, 'ConfirmForgotPassword', nowMs);
      const code = user.security?.code;
      if (code === undefined || nowMs >= code.expiresMs) {
        throw new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
      }
      if (code.value !== input.ConfirmationCode) throw codeMismatch();
      setPassword(pool, user, input.Password, 'CONFIRMED', nowMs);
      securityOf(user).code = undefined;
      markActive(pool, user, nowMs);
      await runTrigger(cognito.world, cognito.invokeTrigger, client, 'PostConfirmation', () => ({
        triggerSource: 'PostConfirmation_ConfirmForgotPassword',
        userName: user.username,
        request: {
          userAttributes: userAttributes(user),
          ...(input.ClientMetadata === undefined ? {} : { clientMetadata: input.ClientMetadata }),
        },
        response: {},
      }));
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
  refuseTriggers(pool, channel === 'email' ? 'CustomEmailSender' : 'CustomSMSSender', 'CustomMessage');
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

const noSuchUser = () => new AwsError('UserNotFoundException', 'Username/client id combination not found.');
const codeMismatch = () => new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
