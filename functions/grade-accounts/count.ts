import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { beforeAdditions, gradingOf } from '#domain/campaign/grading.ts';
import { laneCount } from '#domain/lane.ts';
import { type AdditionRow, gradedAloneAtMost } from '#domain/plan/addition.ts';
import { containedBy } from '#domain/plan/plan.ts';
import type { Dependencies } from './dependencies.ts';
import { breachedOf, forEachNamed, readLists } from './lane.ts';

/**
 * Counts the accounts of a lane that an addition grades by itself, those too that another one has graded: that may be taken back. Whoever ends the last lane lets the grading begin where one person may grade so many, and
 * else has it wait for a second one. Safe to repeat.
 */
export async function countAddition(dependencies: Dependencies, campaign: CampaignRow, addition: AdditionRow, lane: number): Promise<void> {
  const { additions, gradeQueue } = dependencies;
  const { id: campaignId } = campaign;
  if (!(await additions.counts(campaignId, addition.id, 'counted')).has(lane)) {
    const [lists, breached] = await Promise.all([readLists(dependencies, addition), breachedOf(dependencies, campaign)]);
    let accounts = 0;
    await forEachNamed(dependencies, campaignId, lane, lists, async (row, channels) => {
      const graded = gradingOf(campaign, addition.id, beforeAdditions(row), channels, lists, breached);
      if (row.state !== 'exempt' && graded !== undefined) accounts++;
    });
    await additions.keepCount(campaignId, addition.id, 'counted', lane, accounts);
  }
  const counts = await additions.counts(campaignId, addition.id, 'counted');
  if (counts.size < laneCount) return;
  const accounts = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const most = gradedAloneAtMost(campaign.headcount === undefined ? 0 : containedBy(campaign.headcount));
  if (!(await additions.takeAlone(campaignId, addition.id, accounts, most))) {
    await additions.change(campaignId, addition.id, 'wait', { accounts });
    return;
  }
  await additions.change(campaignId, addition.id, 'count', { accounts });
  await gradeQueue.send(...Array.from({ length: laneCount }, (_, each) => ({ campaignId, additionId: addition.id, lane: each })));
}
