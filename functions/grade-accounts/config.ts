import { readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function gradeAccountsConfig(environment: Environment) {
  return readConfig(environment, {
    CAMPAIGNS_TABLE: text,
    ACCOUNTS_TABLE: text,
    NOTICES_TABLE: text,
    CHANNELS_TABLE: text,
    GRADE_QUEUE_URL: text,
  });
}
