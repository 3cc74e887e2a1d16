import type { GetTokensFromRefreshTokenRequest, RevokeTokenRequest } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { type Cognito, clientOf } from '../context.ts';
import { operation } from '../operation.ts';
import type { Client } from '../pool/client.ts';
import { invalidParameter, notAuthorized, userDisabled } from '../refusals.ts';
import { checkSecretHash } from '../sign-in/auth-parameters.ts';
import { issueTokens } from './issue.ts';
import { decodeClaims } from './tokens.ts';

/** Operations on refresh tokens. Neither the user's status nor a changed password stops a refresh; only a revoked session does, or a trigger. */
export const refreshing = {
  GetTokensFromRefreshToken: operation<GetTokensFromRefreshTokenRequest>(
    'UserAuthentication',
    ['RefreshToken', 'ClientId'],
    ['ClientSecret', 'ClientMetadata'],
    async (cognito, input) => {
      const client = clientOf(cognito, input.ClientId);
      if (client.secret !== input.ClientSecret) throw notAuthorized(`Unable to verify secret for client ${client.id}`);
      const session = usableSession(cognito, client, input.RefreshToken);
      // AWS gives the same trigger source as for a sign-in.
      const source = 'TokenGeneration_Authentication';
      const { user, authTimeMs } = session;
      const { tokens } = await issueTokens(cognito, { client, user, session, authTimeMs, source, clientMetadata: input.ClientMetadata });
      const rotates = client.rotationGraceSeconds !== undefined;
      return {
        AuthenticationResult: rotates
          ? { ...tokens, RefreshToken: cognito.sessions.rotate(session, input.RefreshToken, cognito.world.clock.now()) }
          : tokens,
      };
    },
  ),
  RevokeToken: operation<RevokeTokenRequest>('UserToken', ['Token', 'ClientId'], ['ClientSecret'], (cognito, input) => {
    const client = clientOf(cognito, input.ClientId);
    if (client.secret !== input.ClientSecret)
      throw new AwsError('UnauthorizedException', `Unable to verify secret for client ${client.id}`);
    if (decodeClaims(input.Token)?.token_use !== undefined) {
      throw new AwsError('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked');
    }
    if (!cognito.sessions.revoke(input.Token, client)) throw invalidParameter('Invalid Refresh Token.');
    return {};
  }),
};

/** `REFRESH_TOKEN_AUTH` of InitiateAuth and AdminInitiateAuth. */
export async function refreshFlow(cognito: Cognito, client: Client, refreshToken: string, secretHash: string | undefined): Promise<Fields> {
  if (!client.flows.has('REFRESH_TOKEN_AUTH') || client.rotationGraceSeconds !== undefined) {
    throw invalidParameter('Auth flow not enabled for this client');
  }
  const session = usableSession(cognito, client, refreshToken);
  const { user, authTimeMs } = session;
  checkSecretHash(client, [user.username, user.sub], secretHash);
  const source = 'TokenGeneration_RefreshTokens';
  const { tokens } = await issueTokens(cognito, { client, user, session, authTimeMs, source, clientMetadata: undefined });
  return { ChallengeParameters: {}, AuthenticationResult: tokens };
}

/** The session of a refresh token that may be used now. @throws AwsError as `Sessions.ofRefreshToken`; `NotAuthorizedException` for a disabled user */
export function usableSession(cognito: Cognito, client: Client, refreshToken: string) {
  const session = cognito.sessions.ofRefreshToken(refreshToken, client, cognito.world.clock.now());
  if (!session.user.enabled) throw userDisabled();
  return session;
}
