import { type CampaignRow, campaignTransitions } from '#domain/campaign.ts';
import { erasableStates } from '#domain/erasure.ts';
import { laneCount } from '#domain/lane.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Additions } from '#shared/aws/additions.ts';
import type { Campaigns } from '#shared/aws/campaigns.ts';
import type { Erasure } from '#shared/aws/erasure.ts';
import type { Proposals } from '#shared/aws/proposals.ts';

/** What an erase works with. */
export interface EraseTools {
  readonly campaigns: Pick<Campaigns, 'get' | 'change'>;
  readonly proposals: Pick<Proposals, 'list'>;
  readonly additions: Pick<Additions, 'list'>;
  readonly erasure: Erasure;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears how far it is: lanes done of all. */
  readonly progress: (done: number, all: number) => void;
}

/** What an erase came to. */
export interface Erased {
  readonly campaignId: string;
  /** Rows of accounts and notices that this run changed; none where an earlier one had erased them. */
  readonly rows: number;
  /** Items of lists that this run deleted. */
  readonly lists: number;
  /** When the campaign's personal data was gone, in ms since 1970. */
  readonly erasedAt: number;
}

/**
 * Takes the personal data of a campaign out of Sluis's tables. Doing it again after it was cut off does the rest. Gives one line where it is not
 * possible, and then nothing was done.
 * @param by who says so, for the audit log
 */
export async function erase(tools: EraseTools, campaignId: string, by: string): Promise<Result<Erased, string>> {
  const { campaigns, erasure, now, progress } = tools;
  const campaign = await campaigns.get(campaignId);
  if (campaign === undefined) return refused(`--campaign is ${campaignId}; allowed: the id of a campaign`);
  const obstacle = await obstacleOf(tools, campaign);
  if (obstacle !== undefined) return refused(`--campaign is ${campaignId}, ${obstacle}; nothing was erased`);
  // Exemptions are user names and addresses; the sample has user names.
  const began = await campaigns.change(campaignId, campaignTransitions.erase, { erasedBy: by, exemptions: [] });
  if (!began.ok) return refused(`--campaign is ${campaignId}, which is ${began.error.state}; nothing was erased`);
  const lists = await erasure.lists(campaignId);
  let rows = 0;
  for (let lane = 0; lane < laneCount; lane++) {
    rows += await erasure.lane(campaignId, lane, now());
    progress(lane + 1, laneCount);
  }
  const erasedAt = campaign.erasedAt ?? now();
  await campaigns.change(campaignId, campaignTransitions.erased, { erasedAt });
  return ok({ campaignId, rows, lists, erasedAt });
}

async function obstacleOf({ proposals, additions }: EraseTools, { id, state }: CampaignRow): Promise<string | undefined> {
  if (!erasableStates.some((each) => each === state)) return `which is ${state}; allowed: a campaign that is ${erasableStates.join(', ')}`;
  const releasing = (await proposals.list(id)).some(
    (each) => each.kind === 'release' && each.state === 'confirmed' && each.completedAt === undefined && state === 'closed',
  );
  const grading = (await additions.list(id)).some((each) => each.state === 'running');
  return releasing || grading ? 'of which accounts are being released or graded; allowed: once that is done' : undefined;
}
