import { firewallKeyOf } from '#domain/self-service.ts';
import { makeAccounts } from '#shared/aws/accounts.ts';
import { makeAllowance } from '#shared/aws/allowance.ts';
import { cognitoClient, documentClient, keyedCognitoClient, secretsClient, sqsClient } from '#shared/aws/clients.ts';
import { makeDirectory } from '#shared/aws/directory.ts';
import { readEpochs } from '#shared/aws/epochs.ts';
import { makeFactorMisses } from '#shared/aws/factor-misses.ts';
import { makeAccountLeases } from '#shared/aws/leases.ts';
import { makeOwnSessions } from '#shared/aws/own-session.ts';
import { type MailMessage, makeQueue } from '#shared/aws/queues.ts';
import { makeRecoveries } from '#shared/aws/recoveries.ts';
import { makeClientSecret, makeRecoverySignIn } from '#shared/aws/recovery-sign-in.ts';
import { makeSecret } from '#shared/aws/secret.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { pagesConfig } from './config.ts';

/** What the pages work with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = pagesConfig(environment);
  const client = documentClient(platform);
  const cognito = cognitoClient(platform);
  const { USER_POOL_ID: poolId, RECOVERY_CLIENT_ID: clientId } = config;
  const secret = makeSecret(secretsClient(platform), config.CODE_SECRET_ARN, platform.clock);
  const ownClient = {
    poolId,
    clientId,
    secret: makeClientSecret(cognito, poolId, clientId, platform.clock),
    keyed: keyedCognitoClient(platform, async () => firewallKeyOf(await secret())),
  };
  return {
    clock: platform.clock,
    random: platform.random,
    recoveries: makeRecoveries(client, config.RECOVERIES_TABLE),
    factorMisses: makeFactorMisses(client, config.RECOVERIES_TABLE),
    leases: makeAccountLeases(client, config.RECOVERIES_TABLE, platform.clock),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    epochs: () => readEpochs(client, config.EPOCHS_TABLE),
    /** Attribute names matter to listings only, and the pages list nothing. */
    directory: makeDirectory(cognito, poolId, { environment: '', organisation: '' }),
    recoverySignIn: makeRecoverySignIn(cognito, ownClient),
    ownSessions: makeOwnSessions(cognito, ownClient),
    allowance: makeAllowance(client, config.PACE_TABLE, platform.clock, {
      UserAccountRecovery: config.RECOVERY_PER_SECOND,
      UserUpdate: config.UPDATE_PER_SECOND,
    }),
    mails: makeQueue<MailMessage>(sqsClient(platform), config.MAIL_QUEUE_URL),
    secret,
    logger: makeLogger(platform, 'pages'),
    metrics: makeMetrics(platform, 'pages'),
  };
}
