import { readConfig, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function recordEventConfig(environment: Environment) {
  return readConfig(environment, { NOTICES_TABLE: text, EVENTS_TOPIC_ARN: text });
}
