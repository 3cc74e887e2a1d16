import type { Cognito } from '../context.ts';
import type { Client } from '../pool/client.ts';
import type { Pool } from '../pool/pool.ts';
import { notAuthorized, userDisabled } from '../refusals.ts';
import type { User } from '../users/user.ts';
import { apiScope } from './sessions.ts';

/**
 * The user who calls Cognito with an access token of their own.
 * @throws AwsError `NotAuthorizedException`: forged, expired, revoked, without the scope for it, or the user is disabled.
 */
export function authorize(cognito: Cognito, accessToken: string): { pool: Pool; client: Client; user: User } {
  const read = cognito.tokens.read(accessToken);
  if (read === undefined || read.claims.token_use !== 'access') throw notAuthorized('Invalid Access Token');
  const { pool, claims } = read;
  if (Number(claims.exp) * 1000 <= cognito.world.clock.now()) throw notAuthorized('Access Token has expired');
  if (!String(claims.scope).split(' ').includes(apiScope)) throw notAuthorized('Access Token does not have required scopes');
  const session = cognito.sessions.ofAccessToken(claims.origin_jti, claims.jti);
  if (session === undefined) throw notAuthorized('Access Token has been revoked');
  if (!session.user.enabled) throw userDisabled();
  return { pool, client: session.client, user: session.user };
}
