import { readConfig, text, words } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function expandScopeConfig(environment: Environment) {
  return readConfig(environment, {
    CAMPAIGNS_TABLE: text,
    ACCOUNTS_TABLE: text,
    NOTICES_TABLE: text,
    CHANNELS_TABLE: text,
    /** Id of the user pool that is the directory. */
    USER_POOL_ID: text,
    /** Names of the user attributes that hold environment and organisation. */
    ENVIRONMENT_ATTRIBUTE: text,
    ORGANISATION_ATTRIBUTE: text,
    /** Domains of the operator's own addresses, with commas between them; may be empty. */
    STAFF_DOMAINS: words,
  });
}
