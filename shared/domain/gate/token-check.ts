import type { EpochRow } from '../campaign/campaign.ts';
import { candidateEpochs, type GateAccount, latestRecovery, nextSecond } from './gate.ts';

/** What a resource server knows of a token that it has verified otherwise: signature, issuer, and that it has not expired. */
export interface TokenFacts {
  /** Claim `auth_time`, in seconds since 1970: when the holder proved who they are. Refreshing a token does not move it. */
  readonly authTime: number;
  /** Claim `client_id` of an access token, `aud` of an ID token. */
  readonly clientId: string;
}

/** Why a token is refused: the account has not recovered, or the token is from before the epoch or from before its own recovery. */
export type TokenRefusal = 'contained' | 'before-epoch' | 'before-recovery';

/** The verdict of a resource server's check. */
export type TokenVerdict =
  | { readonly accepted: true }
  | {
      readonly accepted: false;
      readonly reason: TokenRefusal;
      /** Tokens of this account are accepted from this `auth_time` on, in seconds since 1970; undefined while it is contained. */
      readonly notBefore?: number;
    };

/**
 * For how long after a start a gate may still have issued a token by its older copy of the epochs, in ms: twice the lifetime of that copy and a call's
 * length. A token with an `auth_time` in these seconds may come from an old password.
 */
export const marginMs = 15_000;

/** The published `notBefore` of an epoch, in seconds since 1970: older tokens of its scope are worthless. */
export function notBeforeOf({ startedAt }: EpochRow): number {
  return Math.ceil((startedAt + marginMs) / 1000);
}

/**
 * Whether a resource server may take a token. An account without a row counts as bound by everybody-scopes and client-scopes only: an access token has no
 * attributes, and whoever was in scope when it was counted has a row.
 * @param epochs those that hold
 * @param rows the account's rows in their campaigns, found by the token's `sub`
 */
export function checkToken(epochs: readonly EpochRow[], rows: readonly GateAccount[], { authTime, clientId }: TokenFacts): TokenVerdict {
  const byCampaign = new Map(rows.map((row) => [row.campaignId, row]));
  const binding = candidateEpochs(epochs, clientId).filter(({ campaignId, scope }) => {
    const row = byCampaign.get(campaignId);
    return row === undefined ? scope.kind === 'everybody' || scope.kind === 'client' : row.state !== 'exempt';
  });
  if (binding.length === 0) return { accepted: true };
  const recoveredAt = latestRecovery(rows);
  if (recoveredAt < Math.max(...binding.map(({ epoch }) => epoch))) return { accepted: false, reason: 'contained' };
  const epochFloor = Math.max(...binding.map(notBeforeOf));
  // A token's auth_time is cut to the second, so one of the very second of the recovery may be older.
  const recoveryFloor = nextSecond(recoveredAt);
  const notBefore = Math.max(epochFloor, recoveryFloor);
  if (authTime >= notBefore) return { accepted: true };
  return { accepted: false, reason: authTime < epochFloor ? 'before-epoch' : 'before-recovery', notBefore };
}

/** Floors for a resource server that asks for no account: too strict for whoever is not in scope, never too lax for who has not recovered since. */
export interface Floors {
  /** For every token of the pool, in seconds since 1970; 0 while no epoch holds. */
  readonly pool: number;
  /** For the tokens of some clients, where only epochs over clients hold for them, by client id. */
  readonly clients: Readonly<Record<string, number>>;
}

/** The floors of the epochs that hold. */
export function floorsOf(epochs: readonly EpochRow[]): Floors {
  const floor = (some: readonly EpochRow[]) => Math.max(0, ...some.map(notBeforeOf));
  const ofClients = epochs.flatMap((epoch) => (epoch.scope.kind === 'client' ? epoch.scope.clients.map((id) => [id, epoch] as const) : []));
  const byClient = Map.groupBy(ofClients, ([id]) => id);
  return {
    pool: floor(epochs.filter(({ scope }) => scope.kind !== 'client')),
    clients: Object.fromEntries([...byClient].map(([id, pairs]) => [id, floor(pairs.map(([, epoch]) => epoch))])),
  };
}
