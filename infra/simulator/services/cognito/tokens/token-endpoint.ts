import { AwsError, UnsupportedError } from '#simulator/errors.ts';
import type { Cognito } from '../context.ts';
import { passPage } from '../firewall.ts';
import type { Client } from '../pool/client.ts';
import { type AuthenticationResult, issueTokens } from './issue.ts';
import { usableSession } from './refresh.ts';
import { apiScope } from './sessions.ts';

/** What the token endpoint answers. */
interface OAuthTokens {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly token_type: 'Bearer';
  /** Only with the scope `openid`, or from a sign-in by the API. */
  readonly id_token?: string;
  /** Only for a code, and for a refresh with rotation. */
  readonly refresh_token?: string;
}

/**
 * `/oauth2/token` (https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html), as the application of the client uses it: it knows its
 * secret. AWS wraps what a trigger threw into an OAuth error; here it stays what it is with the API.
 */
export interface TokenEndpoint {
  /**
   * Exchanges an authorization code. PreTokenGeneration runs with `TokenGeneration_HostedAuth`: documented for "your managed login sign-in page",
   * that it runs at the exchange is believed. The tokens' `auth_time` is that of the password, however often the cookie was reused.
   * @throws AwsError `invalid_grant`
   */
  exchange(code: string): Promise<OAuthTokens>;
  /** Refreshes tokens, of API sign-ins too, whatever flows the client allows. PreTokenGeneration runs with `TokenGeneration_RefreshTokens`. */
  refresh(refreshToken: string): Promise<OAuthTokens>;
  /**
   * A token for a machine, with all scopes of the client. No trigger runs: PreTokenGeneration has client credentials from event version 3 on.
   * @throws AwsError `unauthorized_client`
   */
  clientCredentials(): OAuthTokens;
}

/** The token endpoint for one client. */
export function tokenEndpoint(cognito: Cognito, client: Client): TokenEndpoint {
  const now = () => cognito.world.clock.now();
  const visit = (category: 'UserAuthentication' | 'ClientAuthentication') => {
    passPage(cognito, client, '/oauth2/token');
    cognito.quotas.take(category);
  };
  return {
    async exchange(code) {
      visit('UserAuthentication');
      const { user, authTimeMs } = cognito.hosted.redeem(code, client, now());
      const scope = scopesOf(client).join(' ');
      const source = 'TokenGeneration_HostedAuth';
      const { tokens } = await issueTokens(cognito, { client, user, authTimeMs, source, clientMetadata: undefined, hostedScope: scope });
      return answer(tokens, scope);
    },
    async refresh(refreshToken) {
      visit('UserAuthentication');
      const session = usableSession(cognito, client, refreshToken);
      const { user, authTimeMs, scope } = session;
      const source = 'TokenGeneration_RefreshTokens';
      const { tokens } = await issueTokens(cognito, { client, user, session, authTimeMs, source, clientMetadata: undefined });
      if (client.rotationGraceSeconds === undefined) return answer(tokens, scope);
      return answer({ ...tokens, RefreshToken: cognito.sessions.rotate(session, refreshToken, now()) }, scope);
    },
    clientCredentials() {
      visit('ClientAuthentication');
      if (client.secret === undefined || !allowsFlow(client, 'client_credentials')) {
        throw new AwsError('unauthorized_client', `Client ${client.id} may not use the client_credentials grant.`);
      }
      const version = client.pool.triggers.PreTokenGenerationConfig?.LambdaVersion;
      if (version === 'V3_0') throw new UnsupportedError('cognito', `PreTokenGenerationConfig with LambdaVersion ${version}`);
      const iat = Math.floor(now() / 1000);
      const access_token = cognito.tokens.mint(client.pool, {
        sub: client.id,
        token_use: 'access',
        scope: scopesOf(client).join(' '),
        auth_time: iat,
        iss: client.pool.issuer,
        exp: iat + client.accessTokenSeconds,
        iat,
        version: 2,
        jti: cognito.sessions.nextId().id,
        client_id: client.id,
      });
      return { access_token, expires_in: client.accessTokenSeconds, token_type: 'Bearer' };
    },
  };
}

/** Whether a client may use a grant of OAuth: `code` or `client_credentials`. */
export function allowsFlow(client: Client, flow: string): boolean {
  const { AllowedOAuthFlowsUserPoolClient, AllowedOAuthFlows } = client.properties;
  return AllowedOAuthFlowsUserPoolClient === true && ((AllowedOAuthFlows ?? []) as readonly string[]).includes(flow);
}

function scopesOf(client: Client): readonly string[] {
  return (client.properties.AllowedOAuthScopes ?? []) as readonly string[];
}

function answer(tokens: AuthenticationResult, scope: string): OAuthTokens {
  return {
    access_token: tokens.AccessToken,
    expires_in: tokens.ExpiresIn,
    token_type: tokens.TokenType,
    ...(scope === apiScope || scope.split(' ').includes('openid') ? { id_token: tokens.IdToken } : {}),
    ...(tokens.RefreshToken === undefined ? {} : { refresh_token: tokens.RefreshToken }),
  };
}
