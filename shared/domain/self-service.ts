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
