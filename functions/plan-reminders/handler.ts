import * as z from 'zod/mini';
import * as messages from '#shared/lambda/log-messages.ts';
import { queueHandler } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';
import { remindLane } from './lane.ts';

const shape = z.strictObject({ campaignId: z.string(), round: z.number(), lane: z.number() });

/** Adds the reminders of one lane and one round. Safe to repeat: each is added once. */
export function makeHandler(dependencies: Dependencies) {
  const { campaigns, logger } = dependencies;
  return queueHandler(dependencies, shape, async (message, context) => {
    const { campaignId, round, lane } = message;
    const campaign = await campaigns.get(campaignId);
    // The round may not stand on the campaign yet: its messages go out first.
    if (campaign?.state !== 'live' || (campaign.reminderRound ?? 0) > round) {
      logger.log(messages.roundObsolete, { campaignId, round, lane });
      return;
    }
    const added = await remindLane(dependencies, message, () => context.getRemainingTimeInMillis());
    logger.log(messages.laneReminded, { campaignId, round, lane, added });
  });
}
