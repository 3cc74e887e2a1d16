import { AwsError } from '../../errors.ts';
import type { Fields, Headers } from '../../service.ts';
import type { Cognito } from './context.ts';
import type { Client } from './pool/client.ts';
import type { Pool } from './pool/pool.ts';

/** Whether AWS WAF lets a request to a user pool pass. `request` is made only where the pool stands behind a web ACL. */
export type Firewall = (
  userPoolArn: string,
  request: () => { readonly path: string; readonly headers: Readonly<Record<string, string>> },
) => boolean;

/**
 * The operations that AWS WAF inspects: those "that don't use AWS credentials to authorize", which are "unauthenticated, or authorized with a
 * session string or access token" (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html), by the list of
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html#user-pool-apis-auth-unauth.
 * So the `Admin…` operations, and all others that are signed with AWS credentials, pass it by.
 */
const inspected: ReadonlySet<string> = new Set([
  'AssociateSoftwareToken',
  'ChangePassword',
  'CompleteWebAuthnRegistration',
  'ConfirmDevice',
  'ConfirmForgotPassword',
  'ConfirmSignUp',
  'DeleteUser',
  'DeleteUserAttributes',
  'DeleteWebAuthnCredential',
  'ForgetDevice',
  'ForgotPassword',
  'GetDevice',
  'GetTokensFromRefreshToken',
  'GetUser',
  'GetUserAttributeVerificationCode',
  'GetUserAuthFactors',
  'GlobalSignOut',
  'InitiateAuth',
  'ListDevices',
  'ListWebAuthnCredentials',
  'ResendConfirmationCode',
  'RespondToAuthChallenge',
  'RevokeToken',
  'SetUserMFAPreference',
  'SetUserSettings',
  'SignUp',
  'StartWebAuthnRegistration',
  'UpdateAuthEventFeedback',
  'UpdateDeviceStatus',
  'UpdateUserAttributes',
  'VerifySoftwareToken',
  'VerifyUserAttribute',
]);

/**
 * Shows a call of an operation to AWS WAF, "before the API-level throttling handlers", so that what it blocks costs no quota (the same page).
 * It sees `x-amzn-cognito-operation-name` and `x-amzn-cognito-client-id`, by which "you can identify the Amazon Cognito requests that you make
 * with the user pools API". That the second is there too where the client shows in the access token alone is what this sentence says, and
 * nothing else does: `accessTokensNameTheirClient` switches it off. A token or session that is not ours names no pool, passes, and is refused after.
 * AWS does not say what becomes of a header of one of these two names that the caller sends. Here it is shown as well, before Cognito's own, as of a header that
 * comes twice. Of the caller's others `User-Agent` is shown ("browser agents", the same page).
 * @throws AwsError `ForbiddenException`
 */
export function passOperation(cognito: Cognito, name: string, input: Fields, sent: Headers = {}): void {
  const { firewall } = cognito;
  if (firewall === undefined || !inspected.has(name)) return;
  const origin = originOf(cognito, input);
  if (origin === undefined) return;
  const { pool, clientId } = origin;
  const added = { 'x-amzn-cognito-operation-name': name, ...(clientId === undefined ? {} : { 'x-amzn-cognito-client-id': clientId }) };
  const headers = { ...shown(sent), ...joined(sent, added) };
  if (!firewall(pool.arn, () => ({ path: '/', headers }))) throw blocked();
}

/**
 * Shows a request for a page of managed login, such as `/forgotPassword`, to AWS WAF. "Managed login requests only include the
 * `x-amzn-cognito-client-id` header" (the same page). Stored versions of it differ: one says that rules are enforced on the classic
 * hosted pages only, not with `ManagedLoginVersion` 2; here they are on both.
 * @throws AwsError `ForbiddenException`, in the place of the page that a browser would get
 */
export function passPage({ firewall }: Cognito, client: Client, path: string): void {
  const headers = { 'x-amzn-cognito-client-id': client.id };
  if (firewall?.(client.pool.arn, () => ({ path, headers })) === false) throw blocked();
}

function originOf(cognito: Cognito, input: Fields): { readonly pool: Pool; readonly clientId: string | undefined } | undefined {
  if (typeof input.ClientId === 'string') {
    const client = cognito.clients.get(input.ClientId);
    return client && { pool: client.pool, clientId: client.id };
  }
  if (typeof input.AccessToken === 'string') {
    const read = cognito.tokens.read(input.AccessToken);
    return read && { pool: read.pool, clientId: cognito.accessTokensNameTheirClient ? String(read.claims.client_id) : undefined };
  }
  const client = typeof input.Session === 'string' ? cognito.challenges.clientOf(input.Session) : undefined;
  return client && { pool: client.pool, clientId: client.id };
}

function shown({ 'user-agent': agent }: Headers): Headers {
  return agent === undefined || agent === '' ? {} : { 'user-agent': agent };
}

function joined(sent: Headers, added: Headers): Headers {
  const names = new Set([...Object.keys(added), 'x-amzn-cognito-client-id']);
  const values = [...names].map((name) => [name, [sent[name], added[name]].filter((value) => value !== undefined).join(',')] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}

const blocked = () => new AwsError('ForbiddenException', 'Request not allowed due to WAF block.', {}, 403);
