import { makeAccounts } from '#shared/aws/accounts.ts';
import { makeCampaigns } from '#shared/aws/campaigns.ts';
import { makeChannels } from '#shared/aws/channels.ts';
import { documentClient } from '#shared/aws/clients.ts';
import { makeContacts } from '#shared/aws/contacts.ts';
import { makeNotices } from '#shared/aws/notices.ts';
import { makeSteps } from '#shared/aws/steps.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { nextChannelConfig } from './config.ts';

/** What the next channels work with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = nextChannelConfig(environment);
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    ids: platform.ids,
    campaigns: makeCampaigns(client, config.CAMPAIGNS_TABLE),
    contacts: makeContacts(client, config.CAMPAIGNS_TABLE),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    channels: makeChannels(client, config.CHANNELS_TABLE),
    notices: makeNotices(client, config.NOTICES_TABLE),
    steps: makeSteps(client, config.STEPS_TABLE),
    logger: makeLogger(platform, 'next-channel'),
    metrics: makeMetrics(platform, 'next-channel'),
  };
}
