import { type CampaignRow, campaignTransitions, type Headcount, listNames, type MatchedList } from '#domain/campaign/campaign.ts';
import { addHeadcounts, containedBy, noHeadcount, sampleSize, shardPrefixes } from '#domain/plan/plan.ts';
import { sweepBill } from '#domain/pool/prices.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Completes the plan when every shard is counted. Safe to repeat: only a campaign that is being planned changes. */
export async function complete(dependencies: Dependencies, campaign: CampaignRow): Promise<void> {
  const { campaigns, logger } = dependencies;
  const shards = await campaigns.shards(campaign.id);
  if (shards.filter(({ done }) => done).length < shardPrefixes.length) return;
  const sum = shards.map((shard) => shard.headcount).reduce(addHeadcounts, noHeadcount);
  const headcount: Headcount = { ...sum, ...(await unmatched(dependencies, campaign)), ...bill(campaign, sum) };
  const samples = shards.map((shard) => shard.sample);
  const sample = Array.from({ length: sampleSize }, (_, row) => samples.flatMap((accounts) => accounts[row] ?? []))
    .flat()
    .slice(0, sampleSize);
  const transition = containedBy(sum) === 0 ? campaignTransitions.empty : campaignTransitions.planned;
  const outcome = await campaigns.change(campaign.id, transition, { headcount, sample });
  if (outcome.ok) logger.log(messages.campaignPlanned, { campaignId: campaign.id, inScope: sum.inScope });
}

/** How many entries of each list no shard has matched. */
async function unmatched(
  { campaigns }: Dependencies,
  { id, lists = {}, exemptions }: CampaignRow,
): Promise<Pick<Headcount, 'unmatched' | 'unmatchedIn'>> {
  const sizes: readonly (readonly [MatchedList, number])[] = [
    ...listNames.map((name) => [name, lists[name]?.entries ?? 0] as const),
    ['exemptions', exemptions.length] as const,
  ];
  const counts = await Promise.all(
    sizes
      .filter(([, entries]) => entries > 0)
      .map(async ([name, entries]) => [name, entries - (await campaigns.matchedEntries(id, name)).size] as const),
  );
  const { scope, ...others } = Object.fromEntries(counts);
  return { ...(scope !== undefined && { unmatched: scope }), ...(Object.keys(others).length > 0 && { unmatchedIn: others }) };
}

function bill({ tier, sweep }: CampaignRow, { swept }: Headcount): Pick<Headcount, 'sweepBill'> {
  if (sweep === undefined || tier === undefined) return {};
  const accounts = Object.values(swept).reduce((sum, count) => sum + count, 0);
  return { sweepBill: sweepBill(tier, accounts) };
}
