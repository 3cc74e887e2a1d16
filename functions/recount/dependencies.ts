import { documentClient } from '#shared/aws/calls/clients.ts';
import { makeCampaigns } from '#shared/aws/campaign/campaigns.ts';
import { makeCountedRows } from '#shared/aws/progress/counted-rows.ts';
import { makeMends } from '#shared/aws/progress/mends.ts';
import { makeProgress } from '#shared/aws/progress/progress.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { recountConfig } from './config.ts';

/** What the recount works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = recountConfig(environment);
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    campaigns: makeCampaigns(client, config.CAMPAIGNS_TABLE),
    mends: makeMends(client, config.CAMPAIGNS_TABLE, platform.ids),
    progress: makeProgress(client, config.PROGRESS_TABLE),
    rows: makeCountedRows(client, { accounts: config.ACCOUNTS_TABLE, notices: config.NOTICES_TABLE, steps: config.STEPS_TABLE }),
    logger: makeLogger(platform, 'recount'),
    metrics: makeMetrics(platform, 'recount'),
  };
}
