import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { makeChannels } from '#shared/aws/account/channels.ts';
import { makeNotices } from '#shared/aws/account/notices.ts';
import { cognitoClient, documentClient } from '#shared/aws/calls/clients.ts';
import { makeCampaigns } from '#shared/aws/campaign/campaigns.ts';
import { makeDirectory } from '#shared/aws/directory/directory.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { expandScopeConfig } from './config.ts';

/** What the expansion of a scope works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = expandScopeConfig(environment);
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    campaigns: makeCampaigns(client, config.CAMPAIGNS_TABLE),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    notices: makeNotices(client, config.NOTICES_TABLE),
    channels: makeChannels(client, config.CHANNELS_TABLE),
    directory: makeDirectory(cognitoClient(platform), config.USER_POOL_ID, {
      environment: config.ENVIRONMENT_ATTRIBUTE,
      organisation: config.ORGANISATION_ATTRIBUTE,
    }),
    staffDomains: config.STAFF_DOMAINS,
    logger: makeLogger(platform, 'expand-scope'),
    metrics: makeMetrics(platform, 'expand-scope'),
  };
}
