import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { makeNotices } from '#shared/aws/account/notices.ts';
import { documentClient } from '#shared/aws/calls/clients.ts';
import { makeCampaigns } from '#shared/aws/campaign/campaigns.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { planRemindersConfig } from './config.ts';

/** What the planning of reminders works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = planRemindersConfig(environment);
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    campaigns: makeCampaigns(client, config.CAMPAIGNS_TABLE),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    notices: makeNotices(client, config.NOTICES_TABLE),
    logger: makeLogger(platform, 'plan-reminders'),
    metrics: makeMetrics(platform, 'plan-reminders'),
  };
}
