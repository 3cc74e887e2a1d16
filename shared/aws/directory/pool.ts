import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolClientSessionConfigurationCommand,
  ListUserPoolClientsCommand,
  type UserPoolClientType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { type ClientSettings, hasManagedLogin, type PoolSettings } from '#domain/pool/pool.ts';
import { userPoolId } from '#shared/settings.ts';
import type { Part } from '#shared/wiring.ts';
import { cognito } from '../calls/clients.ts';

/** Gives a pool's settings as they are now: three calls and one or two for each client, of categories that allow 15 a second. */
export type ReadPool = () => Promise<PoolSettings>;

/**
 * Reads the settings of the pool of this id.
 * @param ownClientId Sluis's own client, which is left out: no holder can sign in to it, so nothing of theirs lingers there or is written through it.
 * @default all clients are read
 */
export function makeReadPool(client: CognitoIdentityProviderClient, poolId: string, ownClientId?: string): ReadPool {
  const clientIds = async () => {
    const ids: string[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(new ListUserPoolClientsCommand({ UserPoolId: poolId, MaxResults: 60, NextToken: token }));
      ids.push(...(page.UserPoolClients ?? []).flatMap(({ ClientId }) => ClientId ?? []));
      token = page.NextToken;
    } while (token !== undefined);
    return ids.filter((id) => id !== ownClientId);
  };
  const withCookie = async (settings: ClientSettings): Promise<ClientSettings> => {
    const { SSOSession } = await client.send(
      new GetUserPoolClientSessionConfigurationCommand({ UserPoolId: poolId, ClientId: settings.id }),
    );
    return SSOSession?.MaxValidityMinutes === undefined ? settings : { ...settings, cookieMinutes: SSOSession.MaxValidityMinutes };
  };
  return async () => {
    const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    const clients: ClientSettings[] = [];
    const pool = toPool(poolId, UserPool ?? {}, clients);
    for (const ClientId of await clientIds()) {
      const { UserPoolClient } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId }));
      const settings = toClient(UserPoolClient ?? {});
      // The Lite plan has nothing to set there, and refuses the question.
      clients.push(hasManagedLogin(pool, settings) && pool.tier !== 'LITE' ? await withCookie(settings) : settings);
    }
    return pool;
  };
}

function toPool(id: string, pool: UserPoolType, clients: readonly ClientSettings[]): PoolSettings {
  return {
    id,
    createdAt: pool.CreationDate?.getTime() ?? 0,
    tier: pool.UserPoolTier ?? 'ESSENTIALS',
    attributes: (pool.SchemaAttributes ?? []).flatMap(({ Name }) => Name ?? []),
    mfa: pool.MfaConfiguration ?? 'OFF',
    selfSignUp: pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly !== true,
    recoveryMechanisms: (pool.AccountRecoverySetting?.RecoveryMechanisms ?? []).flatMap(({ Name }) => Name ?? []),
    verifiedBeforeUpdate: pool.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [],
    passwordHistory: pool.Policies?.PasswordPolicy?.PasswordHistorySize ?? 0,
    remembersDevices: pool.DeviceConfiguration !== undefined,
    triggers: triggersOf(pool),
    hasDomain: pool.Domain !== undefined || pool.CustomDomain !== undefined,
    clients,
  };
}

function triggersOf({ LambdaConfig = {} }: UserPoolType): Readonly<Record<string, string>> {
  const { PreTokenGenerationConfig: later, ...others } = LambdaConfig;
  const plain = Object.entries(others).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const version = later?.LambdaVersion ?? 'V1_0';
  const name = version === 'V1_0' ? 'PreTokenGeneration' : `PreTokenGeneration ${version}`;
  return { ...Object.fromEntries(plain), ...(later?.LambdaArn && { [name]: later.LambdaArn }) };
}

const minutes: Readonly<Record<string, number>> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 };

function toClient(client: UserPoolClientType): ClientSettings {
  const units = client.TokenValidityUnits;
  return {
    id: client.ClientId ?? '',
    name: client.ClientName ?? '',
    flows: (client.ExplicitAuthFlows ?? ['USER_SRP_AUTH', 'CUSTOM_AUTH', 'REFRESH_TOKEN_AUTH']).map((flow) => flow.replace(/^ALLOW_/, '')),
    oauthFlows: client.AllowedOAuthFlowsUserPoolClient ? (client.AllowedOAuthFlows ?? []) : [],
    accessTokenMinutes: (client.AccessTokenValidity || 1) * (minutes[units?.AccessToken ?? 'hours'] ?? 60),
    idTokenMinutes: (client.IdTokenValidity || 1) * (minutes[units?.IdToken ?? 'hours'] ?? 60),
    refreshTokenMinutes: (client.RefreshTokenValidity || 30) * (minutes[units?.RefreshToken ?? 'days'] ?? 1440),
    challengeMinutes: client.AuthSessionValidity ?? 3,
    rotates: client.RefreshTokenRotation?.Feature === 'ENABLED',
    revokes: client.EnableTokenRevocation !== false,
    hidesExistence: client.PreventUserExistenceErrors === 'ENABLED',
    confidential: client.ClientSecret !== undefined,
    writable: client.WriteAttributes,
    identityProviders: client.SupportedIdentityProviders ?? [],
  };
}

/** The settings of the directory. */
export const readPool: Part<ReadPool> = ({ use }) => makeReadPool(use(cognito), use(userPoolId));
