import { positive, readConfig, share, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function pagesConfig(environment: Environment) {
  return readConfig(environment, {
    RECOVERIES_TABLE: text,
    ACCOUNTS_TABLE: text,
    EPOCHS_TABLE: text,
    PACE_TABLE: text,
    MAIL_QUEUE_URL: text,
    PRIORITY_MAIL_QUEUE_URL: text,
    /** Share of the SES rate and daily quota that is kept for the customer's other mail. */
    MAIL_RESERVE: share,
    USER_POOL_ID: text,
    /** Sluis's own confidential client in that pool. */
    RECOVERY_CLIENT_ID: text,
    /** Calls a second that Cognito allows in the categories UserAccountRecovery and UserUpdate. */
    RECOVERY_PER_SECOND: positive,
    UPDATE_PER_SECOND: positive,
    /** The secret that codes are made with. */
    CODE_SECRET_ARN: text,
  });
}
