import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { makeChannels } from '#shared/aws/account/channels.ts';
import { makeNotices } from '#shared/aws/account/notices.ts';
import { documentClient, sqsClient } from '#shared/aws/calls/clients.ts';
import { makeAdditions } from '#shared/aws/campaign/additions.ts';
import { makeCampaigns } from '#shared/aws/campaign/campaigns.ts';
import { type GradeMessage, makeQueue } from '#shared/aws/staff/queues.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { gradeAccountsConfig } from './config.ts';

/** What the grading of accounts works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = gradeAccountsConfig(environment);
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    campaigns: makeCampaigns(client, config.CAMPAIGNS_TABLE),
    additions: makeAdditions(client, config.CAMPAIGNS_TABLE),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    gradeQueue: makeQueue<GradeMessage>(sqsClient(platform), config.GRADE_QUEUE_URL),
    notices: makeNotices(client, config.NOTICES_TABLE),
    channels: makeChannels(client, config.CHANNELS_TABLE),
    logger: makeLogger(platform, 'grade-accounts'),
    metrics: makeMetrics(platform, 'grade-accounts'),
  };
}
