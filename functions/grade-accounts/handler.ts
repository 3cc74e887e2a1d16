import * as z from 'zod/mini';
import { laneCount } from '#domain/lane.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { queueHandler } from '#shared/lambda/queue.ts';
import { complete } from './complete.ts';
import { countAddition } from './count.ts';
import type { Dependencies } from './dependencies.ts';
import { gradeLane } from './lane.ts';
import { undoAddition } from './undo.ts';

const shape = z.strictObject({ campaignId: z.string(), additionId: z.string(), lane: z.number() });

/**
 * Looks for the accounts of an addition in one lane; whoever ends the last lane completes the addition. Safe to repeat: a lane that was gone
 * through is passed over, and one that was left half-way comes to the same counts.
 */
export function makeHandler(dependencies: Dependencies) {
  const { campaigns, additions, logger, metrics } = dependencies;
  return queueHandler(dependencies, shape, async ({ campaignId, additionId, lane }) => {
    const [campaign, addition] = await Promise.all([campaigns.get(campaignId), additions.get(campaignId, additionId)]);
    if (campaign === undefined || addition === undefined) return;
    if (addition.state === 'undoing') return undoAddition(dependencies, campaign, addition, lane);
    if (addition.state !== 'running') return;
    if (addition.accounts === undefined) return countAddition(dependencies, campaign, addition, lane);
    if (!(await additions.lanes(campaignId, additionId)).has(lane)) {
      const { outcome, matched } = await gradeLane(dependencies, campaign, addition, lane);
      await additions.keepLane(campaignId, additionId, lane, outcome, matched);
      metrics.count('Account::Graded', outcome.graded);
      logger.log(messages.laneGraded, { campaignId, additionId, lane, graded: outcome.graded });
    }
    const lanes = await additions.lanes(campaignId, additionId);
    if (lanes.size === laneCount) await complete(dependencies, campaignId, additionId, [...lanes.values()]);
  });
}
