import { UnsupportedError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { invalidParameter } from '../refusals.ts';
import { refuseUnknown } from '../template.ts';
import type { Pool } from './pool.ts';

/** An app client of a pool. */
export interface Client {
  readonly id: string;
  /** Undefined for a public client. */
  readonly secret: string | undefined;
  readonly pool: Pool;
  /** The properties as the template has them. */
  readonly properties: Fields;
  readonly createdMs: number;
  /** Sign-in flows that are switched on, without `ALLOW_`. */
  readonly flows: ReadonlySet<string>;
  /** `PreventUserExistenceErrors` is `ENABLED`. */
  readonly hidesExistence: boolean;
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  /** How long a challenge may be answered: 180 to 900. */
  readonly challengeSeconds: number;
  /** Seconds for which a rotated refresh token may be sent again (0 to 60); undefined without rotation. */
  readonly rotationGraceSeconds: number | undefined;
  /** How long after a sign-in this client reuses the cookie of managed login: 0 to 129,600. */
  cookieMinutes: number;
  /** Attributes that the user may read or write through this client; undefined is Cognito's default, all standard ones. */
  readonly readable: ReadonlySet<string> | undefined;
  readonly writable: ReadonlySet<string> | undefined;
}

/** Template properties of `AWS::Cognito::UserPoolClient`, as far as they are read here; others are only described. */
interface ClientProperties {
  readonly ExplicitAuthFlows?: readonly string[];
  readonly PreventUserExistenceErrors?: 'ENABLED' | 'LEGACY';
  readonly AccessTokenValidity?: number;
  readonly IdTokenValidity?: number;
  readonly RefreshTokenValidity?: number;
  readonly TokenValidityUnits?: { readonly AccessToken?: string; readonly IdToken?: string; readonly RefreshToken?: string };
  readonly AuthSessionValidity?: number;
  readonly RefreshTokenRotation?: { readonly Feature?: string; readonly RetryGracePeriodSeconds?: number };
  readonly ReadAttributes?: readonly string[];
  readonly WriteAttributes?: readonly string[];
  readonly EnableTokenRevocation?: boolean;
}

/** Properties that are kept and described, and have no effect here beyond {@link ClientProperties}. */
const known = new Set([
  'AccessTokenValidity',
  'AllowedOAuthFlows',
  'AllowedOAuthFlowsUserPoolClient',
  'AllowedOAuthScopes',
  'AuthSessionValidity',
  'CallbackURLs',
  'ClientName',
  'DefaultRedirectURI',
  'EnablePropagateAdditionalUserContextData',
  'EnableTokenRevocation',
  'ExplicitAuthFlows',
  'GenerateSecret',
  'IdTokenValidity',
  'LogoutURLs',
  'PreventUserExistenceErrors',
  'ReadAttributes',
  'RefreshTokenRotation',
  'RefreshTokenValidity',
  'SupportedIdentityProviders',
  'TokenValidityUnits',
  'UserPoolId',
  'WriteAttributes',
]);

const unitSeconds: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/**
 * Reads the template properties of an app client. Defaults are Cognito's: access and ID tokens and cookies 1 hour, refresh tokens
 * 30 days, challenges 3 minutes, and without `ExplicitAuthFlows` neither password flow.
 * @throws AwsError `InvalidParameterException` for a validity out of range; UnsupportedError for unknown properties.
 */
export function makeClient(pool: Pool, id: string, secret: string | undefined, properties: Fields, nowMs: number): Client {
  refuseUnknown('AWS::Cognito::UserPoolClient', properties, known);
  const given = properties as ClientProperties;
  if (given.EnableTokenRevocation === false) throw new UnsupportedError('cognito', 'a client with EnableTokenRevocation false');
  const units = given.TokenValidityUnits;
  const accessTokenSeconds = validity('access token', given.AccessTokenValidity || 1, units?.AccessToken ?? 'hours', 300, 86_400);
  const idTokenSeconds = validity('id token', given.IdTokenValidity || 1, units?.IdToken ?? 'hours', 300, 86_400);
  return {
    id,
    secret,
    pool,
    properties,
    createdMs: nowMs,
    flows: new Set(
      (given.ExplicitAuthFlows ?? ['REFRESH_TOKEN_AUTH', 'USER_SRP_AUTH', 'CUSTOM_AUTH']).map((flow) => flow.replace(/^ALLOW_/, '')),
    ),
    hidesExistence: given.PreventUserExistenceErrors === 'ENABLED',
    accessTokenSeconds,
    idTokenSeconds,
    refreshTokenSeconds: validity(
      'refresh token',
      given.RefreshTokenValidity || 30,
      units?.RefreshToken ?? 'days',
      Math.max(3600, accessTokenSeconds, idTokenSeconds),
      315_360_000,
    ),
    challengeSeconds: validity('auth session', given.AuthSessionValidity ?? 3, 'minutes', 180, 900),
    rotationGraceSeconds:
      given.RefreshTokenRotation?.Feature === 'ENABLED' ? (given.RefreshTokenRotation.RetryGracePeriodSeconds ?? 0) : undefined,
    cookieMinutes: 60,
    readable: given.ReadAttributes === undefined ? undefined : new Set(given.ReadAttributes),
    writable: given.WriteAttributes === undefined ? undefined : new Set(given.WriteAttributes),
  };
}

/** Whether a user may read an attribute through a client: without a list all that are not the pool's own (`custom:`). */
export function mayRead(client: Client, name: string): boolean {
  return name === 'sub' || (client.readable?.has(name) ?? !name.startsWith('custom:'));
}

/** Whether a user may write an attribute through a client. Whether an address is verified is never theirs to say. */
export function mayWrite(client: Client, name: string): boolean {
  if (name.endsWith('_verified')) return false;
  return client.writable?.has(name) ?? !name.startsWith('custom:');
}

function validity(what: string, value: number, unit: string, least: number, most: number): number {
  const seconds = value * (unitSeconds[unit] ?? Number.NaN);
  if (seconds >= least && seconds <= most) return seconds;
  throw invalidParameter(`Invalid range for token validity: ${what} of ${value} ${unit}; allowed are ${least} to ${most} seconds.`);
}
