import type { AdminConfirmSignUpRequest, ConfirmSignUpRequest, SignUpRequest } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError, UnsupportedError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { type Cognito, clientOf, poolOf, userOf } from '../context.ts';
import { type Checked, operation } from '../operation.ts';
import { type Client, mayWrite } from '../pool/client.ts';
import type { Pool } from '../pool/pool.ts';
import { codeMismatch, noSuchUser, notAuthorized } from '../refusals.ts';
import { checkSecretHash } from '../sign-in/auth-parameters.ts';
import { refuseSenders, refuseTriggers } from '../triggers.ts';
import { readAttributes } from '../users/attributes.ts';
import { newUsername } from '../users/new-username.ts';
import { setPassword } from '../users/passwords.ts';
import { attribute, newUser, securityOf, type User } from '../users/user.ts';
import { deliveryTo } from './forgot-password.ts';
import { postConfirmation } from './post-confirmation.ts';

/** A code of SignUp lives 24 hours (quotas page). */
const codeLifeMs = 86_400_000;

/** People who make their own account. The pool's triggers PostConfirmation run, at the confirmation. */
export const signUp = {
  SignUp: operation<SignUpRequest>(
    'UserCreation',
    ['ClientId', 'Username'],
    ['Password', 'SecretHash', 'UserAttributes', 'ClientMetadata'],
    create,
  ),
  ConfirmSignUp: operation<ConfirmSignUpRequest>(
    'UserCreation',
    ['ClientId', 'Username', 'ConfirmationCode'],
    ['SecretHash', 'ClientMetadata'],
    async (cognito, input) => {
      const client = clientOf(cognito, input.ClientId);
      checkSecretHash(client, [input.Username], input.SecretHash);
      const { pool } = client;
      const user = pool.directory.find(input.Username);
      if (user === undefined) throw client.hidesExistence ? codeMismatch() : noSuchUser();
      checkUnconfirmed(user);
      const nowMs = cognito.world.clock.now();
      const code = user.security?.code;
      if (code === undefined || nowMs >= code.expiresMs) {
        throw new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
      }
      if (code.value !== input.ConfirmationCode) throw codeMismatch();
      const proven = channelOf(pool, user);
      if (proven !== undefined) {
        const changes = new Map([[`${proven}_verified`, 'true']]);
        pool.directory.assertAliasesFree(changes, user);
        pool.directory.change(user, changes, nowMs);
      }
      return confirm(cognito, client, user, input.ClientMetadata);
    },
  ),
  /** Proves no address. The trigger is told no client: AWS gives it this text in the place of an id (seen by users, not documented). */
  AdminConfirmSignUp: operation<AdminConfirmSignUpRequest>(
    'UserCreation',
    ['UserPoolId', 'Username'],
    ['ClientMetadata'],
    (cognito, input) => {
      const pool = poolOf(cognito, input.UserPoolId);
      const user = userOf(pool, input.Username);
      checkUnconfirmed(user);
      return confirm(cognito, { id: 'CLIENT_ID_NOT_APPLICABLE', pool }, user, input.ClientMetadata);
    },
  ),
};

/** Somebody new is `UNCONFIRMED`, and gets a code where the pool verifies an address or number that they gave. */
function create(cognito: Cognito, input: Checked<SignUpRequest>): Fields {
  const client = clientOf(cognito, input.ClientId);
  checkSecretHash(client, [input.Username], input.SecretHash);
  const { pool } = client;
  const admin = pool.properties.AdminCreateUserConfig as { readonly AllowAdminCreateUserOnly?: boolean } | undefined;
  if (admin?.AllowAdminCreateUserOnly) throw notAuthorized('SignUp is not permitted for this user pool');
  refuseTriggers(pool, 'PreSignUp');
  if (input.Password === undefined) throw new UnsupportedError('cognito', 'SignUp without Password');
  const attributes = readAttributes(pool, input.UserAttributes ?? []);
  for (const name of attributes.keys()) {
    if (!mayWrite(client, name)) throw notAuthorized('A client attempted to write unauthorized attribute');
  }
  const sub = cognito.random.uuid();
  const username = newUsername(pool, input.Username, sub, attributes);
  const nowMs = cognito.world.clock.now();
  const user = newUser({ username, sub, ...pool.directory.pack([]), status: 'UNCONFIRMED' }, nowMs);
  setPassword(pool, user, input.Password, 'CONFIRMED', nowMs);
  user.status = 'UNCONFIRMED';
  pool.directory.add(user);
  pool.directory.change(user, attributes, nowMs);
  return { UserConfirmed: false, UserSub: sub, ...sendCode(cognito, pool, user) };
}

function sendCode(cognito: Cognito, pool: Pool, user: User): Fields {
  const channel = channelOf(pool, user);
  if (channel === undefined) return {};
  refuseSenders(pool, channel);
  const code = String(cognito.random.int(1_000_000)).padStart(6, '0');
  const destination = attribute(user, channel) ?? '';
  securityOf(user).code = { value: code, expiresMs: cognito.world.clock.now() + codeLifeMs };
  cognito.onMessage({ poolId: pool.id, username: user.username, reason: 'SignUp', attribute: channel, destination, code });
  return { CodeDeliveryDetails: deliveryTo(channel, destination) };
}

/** Where both are verified the code goes by text message. */
function channelOf(pool: Pool, user: User): 'email' | 'phone_number' | undefined {
  const verified = (pool.properties.AutoVerifiedAttributes ?? []) as readonly string[];
  return (['phone_number', 'email'] as const).find((name) => verified.includes(name) && attribute(user, name) !== undefined);
}

function checkUnconfirmed(user: User): void {
  if (user.status !== 'UNCONFIRMED') throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
}

async function confirm(
  cognito: Cognito,
  client: Pick<Client, 'id' | 'pool'>,
  user: User,
  metadata: Readonly<Record<string, string>> | undefined,
): Promise<Fields> {
  user.status = 'CONFIRMED';
  user.modifiedMs = cognito.world.clock.now();
  securityOf(user).code = undefined;
  await postConfirmation(cognito, client, user, 'PostConfirmation_ConfirmSignUp', metadata);
  return {};
}
