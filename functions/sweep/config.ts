import { positive, readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function sweepConfig(environment: Environment) {
  return readConfig(environment, {
    CAMPAIGNS_TABLE: text,
    EPOCHS_TABLE: text,
    ACCOUNTS_TABLE: text,
    /** Holds the leases on accounts. */
    RECOVERIES_TABLE: text,
    PACE_TABLE: text,
    /** Id of the user pool that is the directory. */
    USER_POOL_ID: text,
    /** Calls a second that Cognito allows in the categories UserAccountRecovery and UserUpdate. */
    RECOVERY_PER_SECOND: positive,
    UPDATE_PER_SECOND: positive,
  });
}
