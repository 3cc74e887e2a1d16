import { readConfig, share, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function sendRecoveryMailConfig(environment: Environment) {
  return readConfig(environment, {
    RECOVERIES_TABLE: text,
    ACCOUNTS_TABLE: text,
    EPOCHS_TABLE: text,
    PACE_TABLE: text,
    MAIL_QUEUE_URL: text,
    PRIORITY_MAIL_QUEUE_URL: text,
    /** Share of the SES rate and daily quota that is kept for the customer's other mail. */
    MAIL_RESERVE: share,
    /** The secret that codes are made with. */
    CODE_SECRET_ARN: text,
    /** SES configuration set whose events come back. */
    CONFIGURATION_SET: text,
    /** From address of the mails. */
    SENDER_ADDRESS: text,
    /** Address of the holders' pages, without a slash at the end; the only origin that a mail names. */
    PAGES_ORIGIN: text,
  });
}
