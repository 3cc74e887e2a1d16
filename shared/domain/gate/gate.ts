import { hash } from 'node:crypto';
import type { AccountRow } from '../account/account.ts';
import { covers, type ScopeFacts } from '../account/scope.ts';
import type { EpochRow } from '../campaign/campaign.ts';

/** What the gate knows of an account in one campaign. */
export type GateAccount = Pick<AccountRow, 'campaignId' | 'state' | 'recoveredAt'>;

/** Who asks for a token, and through what. */
export interface GateRequest {
  readonly facts: ScopeFacts;
  /** Whether the account's password is another directory's (`EXTERNAL_PROVIDER`). */
  readonly federated: boolean;
  /** The app client. */
  readonly clientId: string;
  /** Whether that is Sluis's own confidential client. */
  readonly isOurClient: boolean;
  /** Whether it is the probe of Sluis itself, which has no rows and is bound by every epoch. @default no */
  readonly isProbe?: boolean;
  /** In ms since 1970. */
  readonly nowMs: number;
}

/**
 * Why a token is refused: `contained`; `recovering`, the recovery is not complete; `lingering`, the account has recovered, but something from
 * before the start could still be used at this client. `unknown` tells that some campaign has no row for the account yet.
 */
export interface Refusal {
  readonly admitted: false;
  readonly campaignId: string;
  readonly reason: 'contained' | 'recovering' | 'lingering';
  /** For `lingering`: when it ends, in ms since 1970. */
  readonly untilMs?: number;
}

/** The verdict on one token. */
export type Verdict = { readonly admitted: true } | Refusal;

/** How long until every gate knows of a start, in ms: twice the lifetime of the epochs that a sandbox keeps. */
export const spreadMs = 10_000;

/** The epochs that may bind somebody at this client. Whether they do follows from the account's rows. */
export function candidateEpochs(epochs: readonly EpochRow[], clientId: string): readonly EpochRow[] {
  return epochs.filter(({ scope }) => scope.kind !== 'client' || scope.clients.includes(clientId));
}

/** The candidates that have no row for the account although their scope covers it: it was made later, or is not yet counted. None for the probe. */
export function unknownTo(candidates: readonly EpochRow[], rows: readonly GateAccount[], request: GateRequest): readonly EpochRow[] {
  if (request.isProbe) return [];
  const known = new Set(rows.map(({ campaignId }) => campaignId));
  return candidates.filter((epoch) => !known.has(epoch.campaignId) && coversUnknown(epoch, request));
}

/**
 * Whether an account may get a token. The effective epoch is the latest of all campaigns that bind the account; only a recovery at
 * or after it opens the gate. Unknown means contained, except for a list: an account without a row is not on it.
 * @param candidates from {@link candidateEpochs}
 * @param rows the account's rows in these campaigns
 */
export function judge(candidates: readonly EpochRow[], rows: readonly GateAccount[], request: GateRequest): Verdict {
  const byCampaign = new Map(rows.map((row) => [row.campaignId, row]));
  const binding = candidates.filter((epoch) => {
    const row = byCampaign.get(epoch.campaignId);
    return row === undefined ? coversUnknown(epoch, request) : row.state !== 'exempt';
  });
  const latest = binding.reduce<EpochRow | undefined>((a, b) => (a === undefined || b.epoch > a.epoch ? b : a), undefined);
  if (latest === undefined) return { admitted: true };
  const { campaignId } = latest;
  const recoveredAt = latestRecovery(rows);
  const stateIn = (epoch: EpochRow) => byCampaign.get(epoch.campaignId)?.state ?? 'contained';
  if (binding.some((epoch) => stateIn(epoch) === 'recovering')) {
    const halfWay = binding.every((epoch) => stateIn(epoch) === 'recovering' || recoveredAt >= epoch.epoch);
    return halfWay && request.isOurClient ? { admitted: true } : { admitted: false, campaignId, reason: 'recovering' };
  }
  if (recoveredAt < latest.epoch) return { admitted: false, campaignId, reason: 'contained' };
  const untilMs = staleUntil(binding, recoveredAt, request.clientId);
  if (request.nowMs < untilMs && !request.isOurClient) return { admitted: false, campaignId, reason: 'lingering', untilMs };
  return { admitted: true };
}

/**
 * The verdict on a user name that nobody has. Some of these names, as large a share as of the accounts is contained, get the answer of a contained account, always the
 * same ones: so the answer to a name does not tell whether there is an account.
 */
export function judgeNobody(candidates: readonly EpochRow[], username: string): Verdict {
  const contained = candidates.find(
    ({ campaignId, scope, containedShare = scope.kind === 'everybody' ? 1 : 0 }) =>
      fractionOf(`${campaignId} ${username}`) < containedShare,
  );
  return contained === undefined ? { admitted: true } : { admitted: false, campaignId: contained.campaignId, reason: 'contained' };
}

/** A number from 0 to below 1 that a text always has, and that nobody can tell who does not know all of it. */
function fractionOf(text: string): number {
  return Number.parseInt(hash('sha256', text).slice(0, 8), 16) / 2 ** 32;
}

const never = Number.NEGATIVE_INFINITY;

/** The first full second after an instant, in seconds since 1970. */
export function nextSecond(ms: number): number {
  return Math.floor(ms / 1000) + 1;
}

/** When an account last recovered, in ms since 1970; minus infinity where no row says so by a number. */
export function latestRecovery(rows: readonly GateAccount[]): number {
  const instants = rows.map(({ state, recoveredAt }) => (state === 'recovered' && Number.isFinite(recoveredAt) ? recoveredAt : undefined));
  return instants.reduce<number>((latest, instant = never) => Math.max(latest, instant), never);
}

/**
 * When nothing that an old password opened can be used at a client any more, in ms since 1970. Without a client: at no client of the pool.
 *
 * It is counted from the start of each campaign, as no old password opens anything from then on. A campaign over some clients is different: the old
 * password still opens the others, and their cookie of managed login counts at its own clients too. There, and where the scope is not understood, it is
 * counted from the new password. It is at least the end of the second of the recovery: the `auth_time` of a token has whole seconds, so it does not tell
 * whether the token is older than the recovery.
 * @param recoveredAt in ms since 1970
 */
export function staleUntil(binding: readonly EpochRow[], recoveredAt: number, clientId?: string): number {
  const lifetimeMs = ({ byClient, other }: EpochRow['lingers']) => (clientId === undefined ? other : (byClient[clientId] ?? other));
  const fromMs = ({ scope, notUnderstood, startedAt }: EpochRow) =>
    scope.kind === 'client' || notUnderstood ? Math.max(startedAt, recoveredAt) : startedAt;
  const ends = binding.map((epoch) => fromMs(epoch) + spreadMs + lifetimeMs(epoch.lingers));
  return ends.reduce((latest, end) => Math.max(latest, end), nextSecond(recoveredAt) * 1000);
}

function coversUnknown({ scope, containsFederated }: EpochRow, { facts, federated, isProbe }: GateRequest): boolean {
  if (isProbe) return true;
  return scope.kind !== 'list' && (!federated || containsFederated === true) && covers(scope, facts);
}
