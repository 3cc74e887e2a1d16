import { makeAccounts } from '#shared/aws/accounts.ts';
import { makeAdditions } from '#shared/aws/additions.ts';
import { makeCampaigns } from '#shared/aws/campaigns.ts';
import { makeChannels } from '#shared/aws/channels.ts';
import { cognitoClient, documentClient } from '#shared/aws/clients.ts';
import { makeDirectory } from '#shared/aws/directory.ts';
import { readEpochs } from '#shared/aws/epochs.ts';
import { makeNotices } from '#shared/aws/notices.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { recordAccountConfig } from './config.ts';

/** What the recorder of accounts works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = recordAccountConfig(environment);
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    readEpochs: () => readEpochs(client, config.EPOCHS_TABLE),
    campaigns: makeCampaigns(client, config.CAMPAIGNS_TABLE),
    additions: makeAdditions(client, config.CAMPAIGNS_TABLE),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    notices: makeNotices(client, config.NOTICES_TABLE),
    channels: makeChannels(client, config.CHANNELS_TABLE),
    directory: makeDirectory(cognitoClient(platform), config.USER_POOL_ID, {
      environment: config.ENVIRONMENT_ATTRIBUTE,
      organisation: config.ORGANISATION_ATTRIBUTE,
    }),
    logger: makeLogger(platform, 'record-account'),
    metrics: makeMetrics(platform, 'record-account'),
  };
}
