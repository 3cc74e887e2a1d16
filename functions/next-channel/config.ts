import { positive, readConfig, text, timeZone } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration. */
export function nextChannelConfig(environment: Environment) {
  return readConfig(environment, {
    CAMPAIGNS_TABLE: text,
    ACCOUNTS_TABLE: text,
    CHANNELS_TABLE: text,
    NOTICES_TABLE: text,
    STEPS_TABLE: text,
    PACE_TABLE: text,
    /** ARN of the sender ID, phone number or pool that text messages come from; `none` where there is none. */
    TEXT_SENDER: text,
    /** Parts of text messages a second that the sender has. */
    TEXT_PARTS_PER_SECOND: positive,
    /** Of holders whose account names no time zone. */
    TIME_ZONE: timeZone,
    /** Address of the holders' pages, without a slash at the end. */
    PAGES_ORIGIN: text,
  });
}
