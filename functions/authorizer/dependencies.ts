import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { recentRows } from '#shared/aws/account/recent-rows.ts';
import { documentClient } from '#shared/aws/calls/clients.ts';
import { epochCacheMs, readEpochs } from '#shared/aws/campaign/epochs.ts';
import { keepFor } from '#shared/aws/keep-for.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { authorizerConfig } from './config.ts';

/** What the authorizer works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. The verifier fetches the pool's public keys over HTTPS when it meets a key for the first time. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = authorizerConfig(environment);
  const client = documentClient(platform);
  return {
    verifier: CognitoJwtVerifier.create({ userPoolId: config.USER_POOL_ID, tokenUse: null, clientId: null }),
    epochs: keepFor(epochCacheMs, platform.clock, () => readEpochs(client, config.EPOCHS_TABLE)),
    recent: recentRows(platform.clock),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    logger: makeLogger(platform, 'authorizer'),
    metrics: makeMetrics(platform, 'authorizer'),
  };
}
