import * as z from 'zod/mini';
import { proposalContents } from '#domain/plan/contents.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { queueHandler } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';
import { releaseLane } from './lane.ts';

const shape = z.strictObject({ campaignId: z.string(), proposalId: z.string(), lane: z.number() });

/** Lets the accounts of one lane out that a confirmed proposal names. Safe to repeat: who is out already is passed over. */
export function makeHandler(dependencies: Dependencies) {
  const { proposals, laneMarks, clock, logger, metrics } = dependencies;
  return queueHandler(dependencies, shape, async ({ campaignId, proposalId, lane }) => {
    const proposal = await proposals.get(campaignId, proposalId);
    if (proposal?.state !== 'confirmed' || proposal.scope === undefined) return;
    const list = proposal.scope.kind === 'list' ? await proposals.entries(campaignId, proposalId) : new Set<string>();
    const { digest } = proposalContents(proposal, list);
    if (proposal.confirmedDigest !== undefined && proposal.confirmedDigest !== digest) {
      logger.log(messages.contentsChanged, { campaignId, proposalId, confirmed: proposal.confirmedDigest, digest });
      throw new Error('what was confirmed is not what stands in the table');
    }
    const mark = (done: boolean) => laneMarks.keep(campaignId, proposalId, { lane, markedAt: clock.now(), done });
    if ((await laneMarks.list(campaignId, proposalId)).some((each) => each.lane === lane && each.done)) return;
    await mark(false);
    const released = await releaseLane(dependencies, campaignId, lane, proposal.scope, list, () => mark(false));
    await mark(true);
    metrics.count('Account::Released', released);
    logger.log(messages.laneReleased, { campaignId, lane, released });
  });
}
