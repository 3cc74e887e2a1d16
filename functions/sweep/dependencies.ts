import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { cognitoClient, documentClient } from '#shared/aws/calls/clients.ts';
import { makeCampaigns } from '#shared/aws/campaign/campaigns.ts';
import { readEpochs } from '#shared/aws/campaign/epochs.ts';
import { makeSweeper } from '#shared/aws/directory/sweeper.ts';
import { makeAllowance } from '#shared/aws/mail/allowance.ts';
import { makePace } from '#shared/aws/mail/pace.ts';
import { makeAccountLeases } from '#shared/aws/table/leases.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { sweepConfig } from './config.ts';

/** What the sweep works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = sweepConfig(environment);
  const client = documentClient(platform);
  const rates = { UserAccountRecovery: config.RECOVERY_PER_SECOND, UserUpdate: config.UPDATE_PER_SECOND };
  return {
    clock: platform.clock,
    random: platform.random,
    ids: platform.ids,
    campaigns: makeCampaigns(client, config.CAMPAIGNS_TABLE),
    epochs: () => readEpochs(client, config.EPOCHS_TABLE),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    leases: makeAccountLeases(client, config.RECOVERIES_TABLE, platform),
    pace: makePace(client, config.PACE_TABLE, platform.clock),
    allowance: makeAllowance(client, config.PACE_TABLE, platform.clock, rates),
    rates,
    sweeper: makeSweeper(cognitoClient(platform), config.USER_POOL_ID),
    logger: makeLogger(platform, 'sweep'),
    metrics: makeMetrics(platform, 'sweep'),
  };
}
