import { makeAccounts } from '#shared/aws/account/accounts.ts';
import { makeNotices } from '#shared/aws/account/notices.ts';
import { documentClient, secretsClient, sesClient, sqsClient } from '#shared/aws/calls/clients.ts';
import { makeCampaigns } from '#shared/aws/campaign/campaigns.ts';
import { makeBackOff } from '#shared/aws/mail/back-off.ts';
import { makeMailHours } from '#shared/aws/mail/mail-hours.ts';
import { makeMailRates } from '#shared/aws/mail/mail-rate.ts';
import { makeMailer } from '#shared/aws/mail/mailer.ts';
import { makePace } from '#shared/aws/mail/pace.ts';
import { makeNoticeControls } from '#shared/aws/mail/reputation.ts';
import { makeSendingControls } from '#shared/aws/mail/sending-controls.ts';
import { makeSecret } from '#shared/aws/secret.ts';
import { makeQueue, type NoticeMessage } from '#shared/aws/staff/queues.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { sendNoticesConfig } from './config.ts';

/** What a sender works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = sendNoticesConfig(environment);
  const client = documentClient(platform);
  return {
    clock: platform.clock,
    ids: platform.ids,
    campaigns: makeCampaigns(client, config.CAMPAIGNS_TABLE),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    notices: makeNotices(client, config.NOTICES_TABLE),
    pace: makePace(client, config.PACE_TABLE, platform.clock),
    rates: makeMailRates(client, config.PACE_TABLE, platform.clock),
    hours: makeMailHours(client, config.PACE_TABLE, platform.clock),
    backOff: makeBackOff(client, config.PACE_TABLE, platform.clock),
    controls: makeNoticeControls(client, config.PACE_TABLE, platform.clock),
    sending: makeSendingControls(client, config.PACE_TABLE, platform.clock),
    mailer: makeMailer(sesClient(platform), { configurationSet: config.CONFIGURATION_SET, sender: config.SENDER_ADDRESS }),
    senders: makeQueue<NoticeMessage>(sqsClient(platform), config.NOTICE_QUEUE_URL),
    secret: makeSecret(secretsClient(platform), config.CODE_SECRET_ARN, platform.clock),
    pagesOrigin: config.PAGES_ORIGIN,
    reserve: config.MAIL_RESERVE,
    timeZone: config.TIME_ZONE,
    logger: makeLogger(platform, 'send-notices'),
    metrics: makeMetrics(platform, 'send-notices'),
  };
}
