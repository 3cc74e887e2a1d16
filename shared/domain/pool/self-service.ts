import { createHmac } from 'node:crypto';

/**
 * Operations of Cognito's public API with which whoever holds an access token (or a session of a sign-in) changes an account, past every
 * trigger, and those with which anybody resets a password. Left open: what signs in, what only reads, and what only ends sessions
 * (`GlobalSignOut`, `RevokeToken`, `RevokeUserSession`). By the token-authorized and unauthenticated operations of
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html#user-pool-apis-auth-unauth.
 */
export const selfServiceOperations = [
  'AssociateSoftwareToken',
  'ChangePassword',
  'CompleteWebAuthnRegistration',
  'ConfirmDevice',
  'ConfirmForgotPassword',
  'DeleteUser',
  'DeleteUserAttributes',
  'DeleteWebAuthnCredential',
  'ForgetDevice',
  'ForgotPassword',
  'GetUserAttributeVerificationCode',
  'SetUserMFAPreference',
  'SetUserSettings',
  'StartWebAuthnRegistration',
  'UpdateDeviceStatus',
  'UpdateUserAttributes',
  'VerifySoftwareToken',
  'VerifyUserAttribute',
] as const;

/**
 * Pages of managed login that do the same, in small letters; a path that begins so is meant
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html).
 */
export const selfServicePages = ['/forgotpassword', '/confirmforgotpassword', '/passkeys/add'] as const;

/** Names of the directory firewall's rules: one over the operations, one over the pages of managed login. */
export const firewallRules = { operations: 'self-service', pages: 'self-service-pages' } as const;

/** Whether self-service at the directory is counted only, or shut. */
export type FirewallMode = 'count' | 'block';

/**
 * What Sluis's own requests show to the directory's firewall in their `User-Agent`: nobody else can send it. Derived from the secret of the codes, so that it is
 * replaced together with that.
 */
export function firewallKeyOf(secret: string): string {
  return createHmac('sha256', secret).update('key for the firewall of the directory').digest('hex');
}
