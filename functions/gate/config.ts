import { oneOf, readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the gate's configuration. */
export function gateConfig(environment: Environment) {
  return readConfig(environment, {
    EPOCHS_TABLE: text,
    ACCOUNTS_TABLE: text,
    /** Name of the user attribute that holds the environment, such as `custom:environment`. */
    ENVIRONMENT_ATTRIBUTE: text,
    /** What to do when neither the table nor a copy tells whether a campaign is live. */
    WHEN_UNKNOWN: oneOf('contain', 'admit'),
  });
}
