import { documentClient, secretsClient } from '#shared/aws/calls/clients.ts';
import { makeEraseTools } from '#shared/aws/campaign/erase-campaign.ts';
import { makeSecret } from '#shared/aws/secret.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { eraseCampaignsConfig } from './config.ts';

/** What the end of personal data works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = eraseCampaignsConfig(environment);
  const tables = { campaigns: config.CAMPAIGNS_TABLE, accounts: config.ACCOUNTS_TABLE, notices: config.NOTICES_TABLE };
  const readSecret = makeSecret(secretsClient(platform), config.CODE_SECRET_ARN, platform.clock);
  return {
    tools: makeEraseTools(documentClient(platform), tables, readSecret, platform.clock),
    retentionDays: config.RETENTION_DAYS,
    logger: makeLogger(platform, 'erase-campaigns'),
    metrics: makeMetrics(platform, 'erase-campaigns'),
  };
}
