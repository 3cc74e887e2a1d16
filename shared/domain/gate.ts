import type { AccountState } from './account.ts';
import type { EpochRow } from './campaign.ts';

/** What the gate knows of an account in one campaign. */
export interface GateAccount {
  readonly campaignId: string;
  readonly state: AccountState;
  readonly recoveredAt?: number;
}

/** The epochs that may bind an account: by the attributes that come with the event, or by a list that only the account's row tells. */
export function candidateEpochs(epochs: readonly EpochRow[], environment: string | undefined): readonly EpochRow[] {
  return epochs.filter(
    ({ scope }) => scope.kind !== 'environment' || (environment !== undefined && scope.environments.includes(environment)),
  );
}

const never = Number.NEGATIVE_INFINITY;

/** The verdict on one token. */
export type Verdict = { readonly admitted: true } | { readonly admitted: false; readonly campaignId: string };

/**
 * Whether an account may get a token. The effective epoch is the latest of all campaigns that bind the account; only a recovery at
 * or after it opens the gate. Unknown means contained, except for a list: an account without a row is not on it.
 * @param candidates from {@link candidateEpochs}
 * @param rows the account's rows in these campaigns
 */
export function judge(candidates: readonly EpochRow[], rows: readonly GateAccount[]): Verdict {
  const byCampaign = new Map(rows.map((row) => [row.campaignId, row]));
  const binding = candidates.filter(({ campaignId, scope }) => {
    const row = byCampaign.get(campaignId);
    return row === undefined ? scope.kind !== 'list' : row.state !== 'exempt';
  });
  const latest = binding.reduce<EpochRow | undefined>((a, b) => (a === undefined || b.epoch > a.epoch ? b : a), undefined);
  if (latest === undefined) return { admitted: true };
  if (rows.some(({ state }) => state === 'recovering')) return { admitted: false, campaignId: latest.campaignId };
  const recoveredAt = Math.max(...rows.map((row) => (row.state === 'recovered' ? (row.recoveredAt ?? never) : never)), never);
  return recoveredAt >= latest.epoch ? { admitted: true } : { admitted: false, campaignId: latest.campaignId };
}
