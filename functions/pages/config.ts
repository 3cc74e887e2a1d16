import { readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function pagesConfig(environment: Environment) {
  return readConfig(environment, {
    RECOVERIES_TABLE: text,
    ACCOUNTS_TABLE: text,
    EPOCHS_TABLE: text,
    MAIL_QUEUE_URL: text,
    USER_POOL_ID: text,
    /** The secret that codes are made with. */
    CODE_SECRET_ARN: text,
  });
}
