import { oneOf, readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the gate's configuration. */
export function gateConfig(environment: Environment) {
  return readConfig(environment, {
    EPOCHS_TABLE: text,
    ACCOUNTS_TABLE: text,
    /** ARN of the secret that holds the second copy of the epochs. */
    EPOCH_COPY_ARN: text,
    ACCOUNT_QUEUE_URL: text,
    /** Names of the user attributes that hold environment and organisation, such as `custom:environment`. */
    ENVIRONMENT_ATTRIBUTE: text,
    ORGANISATION_ATTRIBUTE: text,
    /** What to do when neither the table nor a copy tells whether a campaign is live. */
    WHEN_UNKNOWN: oneOf('contain', 'admit'),
  });
}
