import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { makeRecoveries } from '#shared/aws/account/recoveries.ts';
import { documentClient, secretsClient, sesClient, sqsClient } from '#shared/aws/calls/clients.ts';
import { readEpochs } from '#shared/aws/campaign/epochs.ts';
import { makeMailHours } from '#shared/aws/mail/mail-hours.ts';
import { makeMailRates } from '#shared/aws/mail/mail-rate.ts';
import { makeMailer } from '#shared/aws/mail/mailer.ts';
import { makePace } from '#shared/aws/mail/pace.ts';
import { makeSendingControls } from '#shared/aws/mail/sending-controls.ts';
import { makeSecret } from '#shared/aws/secret.ts';
import { makePostpone } from '#shared/aws/staff/queues.ts';
import { makeBuckets } from '#shared/aws/table/buckets.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { sendRecoveryMailConfig } from './config.ts';

/** What the mails are made with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = sendRecoveryMailConfig(environment);
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    recoveries: makeRecoveries(client, config.RECOVERIES_TABLE),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    epochs: () => readEpochs(client, config.EPOCHS_TABLE),
    pace: makePace(client, config.PACE_TABLE, platform.clock),
    rates: makeMailRates(client, config.PACE_TABLE, platform.clock),
    buckets: makeBuckets(client, config.PACE_TABLE, platform.clock),
    reserve: config.MAIL_RESERVE,
    hours: makeMailHours(client, config.PACE_TABLE, platform.clock),
    mailer: makeMailer(sesClient(platform), { configurationSet: config.CONFIGURATION_SET, sender: config.SENDER_ADDRESS }),
    sending: makeSendingControls(client, config.PACE_TABLE, platform.clock),
    postpone: makePostpone(sqsClient(platform), [config.MAIL_QUEUE_URL, config.PRIORITY_MAIL_QUEUE_URL]),
    secret: makeSecret(secretsClient(platform), config.CODE_SECRET_ARN, platform.clock),
    pagesOrigin: config.PAGES_ORIGIN,
    logger: makeLogger(platform, 'send-recovery-mail'),
    metrics: makeMetrics(platform, 'send-recovery-mail'),
  };
}
