import { readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function snapshotChannelsConfig(environment: Environment) {
  return readConfig(environment, {
    CHANNELS_TABLE: text,
    /** Id of the user pool that is the directory. */
    USER_POOL_ID: text,
    /** Names of the user attributes that hold environment and organisation. */
    ENVIRONMENT_ATTRIBUTE: text,
    ORGANISATION_ATTRIBUTE: text,
  });
}
