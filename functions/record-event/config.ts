import { readConfig, share, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function recordEventConfig(environment: Environment) {
  return readConfig(environment, {
    NOTICES_TABLE: text,
    PACE_TABLE: text,
    EVENTS_TOPIC_ARN: text,
    /** Share of bounces above which notices are paused. */
    PAUSE_AT_BOUNCES: share,
    /** Share of complaints above which notices are paused. */
    PAUSE_AT_COMPLAINTS: share,
  });
}
