import { type CampaignRow, type ListName, listNames } from '#domain/campaign/campaign.ts';
import type { AdditionRow } from '#domain/plan/addition.ts';
import { additionContents, type Contents, planContents, proposalContents } from '#domain/plan/contents.ts';
import { type ProposalRow, shownEntries } from '#domain/plan/proposal.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Dependencies } from '../dependencies.ts';
import { field, fields } from '../faces/form.ts';
import type { Refusal } from '../operation.ts';
import { digest } from '../schemas/contents-schemas.ts';

/** What the release by a second person takes: the digest of what they looked at. */
export const releaseInput = fields(
  { digest: field(digest.optional(), { label: 'Digest', kind: 'hidden', hint: 'The SHA-256 that stands on the contents.' }) },
  `an object with the digest of what you looked at; without it, no more than ${shownEntries} entries can be released, which the API shows whole`,
);

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
  const { digest: found, rows } = contents;
  const differs = (text: string) => refused({ kind: 'digest' as const, text });
  if (written !== undefined && written !== found) {
    return differs(
      `what it names was changed after it was written (its digest was ${written} and is ${found}); nothing was changed; write another`,
    );
  }
  if (shown === undefined && rows.length > shownEntries) {
    return differs(
      `it names ${rows.length} entries; look at them all under its contents, and send the digest that stands there; nothing was changed`,
    );
  }
  if (shown !== undefined && shown !== found) {
    return differs(`digest is ${shown}, and that of what stands here is ${found}; nothing was changed; look at it again`);
  }
  return ok(found);
}
