import { createHmac } from 'node:crypto';
import type { CampaignRow, CampaignState } from '../campaign/campaign.ts';
import type { PlannedAccount } from './plan.ts';

/** States in which a campaign's personal data can be erased: it sends nothing any more. */
export const erasableStates = ['closed', 'lifted', 'cancelled'] as const satisfies readonly CampaignState[];

/** Who erases once the retention is over, for the audit log. */
export const retentionActor = 'retention';

/** A day, in ms. */
const dayMs = 86_400_000;

/** Whether a campaign's personal data can be erased. */
export function isErasable({ state }: Pick<CampaignRow, 'state'>): boolean {
  return erasableStates.some((each) => each === state);
}

/**
 * The campaigns whose personal data is to end by itself, longest over first: they have been closed, lifted or cancelled for the retention, and not all of
 * it is gone.
 * @param nowMs in ms since 1970
 */
export function dueForErasure(campaigns: readonly CampaignRow[], retentionDays: number, nowMs: number): readonly CampaignRow[] {
  return campaigns
    .filter((campaign) => isErasable(campaign) && campaign.erasedAt === undefined && overSince(campaign) <= nowMs - retentionDays * dayMs)
    .sort((a, b) => overSince(a) - overSince(b));
}

/** Since when it is over, in ms since 1970. A row of an older version does not say when it was cancelled; nothing was ever sent for it. */
function overSince({ state, closedAt, liftedAt, cancelledAt, plannedAt }: CampaignRow): number {
  if (state === 'cancelled') return cancelledAt ?? plannedAt;
  return (state === 'lifted' ? liftedAt : closedAt) ?? Number.POSITIVE_INFINITY;
}

/**
 * What of rows says who somebody is, by table. An erase takes it out; what is left are subjects, states, instants, and counts. An account keeps a digest
 * in place of its address, so that its holder can still recover.
 */
export const personalAttributes = {
  accounts: ['name', 'organisation', 'environment', 'phone', 'postal', 'onRecord', 'asPlanned', 'timeZone'],
  notices: ['address', 'name', 'named', 'more', 'timeZone', 'messageId'],
} as const;

/**
 * What an erase does with each kind of row that belongs to a campaign in the table of the campaigns, by what its `sk` begins with: `deleted`; `samples`
 * are taken out, see `Erasure.lists`; `kept`, as it names nobody.
 */
export const campaignRows = {
  list: 'deleted',
  matched: 'deleted',
  release: 'deleted',
  added: 'deleted',
  met: 'deleted',
  contacts: 'deleted',
  note: 'deleted',
  proposal: 'samples',
  shard: 'samples',
  addition: 'samples',
  order: 'kept',
  counted: 'kept',
  graded: 'kept',
  undone: 'kept',
  lane: 'kept',
  mend: 'kept',
} as const satisfies Readonly<Record<string, 'deleted' | 'samples' | 'kept'>>;

/** Prefixes of the rows that an erase deletes. */
export const personalLists: readonly string[] = Object.entries(campaignRows).flatMap(([kind, fate]) =>
  fate === 'deleted' ? [`${kind}#`] : [],
);

/** What stands for an address in an erased row: it shows whether somebody types the same one, and nothing to whoever has the table without the secret. */
export function addressDigest(secret: string, address: string): string {
  return `erased#${createHmac('sha256', secret).update(`sluis erased address\n${address}`).digest('base64url')}`;
}

/** The rows of an account that becomes known only after the campaign's personal data was erased: its holder needs the helpdesk. */
export function withoutPersonal({
  account,
  notice,
}: Pick<PlannedAccount, 'account' | 'notice'>): Pick<PlannedAccount, 'account' | 'notice'> {
  return {
    account: { ...without(account, ['address', ...personalAttributes.accounts]), username: '', trusted: false },
    notice: { ...without(notice, [...personalAttributes.notices, 'open']), username: '', state: 'suppressed', reason: 'exempt' },
  };
}

function without<T extends object>(row: T, names: readonly string[]): T {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))) as T;
}
