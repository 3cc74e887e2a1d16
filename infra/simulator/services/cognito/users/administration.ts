import type {
  AdminAddUserToGroupRequest,
  AdminCreateUserRequest,
  AdminDeleteUserRequest,
  AdminDisableUserRequest,
  AdminEnableUserRequest,
  AdminGetUserRequest,
  AdminSetUserPasswordRequest,
  AdminUpdateUserAttributesRequest,
  AdminUserGlobalSignOutRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { UnsupportedError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { type Cognito, poolOf, userOf } from '../context.ts';
import { type Checked, operation } from '../operation.ts';
import { markActive, type Pool } from '../pool/pool.ts';
import { notFound } from '../refusals.ts';
import { factorSettings } from '../self-service/factors.ts';
import { refuseTriggers } from '../triggers.ts';
import { readAttributes, updateAttributes } from './attributes.ts';
import { newUsername } from './new-username.ts';
import { setPassword } from './passwords.ts';
import { attributeList, newUser, type User } from './user.ts';

const userKey = ['UserPoolId', 'Username'] as const;

/** What staff do with one user. Reading one makes an active user; disabling, enabling and looking up groups are not on AWS's list of what does. */
export const administration = {
  AdminGetUser: operation<AdminGetUserRequest>('UserRead', userKey, [], (cognito, input) => {
    const { user } = active(cognito, input);
    const { Attributes, ...rest } = describeUser(user);
    return { ...rest, UserAttributes: Attributes, ...factorSettings(user) };
  }),
  AdminCreateUser: operation<AdminCreateUserRequest>(
    'UserCreation',
    userKey,
    ['UserAttributes', 'TemporaryPassword', 'ForceAliasCreation', 'MessageAction', 'DesiredDeliveryMediums', 'ClientMetadata'],
    createUser,
  ),
  AdminDeleteUser: operation<AdminDeleteUserRequest>('UserUpdate', userKey, [], (cognito, input) => {
    const pool = poolOf(cognito, input.UserPoolId);
    deleteUser(cognito, pool, userOf(pool, input.Username));
    return {};
  }),
  AdminSetUserPassword: operation<AdminSetUserPasswordRequest>(
    'UserAccountRecovery',
    [...userKey, 'Password'],
    ['Permanent'],
    (cognito, input) => {
      const { pool, user } = active(cognito, input);
      setPassword(pool, user, input.Password, input.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD', cognito.world.clock.now());
      return {};
    },
  ),
  AdminUserGlobalSignOut: operation<AdminUserGlobalSignOutRequest>('UserUpdate', userKey, [], (cognito, input) => {
    cognito.sessions.signOut(active(cognito, input).user, cognito.world.clock.now());
    return {};
  }),
  AdminDisableUser: operation<AdminDisableUserRequest>('UserUpdate', userKey, [], (cognito, input) => {
    const user = enable(cognito, input, false);
    cognito.sessions.revokeAccessTokens(user);
    return {};
  }),
  AdminEnableUser: operation<AdminEnableUserRequest>('UserUpdate', userKey, [], (cognito, input) => {
    enable(cognito, input, true);
    return {};
  }),
  AdminUpdateUserAttributes: operation<AdminUpdateUserAttributesRequest>(
    'UserUpdate',
    [...userKey, 'UserAttributes'],
    ['ClientMetadata'],
    (cognito, input) => {
      const { pool, user } = active(cognito, input);
      updateAttributes(cognito, pool, user, input.UserAttributes);
      return {};
    },
  ),
  AdminAddUserToGroup: operation<AdminAddUserToGroupRequest>('UserUpdate', [...userKey, 'GroupName'], [], (cognito, input) => {
    const { pool, user } = active(cognito, input);
    if (!pool.groups.has(input.GroupName)) throw notFound('Group not found.');
    user.groups = [...new Set([...(user.groups ?? []), input.GroupName])];
    return {};
  }),
};

/** A user as ListUsers and AdminCreateUser give it. */
export function describeUser(user: User) {
  return {
    Username: user.username,
    Attributes: attributeList(user),
    UserCreateDate: new Date(user.createdMs),
    UserLastModifiedDate: new Date(user.modifiedMs),
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

/** Takes a user out of the pool with all their sessions. */
export function deleteUser(cognito: Cognito, pool: Pool, user: User): void {
  cognito.sessions.signOut(user, cognito.world.clock.now());
  pool.directory.remove(user);
}

function active(cognito: Cognito, input: { readonly UserPoolId: string; readonly Username: string }): { pool: Pool; user: User } {
  const pool = poolOf(cognito, input.UserPoolId);
  const user = userOf(pool, input.Username);
  markActive(pool, user, cognito.world.clock.now());
  return { pool, user };
}

function enable(cognito: Cognito, input: { readonly UserPoolId: string; readonly Username: string }, enabled: boolean): User {
  const user = userOf(poolOf(cognito, input.UserPoolId), input.Username);
  user.enabled = enabled;
  user.modifiedMs = cognito.world.clock.now();
  return user;
}

/** Without a `TemporaryPassword` nobody learns the password, as Cognito makes one and mails it, and no mail is sent here. */
function createUser(cognito: Cognito, input: Checked<AdminCreateUserRequest>): Fields {
  const pool = poolOf(cognito, input.UserPoolId);
  if (input.MessageAction !== 'SUPPRESS') throw new UnsupportedError('cognito', 'AdminCreateUser without MessageAction SUPPRESS');
  refuseTriggers(pool, 'PreSignUp');
  const attributes = readAttributes(pool, input.UserAttributes ?? []);
  const sub = cognito.random.uuid();
  const username = newUsername(pool, input.Username, sub, attributes);
  if (!input.ForceAliasCreation || attributes.get('email_verified') !== 'true') pool.directory.assertAliasesFree(attributes);

  const nowMs = cognito.world.clock.now();
  const user = newUser({ username, sub, ...pool.directory.pack([]), status: 'FORCE_CHANGE_PASSWORD' }, nowMs);
  setPassword(pool, user, input.TemporaryPassword ?? `aA1!${cognito.random.uuid()}`, 'FORCE_CHANGE_PASSWORD', nowMs);
  pool.directory.add(user);
  pool.directory.change(user, attributes, nowMs);
  markActive(pool, user, nowMs);
  return { User: describeUser(user) };
}
