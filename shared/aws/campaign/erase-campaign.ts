import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type CampaignRow, campaignTransitions } from '#domain/campaign/campaign.ts';
import { laneCount } from '#domain/lane.ts';
import { erasableStates, isErasable } from '#domain/plan/erasure.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { type Erasure, type ErasureTables, makeErasure } from '../account/erasure.ts';
import { dynamodb } from '../calls/clients.ts';
import type { ReadSecret } from '../secret.ts';
import { codeSecret } from '../secret.ts';
import { namesOf } from '../table/on-table.ts';
import { type Additions, makeAdditions } from './additions.ts';
import { type Campaigns, makeCampaigns } from './campaigns.ts';
import { makeProposals, type Proposals } from './proposals.ts';

/** What an erase works with. */
export interface EraseTools {
  readonly campaigns: Campaigns;
  readonly proposals: Pick<Proposals, 'list'>;
  readonly additions: Pick<Additions, 'list'>;
  readonly erasure: Erasure;
  readonly clock: Clock;
}

/** How an erase is run. */
export interface EraseOptions {
  /** Whether there is time for more; asked between the pages of a lane. @default there always is */
  readonly hasTime?: () => boolean;
  /** Hears how far it is: lanes done of all. @default nobody */
  readonly progress?: (done: number, all: number) => void;
}

/** What an erase came to. */
export interface Erased {
  readonly campaignId: string;
  /** Rows of accounts and notices that this run changed; none where an earlier one had erased them. */
  readonly rows: number;
  /** Items of lists, and notes, that this run deleted. */
  readonly lists: number;
  /** When the campaign's personal data was gone, in ms since 1970; absent where time ran out before. */
  readonly erasedAt?: number;
}

/** The tools over tables of these names. @param readSecret gives the secret of the codes */
export function makeEraseTools(client: DynamoDBDocumentClient, tables: ErasureTables, readSecret: ReadSecret, clock: Clock): EraseTools {
  return {
    campaigns: makeCampaigns(client, tables.campaigns),
    proposals: makeProposals(client, tables.campaigns),
    additions: makeAdditions(client, tables.campaigns),
    erasure: makeErasure(client, tables, readSecret, clock),
    clock,
  };
}

/**
 * Takes the personal data of a campaign out of Sluis's tables. Where it was cut off, or had no time left, doing it again goes on at the lane where it was.
 * Gives what is in the way and what is allowed where it is not possible, and then nothing was done.
 * @param by who says so, for the audit log
 */
export async function eraseCampaign(
  tools: EraseTools,
  campaignId: string,
  by: string,
  { hasTime = () => true, progress = () => undefined }: EraseOptions = {},
): Promise<Result<Erased, string>> {
  const { campaigns, erasure, clock } = tools;
  const campaign = await campaigns.get(campaignId);
  if (campaign === undefined) return refused('which is unknown; allowed: the id of a campaign');
  const obstacle = await obstacleOf(tools, campaign);
  if (obstacle !== undefined) return refused(obstacle);
  // Exemptions are user names and addresses; the sample has user names.
  const began = await campaigns.change(campaignId, campaignTransitions.erase, { erasedBy: by, exemptions: [] });
  if (!began.ok) return refused(`which is ${began.error.state}`);
  const lists = await erasure.lists(campaignId);
  let row = began.value;
  let rows = 0;
  for (let lane = firstLane(row); lane < laneCount; lane++) {
    const erased = await erasure.lane(campaignId, lane, clock.now(), hasTime);
    rows += erased.rows;
    if (!erased.complete) return ok({ campaignId, rows, lists });
    const marked = await campaigns.change(campaignId, campaignTransitions.eraseLanes, { erasedLanes: lane + 1 });
    if (marked.ok) row = marked.value;
    progress(lane + 1, laneCount);
  }
  // Another erase may have come to the end meanwhile: what it said stays.
  const erasedAt = row.erasedAt ?? clock.now();
  await campaigns.change(campaignId, campaignTransitions.erased, { erasedAt }, { lanes: laneCount });
  return ok({ campaignId, rows, lists, erasedAt });
}

/** Once all is gone, a further erase looks at everything again. */
function firstLane({ erasedAt, erasedLanes = 0 }: CampaignRow): number {
  return erasedAt === undefined ? erasedLanes : 0;
}

async function obstacleOf({ proposals, additions }: EraseTools, campaign: CampaignRow): Promise<string | undefined> {
  const { id, state } = campaign;
  if (!isErasable(campaign)) return `which is ${state}; allowed: a campaign that is ${erasableStates.join(', ')}`;
  const releasing = (await proposals.list(id)).some(
    (each) => each.kind === 'release' && each.state === 'confirmed' && each.completedAt === undefined && state === 'closed',
  );
  const grading = (await additions.list(id)).some((each) => each.state === 'running' || each.state === 'undoing');
  return releasing || grading ? 'of which accounts are being released or graded; allowed: once that is done' : undefined;
}

/** The tools of the deployment. */
export const eraseTools: Part<EraseTools> = (sandbox) =>
  makeEraseTools(
    sandbox.use(dynamodb),
    namesOf(sandbox, 'campaigns', 'accounts', 'notices'),
    sandbox.use(codeSecret),
    sandbox.platform.clock,
  );
