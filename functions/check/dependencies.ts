import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { recentRows } from '#shared/aws/account/recent-rows.ts';
import { documentClient } from '#shared/aws/calls/clients.ts';
import { epochCacheMs, readEpochs } from '#shared/aws/campaign/epochs.ts';
import { keepFor } from '#shared/aws/keep-for.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { checkConfig } from './config.ts';

/** What the check works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = checkConfig(environment);
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    epochs: keepFor(epochCacheMs, platform.clock, () => readEpochs(client, config.EPOCHS_TABLE)),
    recent: recentRows(platform.clock),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    logger: makeLogger(platform, 'check'),
    metrics: makeMetrics(platform, 'check'),
  };
}
