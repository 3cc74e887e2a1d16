import { readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the authorizer's configuration. */
export function authorizerConfig(environment: Environment) {
  return readConfig(environment, {
    EPOCHS_TABLE: text,
    ACCOUNTS_TABLE: text,
    /** Id of the user pool whose tokens it takes. */
    USER_POOL_ID: text,
  });
}
