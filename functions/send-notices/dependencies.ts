import { accounts } from '#shared/aws/account/accounts.ts';
import { notices } from '#shared/aws/account/notices.ts';
import { campaigns } from '#shared/aws/campaign/campaigns.ts';
import { backOff } from '#shared/aws/mail/back-off.ts';
import { mailHours } from '#shared/aws/mail/mail-hours.ts';
import { mailRates } from '#shared/aws/mail/mail-rate.ts';
import { mailer } from '#shared/aws/mail/mailer.ts';
import { pace } from '#shared/aws/mail/pace.ts';
import { noticeControls } from '#shared/aws/mail/reputation.ts';
import { sendingControls } from '#shared/aws/mail/sending-controls.ts';
import { codeSecret } from '#shared/aws/secret.ts';
import { queue } from '#shared/aws/staff/queues.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { mailReserve, pagesOrigin, timeZone } from '#shared/settings.ts';
import { clock, ids, wire } from '#shared/wiring.ts';

/** Makes what a sender works with, once for each sandbox. */
export const makeDependencies = wire('send-notices', {
  clock,
  ids,
  campaigns,
  accounts,
  notices,
  pace,
  rates: mailRates,
  hours: mailHours,
  backOff,
  controls: noticeControls,
  sending: sendingControls,
  mailer,
  senders: queue('notice'),
  secret: codeSecret,
  pagesOrigin,
  reserve: mailReserve,
  timeZone,
  logger,
  metrics,
});

/** What a sender works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
