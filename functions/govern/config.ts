import { positive, readConfig, share, text, timeZone } from '#shared/lambda/config.ts';
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
    /** Share of rate and daily quota that is kept for the customer's other mail. */
    MAIL_RESERVE: share,
    SWEEP_QUEUE_URL: text,
    /** Calls a second that Cognito allows in its category UserAccountRecovery; a recovery makes one. */
    RECOVERY_PER_SECOND: positive,
    /** The same for UserUpdate. */
    UPDATE_PER_SECOND: positive,
    NEXT_QUEUE_URL: text,
    REMINDER_QUEUE_URL: text,
    RELEASE_QUEUE_URL: text,
    GRADE_QUEUE_URL: text,
    /** Of holders of whom none is known. */
    TIME_ZONE: timeZone,
  });
}
