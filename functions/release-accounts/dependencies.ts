import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { makeNotices } from '#shared/aws/account/notices.ts';
import { documentClient } from '#shared/aws/calls/clients.ts';
import { makeProposals } from '#shared/aws/campaign/proposals.ts';
import { makeLaneMarks } from '#shared/aws/table/lane-marks.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { releaseAccountsConfig } from './config.ts';

/** What the release of accounts works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = releaseAccountsConfig(environment);
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    notices: makeNotices(client, config.NOTICES_TABLE),
    proposals: makeProposals(client, config.CAMPAIGNS_TABLE),
    laneMarks: makeLaneMarks(client, config.CAMPAIGNS_TABLE),
    logger: makeLogger(platform, 'release-accounts'),
    metrics: makeMetrics(platform, 'release-accounts'),
  };
}
