import { type CampaignRow, campaignTransitions } from '#domain/campaign.ts';
import { addHeadcounts, noHeadcount, sampleSize, shardPrefixes } from '#domain/plan.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Completes the plan when every shard is counted. Safe to repeat: only a campaign that is being planned changes. */
export async function complete({ campaigns, logger }: Dependencies, campaign: CampaignRow): Promise<void> {
  const shards = await campaigns.shards(campaign.id);
  if (shards.filter(({ done }) => done).length < shardPrefixes.length) return;
  const sum = shards.map((shard) => shard.headcount).reduce(addHeadcounts, noHeadcount);
  const { scope } = campaign;
  const unmatched = scope.kind === 'list' ? { unmatched: scope.entries - (await campaigns.matchedEntries(campaign.id)).size } : {};
  const sample = shards.map((shard) => shard.sample);
  const spread = Array.from({ length: sampleSize }, (_, row) => sample.flatMap((accounts) => accounts[row] ?? []))
    .flat()
    .slice(0, sampleSize);
  const transition = sum.inScope === 0 ? campaignTransitions.empty : campaignTransitions.planned;
  const outcome = await campaigns.change(campaign.id, transition, { headcount: { ...sum, ...unmatched }, sample: spread });
  if (outcome.ok) logger.log(messages.campaignPlanned, { campaignId: campaign.id, inScope: sum.inScope });
}
