import { readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration of the check. */
export function checkConfig(environment: Environment) {
  return readConfig(environment, { EPOCHS_TABLE: text, ACCOUNTS_TABLE: text });
}
