import { readConfig, share, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration of the staff's API and console. */
export function staffConfig(environment: Environment) {
  return readConfig(environment, {
    CAMPAIGNS_TABLE: text,
    EPOCHS_TABLE: text,
    /** ARN of the secret that holds the second copy of the epochs. */
    EPOCH_COPY_ARN: text,
    PROGRESS_TABLE: text,
    PACE_TABLE: text,
    /** Share of rate and daily quota that is kept for codes and other mail. */
    MAIL_RESERVE: share,
    ACCOUNTS_TABLE: text,
    SCOPE_QUEUE_URL: text,
    NOTICE_QUEUE_URL: text,
    WATCH_QUEUE_URL: text,
    /** ARN of the function that the directory's triggers must lead to. */
    GATE_ARN: text,
    SWEEP_QUEUE_URL: text,
    RELEASE_QUEUE_URL: text,
    REMINDER_QUEUE_URL: text,
    /** Client of the staff's user pool. */
    STAFF_CLIENT_ID: text,
    /** Id of the user pool that is the directory. */
    USER_POOL_ID: text,
    /** Sluis's own confidential client in that pool. */
    RECOVERY_CLIENT_ID: text,
    /** Names of the user attributes that hold environment and organisation. */
    ENVIRONMENT_ATTRIBUTE: text,
    ORGANISATION_ATTRIBUTE: text,
    /** Address of the holders' pages, without a slash at the end. */
    PAGES_ORIGIN: text,
  });
}
