import type * as z from 'zod';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { laneCount } from '#domain/lane.ts';
import { proposalContents } from '#domain/plan/contents.ts';
import { type ProposalRow, shownEntries } from '#domain/plan/proposal.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { personOf } from '#domain/staff/person.ts';
import type { Staff } from '#domain/staff/staff.ts';
import { widenersOf } from '#shared/aws/campaign/epochs.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Refusal } from '../operation.ts';
import { digestReleased, readProposal } from '../parts/contents.ts';
import type { OfCampaign } from '../parts/targets.ts';
import type { releaseScope } from './schemas.ts';

/** What a commander proposes: without a scope, to lift all of the campaign's containment. */
export interface NewProposal {
  readonly scope?: z.output<typeof releaseScope>;
  readonly reason: string;
}

type Needs = Pick<Dependencies, 'campaigns' | 'proposals' | 'liftCampaign' | 'copyEpochs' | 'wakeWatch' | 'releaseQueue' | 'clock'>;

/** Records a proposal under an id; recording the same again changes nothing. */
export async function propose(
  { campaigns, proposals, clock }: Pick<Needs, 'campaigns' | 'proposals' | 'clock'>,
  staff: Staff,
  campaign: CampaignRow,
  id: string,
  { scope, reason }: NewProposal,
): Promise<Result<ProposalRow, Refusal>> {
  const kind = scope === undefined ? 'lift' : 'release';
  const inTheWay = await whyNoLift({ campaigns }, campaign, kind);
  if (inTheWay !== undefined) return refused(inTheWay);
  const list = scope?.kind === 'list' ? [...new Set(scope.list)] : [];
  const said: ProposalRow = {
    id,
    campaignId: campaign.id,
    kind,
    state: 'proposed',
    ...(scope && { scope: scope.kind === 'list' ? { kind: 'list', entries: list.length } : scope }),
    ...(list.length > 0 && { sample: list.slice(0, shownEntries) }),
    reason,
    proposedBy: staff.username,
    proposedByPerson: personOf(staff),
    proposedAt: clock.now(),
  };
  const row = { ...said, digest: proposalContents(said, list).digest };
  if (await proposals.add(row, list)) return ok((await proposals.get(campaign.id, id)) ?? row);
  return refused({
    kind: 'key-reused',
    text: `another proposal stands under the id ${id}; nothing was changed; propose it with another key`,
  });
}

/**
 * Carries a proposal out: the campaign's epoch is lifted at once, or accounts are released in the background. Of a confirmed one, by the same person, what
 * follows from it is done again.
 * @param shown the digest that stood on what they looked at
 */
export async function confirmProposal(
  needs: Needs,
  staff: Staff,
  { campaign, row: before }: OfCampaign<ProposalRow>,
  shown: string | undefined,
): Promise<Result<ProposalRow & { readonly epochCopy?: 'missing' }, Refusal>> {
  const tried = before.state === 'proposed' ? await carryOut(needs, staff, campaign, before, shown) : ok(before);
  if (!tried.ok) return tried;
  const row = tried.value;
  if (row.state !== 'confirmed' || row.confirmedBy !== staff.username) return refused(ended(row));
  if (row.kind === 'lift') {
    const [isCopied] = await Promise.all([needs.copyEpochs(), needs.wakeWatch()]);
    return ok({ ...row, ...(!isCopied && { epochCopy: 'missing' as const }) });
  }
  const lanes = Array.from({ length: laneCount }, (_, lane) => ({ campaignId: campaign.id, proposalId: row.id, lane }));
  await needs.releaseQueue.send(...lanes);
  return ok(row);
}

/** Withdraws a proposal that is not confirmed. */
export async function withdrawProposal(
  { proposals }: Pick<Needs, 'proposals'>,
  staff: Staff,
  { campaign, row: before }: OfCampaign<ProposalRow>,
): Promise<Result<ProposalRow, Refusal>> {
  const outcome = await proposals.change(campaign.id, before.id, 'withdraw', { withdrawnBy: staff.username });
  const row = outcome.ok ? outcome.value : (outcome.error.row ?? before);
  return outcome.ok || (row.state === 'withdrawn' && row.withdrawnBy === staff.username) ? ok(row) : refused(ended(row));
}

/** Confirms an open proposal, and gives it as it then stands; or why it may not be confirmed. */
async function carryOut(
  { campaigns, proposals, liftCampaign, clock }: Needs,
  staff: Staff,
  campaign: CampaignRow,
  row: ProposalRow,
  shown: string | undefined,
): Promise<Result<ProposalRow, Refusal>> {
  const inTheWay = await whyNoLift({ campaigns }, campaign, row.kind);
  if (inTheWay !== undefined) return refused(inTheWay);
  const seen = digestReleased(row.digest, await readProposal({ proposals }, row), shown);
  if (!seen.ok) return seen;
  const { campaignId, id, kind } = row;
  const sets = { confirmedBy: staff.username, confirmedAt: clock.now(), confirmedDigest: seen.value };
  const person = personOf(staff);
  if (kind === 'lift') await liftCampaign(campaignId, id, { ...sets, person });
  else await proposals.change(campaignId, id, 'confirm', sets, { person });
  return ok((await proposals.get(campaignId, id)) ?? row);
}

/** Why a campaign cannot be lifted now; undefined where it can, and for a release. */
async function whyNoLift(
  { campaigns }: Pick<Needs, 'campaigns'>,
  { id }: CampaignRow,
  kind: ProposalRow['kind'],
): Promise<Refusal | undefined> {
  const [wider] = kind === 'lift' ? widenersOf(await campaigns.list(), id) : [];
  if (wider === undefined) return undefined;
  const text = `campaign ${wider.id} (${wider.title}) widens this one and leaves to it whom it has: lifting this one would let them out of both; lift that one first`;
  return { kind: 'state', text };
}

function ended({ state, confirmedBy, withdrawnBy }: ProposalRow): Refusal {
  const by = confirmedBy ?? withdrawnBy;
  return { kind: 'state', text: `the proposal is ${state}${by === undefined ? '' : `, by ${by}`}; nothing was changed` };
}
