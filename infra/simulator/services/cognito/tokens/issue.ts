import { AwsError, UnsupportedError } from '#simulator/errors.ts';
import type { Cognito } from '../context.ts';
import { type Client, mayRead } from '../pool/client.ts';
import { markActive } from '../pool/pool.ts';
import { runTrigger } from '../triggers.ts';
import { attributeMap, type Session, type User } from '../users/user.ts';
import type { Claims } from './tokens.ts';

/** A token issuance. */
interface Issuance {
  readonly client: Client;
  readonly user: User;
  /** The session that goes on; undefined for a sign-in, which opens one. */
  readonly session?: Session;
  /** When a sign-in proved who they are, epoch ms. */
  readonly authTimeMs: number;
  /** `triggerSource` of PreTokenGeneration. */
  readonly source: string;
  /** Only answers to challenges and GetTokensFromRefreshToken pass it on. */
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
  /** The scopes of a sign-in by managed login. */
  readonly hostedScope?: string;
}

/** `AuthenticationResult` of the operations. */
export interface AuthenticationResult {
  readonly AccessToken: string;
  readonly ExpiresIn: number;
  readonly TokenType: 'Bearer';
  readonly RefreshToken?: string;
  readonly IdToken: string;
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html */
const fixedClaims: ReadonlySet<string> = new Set(
  'acr amr at_hash aud auth_time azp cognito:username exp iat identities iss jti nbf nonce origin_jti sub token_use'.split(' '),
);

/** Issues tokens, after PreTokenGeneration where the pool has it. The refresh token is part of a sign-in's answer only. */
export async function issueTokens(cognito: Cognito, issuance: Issuance): Promise<{ tokens: AuthenticationResult; session: Session }> {
  const { client, user } = issuance;
  const overrides = await askTrigger(cognito, issuance);
  const nowMs = cognito.world.clock.now();
  markActive(client.pool, user, nowMs);
  const session = issuance.session ?? openSession(cognito, issuance, nowMs);
  const groups = overrides.groups ?? user.groups;
  const iat = Math.floor(nowMs / 1000);
  const shared = {
    sub: user.sub,
    ...(groups !== undefined && groups.length > 0 ? { 'cognito:groups': groups } : {}),
    iss: client.pool.issuer,
    origin_jti: session.originJti,
    event_id: cognito.sessions.nextId().id,
    auth_time: Math.floor(session.authTimeMs / 1000),
    iat,
  };
  const access: Claims = {
    ...shared,
    client_id: client.id,
    token_use: 'access',
    scope: session.scope,
    exp: iat + client.accessTokenSeconds,
    jti: cognito.sessions.nextId().id,
    username: user.username,
  };
  const id: Record<string, unknown> = {
    ...readableClaims(client, user),
    ...shared,
    'cognito:username': user.username,
    aud: client.id,
    token_use: 'id',
    exp: iat + client.idTokenSeconds,
    jti: cognito.sessions.nextId().id,
  };
  for (const [name, value] of Object.entries(overrides.add)) if (!fixedClaims.has(name)) id[name] = value;
  for (const name of overrides.suppress) if (!fixedClaims.has(name)) delete id[name];
  const tokens: AuthenticationResult = {
    AccessToken: cognito.tokens.mint(client.pool, access),
    ExpiresIn: client.accessTokenSeconds,
    TokenType: 'Bearer',
    ...(issuance.session === undefined ? { RefreshToken: cognito.sessions.refreshToken(session) } : {}),
    IdToken: cognito.tokens.mint(client.pool, id),
  };
  return { tokens, session };
}

function openSession({ sessions }: Cognito, { user, client, authTimeMs, hostedScope }: Issuance, nowMs: number): Session {
  return hostedScope === undefined ? sessions.open(user, client, authTimeMs) : sessions.open(user, client, authTimeMs, hostedScope, nowMs);
}

interface Overrides {
  readonly add: Readonly<Record<string, string>>;
  readonly suppress: readonly string[];
  /** The groups in both tokens; undefined leaves them. */
  readonly groups: readonly string[] | undefined;
}

const noOverrides: Overrides = { add: {}, suppress: [], groups: undefined };

async function askTrigger(cognito: Cognito, issuance: Issuance): Promise<Overrides> {
  const { client, user, source, clientMetadata } = issuance;
  const response = await runTrigger(cognito.world, cognito.invokeTrigger, client, 'PreTokenGeneration', () => ({
    triggerSource: source,
    userName: user.username,
    request: {
      userAttributes: userAttributes(user),
      groupConfiguration: { groupsToOverride: [...(user.groups ?? [])], iamRolesToOverride: [], preferredRole: null },
      ...(clientMetadata === undefined ? {} : { clientMetadata }),
    },
    response: { claimsOverrideDetails: null },
  }));
  return response === undefined ? noOverrides : readOverrides(response);
}

/** The attributes as triggers see them. */
export function userAttributes(user: User): Record<string, string> {
  return { ...attributeMap(user), 'cognito:user_status': user.status };
}

function readOverrides(response: Readonly<Record<string, unknown>>): Overrides {
  const details = (response.claimsOverrideDetails ?? {}) as Readonly<Record<string, unknown>>;
  const add = (details.claimsToAddOrOverride ?? {}) as Readonly<Record<string, string>>;
  const suppress = (details.claimsToSuppress ?? []) as readonly string[];
  if (Object.values(add).some((value) => typeof value !== 'string') || !Array.isArray(suppress)) {
    throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
  }
  if (!('groupOverrideDetails' in details)) return { add, suppress, groups: undefined };
  const override = (details.groupOverrideDetails ?? {}) as Readonly<Record<string, readonly string[] | undefined>>;
  if ((override.iamRolesToOverride ?? []).length > 0) throw new UnsupportedError('cognito', 'groupOverrideDetails with iamRolesToOverride');
  // "If you provide an empty or null object in the response, then Amazon Cognito suppresses the groups."
  return { add, suppress, groups: override.groupsToOverride ?? [] };
}

function readableClaims(client: Client, user: User): Record<string, unknown> {
  const claims: Record<string, unknown> = {};
  for (const [index, name] of user.names.entries()) {
    if (!mayRead(client, name)) continue;
    const value = user.values[index] ?? '';
    claims[name] = name.endsWith('_verified') ? value === 'true' : value;
  }
  return claims;
}
