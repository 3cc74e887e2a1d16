import { makeAccounts } from '#shared/aws/accounts.ts';
import { documentClient } from '#shared/aws/clients.ts';
import { readEpochs } from '#shared/aws/epochs.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { gateConfig } from './config.ts';
import { cachedEpochs } from './epochs.ts';

/** What the gate works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = gateConfig(environment);
  const client = documentClient(platform);
  const logger = makeLogger(platform, 'gate');
  return {
    environmentAttribute: config.ENVIRONMENT_ATTRIBUTE,
    whenUnknown: config.WHEN_UNKNOWN,
    clock: platform.clock,
    epochs: cachedEpochs(() => readEpochs(client, config.EPOCHS_TABLE), platform.clock, logger),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    logger,
    metrics: makeMetrics(platform, 'gate'),
  };
}
