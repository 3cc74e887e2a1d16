import { readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function recountConfig(environment: Environment) {
  return readConfig(environment, {
    CAMPAIGNS_TABLE: text,
    ACCOUNTS_TABLE: text,
    NOTICES_TABLE: text,
    STEPS_TABLE: text,
    PROGRESS_TABLE: text,
  });
}
