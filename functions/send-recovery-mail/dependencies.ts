import { accounts } from '#shared/aws/account/accounts.ts';
import { recoveries } from '#shared/aws/account/recoveries.ts';
import { refusedMails } from '#shared/aws/account/refused-mails.ts';
import { epochs } from '#shared/aws/campaign/epochs.ts';
import { mailHours } from '#shared/aws/mail/mail-hours.ts';
import { mailRates } from '#shared/aws/mail/mail-rate.ts';
import { mailer } from '#shared/aws/mail/mailer.ts';
import { pace } from '#shared/aws/mail/pace.ts';
import { sendingControls } from '#shared/aws/mail/sending-controls.ts';
import { codeSecret } from '#shared/aws/secret.ts';
import { postponeIn } from '#shared/aws/staff/queues.ts';
import { buckets, recoveryBuckets } from '#shared/aws/table/buckets.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { mailReserve, pagesOrigin } from '#shared/settings.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the sending of recovery mails works with, once for each sandbox. */
export const makeDependencies = wire('send-recovery-mail', {
  clock,
  recoveries,
  refusedMails,
  accounts,
  epochs,
  pace,
  rates: mailRates,
  /** What limits one address. */
  limits: recoveryBuckets,
  buckets,
  reserve: mailReserve,
  hours: mailHours,
  mailer,
  sending: sendingControls,
  postpone: postponeIn('mail', 'priority-mail'),
  secret: codeSecret,
  pagesOrigin,
  logger,
  metrics,
});

/** What the sending of recovery mails works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
