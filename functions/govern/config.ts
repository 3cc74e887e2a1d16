import { readConfig, share, text, timeZone } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function governConfig(environment: Environment) {
  return readConfig(environment, {
    CAMPAIGNS_TABLE: text,
    NOTICES_TABLE: text,
    PACE_TABLE: text,
    NOTICE_QUEUE_URL: text,
    SCOPE_QUEUE_URL: text,
    PROGRESS_TABLE: text,
    /** Share of rate and daily quota that is kept for codes and other mail. */
    MAIL_RESERVE: share,
    SWEEP_QUEUE_URL: text,
    REMINDER_QUEUE_URL: text,
    /** Of holders of whom none is known. */
    TIME_ZONE: timeZone,
  });
}
