import { readConfig, share, text, timeZone } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function sendNoticesConfig(environment: Environment) {
  return readConfig(environment, {
    CAMPAIGNS_TABLE: text,
    ACCOUNTS_TABLE: text,
    NOTICES_TABLE: text,
    PACE_TABLE: text,
    NOTICE_QUEUE_URL: text,
    /** SES configuration set whose events come back. */
    CONFIGURATION_SET: text,
    /** From address of the notices. */
    SENDER_ADDRESS: text,
    /** Address of the holders' pages, without a slash at the end; the only origin that a mail names. */
    PAGES_ORIGIN: text,
    /** The secret that codes, and references of mails, are made with. */
    CODE_SECRET_ARN: text,
    /** Share of rate and daily quota that is kept for the customer's other mail. */
    MAIL_RESERVE: share,
    /** Of holders of whom none is known. */
    TIME_ZONE: timeZone,
  });
}
