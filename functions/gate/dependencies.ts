import { type AccountKey, makeAccounts } from '#shared/aws/account/accounts.ts';
import { recentRows } from '#shared/aws/account/recent-rows.ts';
import { documentClient, quickly, secretsClient, sqsClient } from '#shared/aws/calls/clients.ts';
import { limitTime, withinTime } from '#shared/aws/calls/time-limit.ts';
import { makeEpochCopy } from '#shared/aws/campaign/epoch-copy.ts';
import { readKnownEpochs } from '#shared/aws/campaign/epochs.ts';
import { type AccountMessage, makeQueue } from '#shared/aws/staff/queues.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { gateConfig } from './config.ts';
import { cachedEpochs } from './epochs.ts';

/** What the gate works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/**
 * How long the gate waits for what it reads, whole, and for its queue, in ms. Even when all of them are as late as can be, the sum leaves a second of the 5 s that
 * Cognito waits for a trigger (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html)
 * for the start of a sandbox.
 */
export const limitsMs = { epochs: 1_500, copy: 1_000, accounts: 1_000, queue: 500 } as const;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = gateConfig(environment);
  const { clock } = platform;
  const client = documentClient(platform, quickly);
  const forEpochs = limitTime(client, platform, limitsMs.epochs);
  const accounts = makeAccounts(limitTime(client, platform, limitsMs.accounts), config.ACCOUNTS_TABLE);
  const logger = makeLogger(platform, 'gate');
  const metrics = makeMetrics(platform, 'gate');
  return {
    attributes: { environment: config.ENVIRONMENT_ATTRIBUTE, organisation: config.ORGANISATION_ATTRIBUTE },
    whenUnknown: config.WHEN_UNKNOWN,
    clock,
    epochs: cachedEpochs({
      readTable: () => withinTime(readKnownEpochs(forEpochs, config.EPOCHS_TABLE, clock), platform, limitsMs.epochs),
      readCopy: makeEpochCopy(limitTime(secretsClient(platform, quickly), platform, limitsMs.copy), config.EPOCH_COPY_ARN).read,
      clock,
      logger,
      metrics,
    }),
    rowsOf: (keys: readonly AccountKey[]) => withinTime(accounts.getMany(keys), platform, limitsMs.accounts),
    recent: recentRows(clock),
    accountQueue: makeQueue<AccountMessage>(limitTime(sqsClient(platform, quickly), platform, limitsMs.queue), config.ACCOUNT_QUEUE_URL),
    logger,
    metrics,
  };
}
