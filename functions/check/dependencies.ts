import { makeAccounts } from '#shared/aws/accounts.ts';
import { documentClient } from '#shared/aws/clients.ts';
import { readEpochs } from '#shared/aws/epochs.ts';
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
    epochs: () => readEpochs(client, config.EPOCHS_TABLE),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    logger: makeLogger(platform, 'check'),
    metrics: makeMetrics(platform, 'check'),
  };
}
