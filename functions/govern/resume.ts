import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { shardPrefixes } from '#domain/plan/plan.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** A shard of which nothing was marked for this long stands still, in ms; a shard that is being counted is marked every few seconds. */
const stillMs = 120_000;

/**
 * Has the shards of a plan counted on that stand still: their invocation crashed or ran out of time, and their message would come back only after
 * the queue's visibility timeout of an hour and a half. Counting a shard twice at once does no harm, as rows are written once. Where all shards are
 * counted and the plan is not complete, the last step was lost: any shard's message repeats it.
 */
export async function resumePlan({ campaigns, clock, scopeQueue, logger }: Dependencies, { id, plannedAt }: CampaignRow): Promise<void> {
  const before = clock.now() - stillMs;
  if (plannedAt > before) return;
  const shards = new Map((await campaigns.shards(id)).map((shard) => [shard.prefix, shard]));
  const still = shardPrefixes.filter((prefix) => {
    const shard = shards.get(prefix);
    return shard === undefined || (!shard.done && shard.markedAt < before);
  });
  const allDone = [...shards.values()].filter(({ done }) => done).length === shardPrefixes.length;
  const resumed = allDone ? shardPrefixes.slice(0, 1) : still;
  if (resumed.length === 0) return;
  await scopeQueue.send(...resumed.map((prefix) => ({ campaignId: id, prefix })));
  logger.log(messages.planResumed, { campaignId: id, shards: resumed.length });
}
