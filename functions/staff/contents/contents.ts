import { type CampaignRow, type ListName, listNames } from '#domain/campaign/campaign.ts';
import type { AdditionRow } from '#domain/plan/addition.ts';
import { additionContents, type Contents, planContents, proposalContents } from '#domain/plan/contents.ts';
import { type ProposalRow, shownEntries } from '#domain/plan/proposal.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Refusal } from '../faces/refusal.ts';

/** What a plan says and names, as it stands in the table. */
export async function readPlan(
  { campaigns, contacts }: Pick<Dependencies, 'campaigns' | 'contacts'>,
  campaign: CampaignRow,
): Promise<Contents> {
  const has = listNames.filter((name) => campaign.lists?.[name] !== undefined);
  const [lists, named] = await Promise.all([
    Promise.all(has.map(async (name) => [name, await campaigns.entries(campaign.id, name)] as const)),
    campaign.contacts === undefined ? [] : contacts.list(campaign.id),
  ]);
  return planContents(campaign, Object.fromEntries(lists) as Partial<Record<ListName, ReadonlyMap<string, number | undefined>>>, named);
}

/** What a proposal says and names, as it stands in the table. */
export async function readProposal({ proposals }: Pick<Dependencies, 'proposals'>, row: ProposalRow): Promise<Contents> {
  return proposalContents(row, row.scope?.kind === 'list' ? await proposals.entries(row.campaignId, row.id) : []);
}

/** What an addition of compromised accounts says and names, as it stands in the table. */
export async function readAddition(
  { additions }: { readonly additions: Pick<Dependencies['additions'], 'lists'> },
  row: AdditionRow,
): Promise<Contents> {
  return additionContents(row, await additions.lists(row.campaignId, row.id));
}

/**
 * The digest that a second person releases, or why not: what stands in the table is no longer what was written at first, it is not what they were shown,
 * or they do not say what they were shown and it is more than an answer of the API shows.
 * @param written the digest that was written with it at first; rows of older versions lack it
 * @param shown the digest that stood on what they looked at
 */
export function digestReleased(written: string | undefined, contents: Contents, shown: string | undefined): Result<string, Refusal> {
  const { digest, rows } = contents;
  const conflict = (text: string) => refused({ reason: 'conflict' as const, text });
  if (written !== undefined && written !== digest) {
    return conflict(
      `what it names was changed after it was written (its digest was ${written} and is ${digest}); nothing was changed; write another`,
    );
  }
  if (shown === undefined && rows.length > shownEntries) {
    return conflict(
      `it names ${rows.length} entries; look at them all under its contents, and send the digest that stands there; nothing was changed`,
    );
  }
  if (shown !== undefined && shown !== digest) {
    return conflict(`digest is ${shown}, and that of what stands here is ${digest}; nothing was changed; look at it again`);
  }
  return ok(digest);
}
