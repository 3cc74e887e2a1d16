import type { DirectoryAccount } from '#domain/account/account.ts';
import { type CampaignRow, type ListName, listNames } from '#domain/campaign/campaign.ts';
import type { AccountEvidence } from '#domain/plan/plan.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Channels } from '../account/channels.ts';
import type { ListEntries } from '../table/entries.ts';
import type { Campaigns } from './campaigns.ts';

/** The lists that came with a plan. */
export type Lists = Readonly<Record<ListName, ListEntries>>;

/** Reads the lists that came with a plan; those that did not come are empty. */
export async function readLists(
  { campaigns }: { readonly campaigns: Pick<Campaigns, 'entries'> },
  { id, lists = {} }: CampaignRow,
): Promise<Lists> {
  const read = (name: ListName) => (lists[name] === undefined ? Promise.resolve(new Map()) : campaigns.entries(id, name));
  return Object.fromEntries(await Promise.all(listNames.map(async (name) => [name, await read(name)] as const))) as Lists;
}

/**
 * What is on record of the accounts of a page beside the directory: at most two reads a page, and none where the plan needs none. Gives it by subject.
 */
export async function readEvidence(
  { accounts, channels }: { readonly accounts: Pick<Accounts, 'getMany'>; readonly channels: Pick<Channels, 'getMany'> },
  { widens, compromisedSince, lists: sizes = {} }: CampaignRow,
  lists: Lists,
  found: readonly DirectoryAccount[],
): Promise<(sub: string) => AccountEvidence> {
  const subs = found.map(({ sub }) => sub);
  const earlier = compromisedSince !== undefined || Object.keys(sizes).length > 0;
  const [seen, widened] = await Promise.all([
    earlier ? channels.getMany(subs) : new Map(),
    widens === undefined ? [] : accounts.getMany(subs.map((sub) => ({ campaignId: widens, sub }))),
  ]);
  const rows = new Map(widened.map((row) => [row.sub, row]));
  return (sub) => ({ ...lists, channels: seen.get(sub), widened: rows.get(sub) });
}
