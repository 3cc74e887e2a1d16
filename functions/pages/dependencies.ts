import { firewallKeyOf } from '#domain/pool/self-service.ts';
import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { makeFactorMisses } from '#shared/aws/account/factor-misses.ts';
import { makeRecoveries } from '#shared/aws/account/recoveries.ts';
import { cognitoClient, documentClient, keyedCognitoClient, secretsClient, sqsClient } from '#shared/aws/calls/clients.ts';
import { readEpochs } from '#shared/aws/campaign/epochs.ts';
import { makeDirectory } from '#shared/aws/directory/directory.ts';
import { makeOwnSessions } from '#shared/aws/directory/own-session.ts';
import { makeClientSecret, makeRecoverySignIn } from '#shared/aws/directory/recovery-sign-in.ts';
import { makeAllowance } from '#shared/aws/mail/allowance.ts';
import { makeCodeState } from '#shared/aws/mail/code-way.ts';
import { makeMailHours } from '#shared/aws/mail/mail-hours.ts';
import { makeMailRates } from '#shared/aws/mail/mail-rate.ts';
import { makeSecret } from '#shared/aws/secret.ts';
import { type MailMessage, makeQueue } from '#shared/aws/staff/queues.ts';
import { makeBuckets } from '#shared/aws/table/buckets.ts';
import { makeAccountLeases } from '#shared/aws/table/leases.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { pagesConfig } from './config.ts';

/** For how long a sandbox goes by what it read of how codes are given out, in ms. */
const codeStateMs = 5_000;

/** What the pages work with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = pagesConfig(environment);
  const client = documentClient(platform);
  const cognito = cognitoClient(platform);
  const sqs = sqsClient(platform);
  const { clock } = platform;
  const rates = makeMailRates(client, config.PACE_TABLE, clock);
  const buckets = makeBuckets(client, config.PACE_TABLE, clock);
  const { USER_POOL_ID: poolId, RECOVERY_CLIENT_ID: clientId } = config;
  const secret = makeSecret(secretsClient(platform), config.CODE_SECRET_ARN, platform.clock);
  const ownClient = {
    poolId,
    clientId,
    secret: makeClientSecret(cognito, poolId, clientId, platform.clock),
    keyed: keyedCognitoClient(platform, async () => firewallKeyOf(await secret())),
  };
  return {
    clock,
    random: platform.random,
    recoveries: makeRecoveries(client, config.RECOVERIES_TABLE),
    factorMisses: makeFactorMisses(client, config.RECOVERIES_TABLE),
    leases: makeAccountLeases(client, config.RECOVERIES_TABLE, platform),
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
    /** Codes that anybody can ask for. */
    mails: makeQueue<MailMessage>(sqs, config.MAIL_QUEUE_URL),
    /** Mails that nobody else can ask for: codes for whoever typed a reference, and the news of a changed password. */
    priorityMails: makeQueue<MailMessage>(sqs, config.PRIORITY_MAIL_QUEUE_URL),
    /** What limits one network or one reference. */
    limits: makeBuckets(client, config.RECOVERIES_TABLE, clock),
    buckets,
    codeState: makeCodeState({ rates, buckets, clock }, config.MAIL_RESERVE, codeStateMs),
    hours: makeMailHours(client, config.PACE_TABLE, clock),
    secret,
    logger: makeLogger(platform, 'pages'),
    metrics: makeMetrics(platform, 'pages'),
  };
}
