import * as z from 'zod/mini';
import * as messages from '#shared/lambda/log-messages.ts';
import { queueHandler } from '#shared/lambda/queue.ts';
import { complete } from './complete.ts';
import type { Dependencies } from './dependencies.ts';
import { expandShard } from './shard.ts';

const shape = z.strictObject({ campaignId: z.string(), prefix: z.string() });

/**
 * Counts a shard of a campaign's scope and writes its rows; whoever finishes the last shard completes the plan. A shard that is left half-way,
 * for lack of time or by a crash, is taken up again when the governor finds that nothing was marked for a while.
 */
export function makeHandler(dependencies: Dependencies) {
  const { campaigns, logger } = dependencies;
  return queueHandler(dependencies, shape, async ({ campaignId, prefix }, context) => {
    const campaign = await campaigns.get(campaignId);
    if (campaign?.state !== 'planning') {
      logger.log(messages.expansionObsolete, { campaignId, prefix });
      return;
    }
    const finished = await expandShard(dependencies, campaign, prefix, () => context.getRemainingTimeInMillis());
    if (finished) await complete(dependencies, campaign);
  });
}
