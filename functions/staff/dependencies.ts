import { makeAccounts } from '#shared/aws/accounts.ts';
import { makeCampaigns } from '#shared/aws/campaigns.ts';
import { cognitoClient, documentClient, sqsClient } from '#shared/aws/clients.ts';
import { makeStartCampaign } from '#shared/aws/epochs.ts';
import { makeProgress } from '#shared/aws/progress.ts';
import { makeQueue, type NoticeMessage, type ScopeMessage } from '#shared/aws/queues.ts';
import { makeStaffPool } from '#shared/aws/staff.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { staffConfig } from './config.ts';

/** What the staff's API and console work with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = staffConfig(environment);
  const client = documentClient(platform);
  const queues = sqsClient(platform);
  const campaigns = makeCampaigns(client, config.CAMPAIGNS_TABLE);
  return {
    campaigns,
    startCampaign: makeStartCampaign(client, campaigns, { campaigns: config.CAMPAIGNS_TABLE, epochs: config.EPOCHS_TABLE }),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    progress: makeProgress(client, config.PROGRESS_TABLE),
    scopeQueue: makeQueue<ScopeMessage>(queues, config.SCOPE_QUEUE_URL),
    noticeQueue: makeQueue<NoticeMessage>(queues, config.NOTICE_QUEUE_URL),
    staffPool: makeStaffPool(cognitoClient(platform), config.STAFF_CLIENT_ID),
    clock: platform.clock,
    ids: platform.ids,
    logger: makeLogger(platform, 'staff'),
    metrics: makeMetrics(platform, 'staff'),
  };
}
