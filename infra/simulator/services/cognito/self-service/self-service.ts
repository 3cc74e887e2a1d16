import type {
  ChangePasswordRequest,
  DeleteUserRequest,
  GetUserRequest,
  GlobalSignOutRequest,
  UpdateUserAttributesRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { operation } from '../operation.ts';
import { mayRead } from '../pool/client.ts';
import { invalidParameter, passwordResetRequired } from '../refusals.ts';
import { authorize } from '../tokens/access.ts';
import { deleteUser } from '../users/administration.ts';
import { readAttributes, updateAttributes } from '../users/attributes.ts';
import { checkPassword, setPassword } from '../users/passwords.ts';
import { attributeList } from '../users/user.ts';
import { factorSettings } from './factors.ts';
import { limitPerHour } from './forgot-password.ts';
import { proveContacts } from './verify-attribute.ts';

/** What users do with their own access token. No trigger runs here, and an access token works until it expires or is revoked. */
export const selfService = {
  GetUser: operation<GetUserRequest>('UserRead', ['AccessToken'], [], (cognito, input) => {
    const { user, client } = authorize(cognito, input.AccessToken);
    return {
      Username: user.username,
      UserAttributes: attributeList(user).filter(({ Name }) => mayRead(client, Name)),
      ...factorSettings(user),
    };
  }),
  ChangePassword: operation<ChangePasswordRequest>(
    'UserAccountRecovery',
    ['AccessToken', 'ProposedPassword'],
    ['PreviousPassword'],
    (cognito, input) => {
      const { pool, user } = authorize(cognito, input.AccessToken);
      const nowMs = cognito.world.clock.now();
      limitPerHour(user, 'ChangePassword', nowMs);
      if (user.status === 'RESET_REQUIRED') throw passwordResetRequired();
      if (user.password !== undefined) {
        if (input.PreviousPassword === undefined) throw invalidParameter('Missing required parameter PreviousPassword');
        checkPassword(pool, user, input.PreviousPassword, nowMs);
      }
      setPassword(pool, user, input.ProposedPassword, 'CONFIRMED', nowMs);
      return {};
    },
  ),
  UpdateUserAttributes: operation<UpdateUserAttributesRequest>(
    'UserUpdate',
    ['AccessToken', 'UserAttributes'],
    ['ClientMetadata'],
    (cognito, input) => {
      const { pool, user, client } = authorize(cognito, input.AccessToken);
      const waiting = updateAttributes(cognito, pool, user, input.UserAttributes, client);
      const given = readAttributes(pool, input.UserAttributes);
      return { CodeDeliveryDetailsList: proveContacts(cognito, pool, user, given, waiting) };
    },
  ),
  GlobalSignOut: operation<GlobalSignOutRequest>('UserUpdate', ['AccessToken'], [], (cognito, input) => {
    cognito.sessions.signOut(authorize(cognito, input.AccessToken).user, cognito.world.clock.now());
    return {};
  }),
  DeleteUser: operation<DeleteUserRequest>('UserUpdate', ['AccessToken'], [], (cognito, input) => {
    const { pool, user } = authorize(cognito, input.AccessToken);
    deleteUser(cognito, pool, user);
    return {};
  }),
};
