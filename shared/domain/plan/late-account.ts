import type { DirectoryAccount, Exemption } from '../account/account.ts';
import { covers, normalizeIdentifier } from '../account/scope.ts';
import type { CampaignRow } from '../campaign/campaign.ts';
import { type AccountEvidence, type Entries, type PlannedAccount, planAccount } from './plan.ts';

/** The rows of one account. */
export type LateRows = Pick<PlannedAccount, 'account' | 'notice'>;

/** A started campaign, with what is needed to judge an account that it has no row for. */
export interface StartedCampaign {
  readonly campaign: CampaignRow;
  /** In ms since 1970. */
  readonly startedAt: number;
  /** Whether a trigger moves accounts into the directory, with passwords that are older than they are there. */
  readonly migrates: boolean;
  /** Normalized entries of the uploaded list, where the scope is one. */
  readonly list: Entries;
  /** What is known of the account beside the directory. */
  readonly evidence: AccountEvidence;
}

/**
 * What a started campaign means for an account that it has no row for. Whoever was made after the start is exempt for good, whatever they write
 * into their attributes later, unless accounts are moved into the directory at their first sign-in: a stolen password could have moved it.
 * Whoever was made before gets the rows that the plan would have written. The gate, which sees no dates, takes an
 * account for covered that only its date leaves out: a row tells it so. Undefined where the account is out of scope.
 */
export function planLateAccount(
  { campaign, startedAt, migrates, list, evidence }: StartedCampaign,
  found: DirectoryAccount,
): LateRows | undefined {
  if (!migrates && found.createdAt !== undefined && found.createdAt >= startedAt) return exempt(campaign, found, 'new');
  const planned = planAccount(campaign, list, found, evidence);
  if (planned !== undefined) return planned;
  return covers(campaign.scope, { ...found, createdAt: undefined, listed: false }) ? exempt(campaign, found, 'new') : undefined;
}

/** The rows of an account that the campaign does not touch: those of a plan over everybody that exempts this user name. */
function exempt(campaign: CampaignRow, found: DirectoryAccount, exemption: Exemption): LateRows | undefined {
  const sparing: CampaignRow = { ...campaign, scope: { kind: 'everybody' }, exemptions: [normalizeIdentifier(found.username)] };
  const planned = planAccount(sparing, new Set(), found);
  return planned && { account: { ...planned.account, exemption }, notice: planned.notice };
}
