import {
  type CognitoIdentityProviderClient,
  DeleteWebAuthnCredentialCommand,
  ListWebAuthnCredentialsCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Part } from '#shared/wiring.ts';
import { cognito } from '../calls/clients.ts';
import type { OwnClient, OwnSession } from './recovery-sign-in.ts';
import { ownClient } from './recovery-sign-in.ts';

/** A passkey of the holder. */
export interface Passkey {
  readonly id: string;
  /** In ms since 1970; plus infinity where Cognito does not say. */
  readonly createdAt: number;
}

/** Cognito throttled the call; try again in a second. */
export type Throttled = 'throttled';

/** What is done with a session of Sluis's own client. Staff cannot list or delete passkeys: Cognito has no operation for that, only the user's own. */
export interface OwnSessions {
  /** None where the pool has passkeys switched off, as nobody can sign in with one. */
  passkeys(session: OwnSession): Promise<Result<readonly Passkey[], Throttled>>;
  /** Deletes a passkey; one that is gone already is no failure. */
  deletePasskey(session: OwnSession, id: string): Promise<Result<undefined, Throttled>>;
  /** Ends a session: its refresh token and all tokens that came of it. */
  revoke(refreshToken: string): Promise<Result<undefined, Throttled>>;
}

/**
 * What Cognito says where a pool has no passkeys. For listing them AWS documents none of it, for registering one all of it; a pool that says so of
 * a list must not keep everybody out.
 */
const noPasskeys = ['WebAuthnNotEnabledException', 'WebAuthnConfigurationMissingException', 'FeatureUnavailableInTierException'];

/** Sessions of this app client. */
export function makeOwnSessions(
  client: CognitoIdentityProviderClient,
  { clientId, secret, keyed }: Pick<OwnClient, 'clientId' | 'secret' | 'keyed'>,
): OwnSessions {
  const list = async (AccessToken: string, NextToken: string | undefined) => {
    try {
      return await client.send(new ListWebAuthnCredentialsCommand({ AccessToken, NextToken }));
    } catch (error) {
      if (error instanceof Error && noPasskeys.includes(error.name)) return { Credentials: [], NextToken: undefined };
      throw error;
    }
  };
  return {
    passkeys: ({ accessToken }) =>
      unlessThrottled(async () => {
        const passkeys: Passkey[] = [];
        let token: string | undefined;
        do {
          const page = await list(accessToken, token);
          passkeys.push(
            ...(page.Credentials ?? []).map((each) => ({
              id: each.CredentialId ?? '',
              createdAt: each.CreatedAt?.getTime() ?? Number.POSITIVE_INFINITY,
            })),
          );
          token = page.NextToken;
        } while (token !== undefined);
        return passkeys;
      }),
    deletePasskey: ({ accessToken }, id) =>
      unlessThrottled(async () => {
        try {
          await (await keyed()).send(new DeleteWebAuthnCredentialCommand({ AccessToken: accessToken, CredentialId: id }));
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
        }
        return undefined;
      }),
    revoke: (refreshToken) =>
      unlessThrottled(async () => {
        await client.send(new RevokeTokenCommand({ ClientId: clientId, ClientSecret: await secret(), Token: refreshToken }));
        return undefined;
      }),
  };
}

async function unlessThrottled<T>(call: () => Promise<T>): Promise<Result<T, Throttled>> {
  try {
    return ok(await call());
  } catch (error) {
    if (error instanceof Error && error.name === 'TooManyRequestsException') return refused('throttled');
    throw error;
  }
}

/** Sessions of our own client. */
export const ownSessions: Part<OwnSessions> = ({ use }) => makeOwnSessions(use(cognito), use(ownClient));
