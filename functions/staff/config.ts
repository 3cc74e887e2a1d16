import { deadLetterNames, deadLettersVariable } from '#domain/staff/dead-letter.ts';
import type { DeadLetterAddresses } from '#shared/aws/staff/dead-letters.ts';
import { count, readConfig, share, text } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

/** Reads the configuration of the staff's API and console. */
export function staffConfig(environment: Environment) {
  return readConfig(environment, {
    CAMPAIGNS_TABLE: text,
    EPOCHS_TABLE: text,
    /** ARN of the secret that holds the second copy of the epochs. */
    EPOCH_COPY_ARN: text,
    PROGRESS_TABLE: text,
    PACE_TABLE: text,
    /** Share of rate and daily quota that is kept for the customer's other mail. */
    MAIL_RESERVE: share,
    /** Shares of bounces and complaints that pause notices. */
    PAUSE_AT_BOUNCES: share,
    PAUSE_AT_COMPLAINTS: share,
    /** SES configuration sets that notices, and codes, go out through. */
    CONFIGURATION_SET: text,
    CODES_CONFIGURATION_SET: text,
    /** From address of every mail. */
    SENDER_ADDRESS: text,
    /** SES identity that they go out under: a domain, or that address. */
    SENDER_IDENTITY: text,
    /** Topic that alarms tell. */
    OPERATORS_TOPIC_ARN: text,
    /** Topic that SES has to report to. */
    EVENTS_TOPIC_ARN: text,
    ACCOUNTS_TABLE: text,
    NOTICES_TABLE: text,
    STEPS_TABLE: text,
    SCOPE_QUEUE_URL: text,
    NOTICE_QUEUE_URL: text,
    WATCH_QUEUE_URL: text,
    /** Concurrent executions kept for the gate; 0 for none. */
    GATE_CONCURRENCY: count,
    /** ARN of the function that the directory's triggers must lead to. */
    GATE_ARN: text,
    SWEEP_QUEUE_URL: text,
    RELEASE_QUEUE_URL: text,
    /** ARN of the queue with SES's reports. */
    EVENT_QUEUE_ARN: text,
    GRADE_QUEUE_URL: text,
    REMINDER_QUEUE_URL: text,
    /** Secret of what tells the devices of staff. */
    DEVICE_SECRET_ARN: text,
    /** The staff's user pool, and its client. */
    STAFF_POOL_ID: text,
    STAFF_CLIENT_ID: text,
    /** Id of the user pool that is the directory. */
    USER_POOL_ID: text,
    /** Sluis's own confidential client in that pool. */
    RECOVERY_CLIENT_ID: text,
    /** Names of the user attributes that hold environment and organisation. */
    ENVIRONMENT_ATTRIBUTE: text,
    ORGANISATION_ATTRIBUTE: text,
    /** ARN of what text messages come from; `none` where there is none. */
    TEXT_SENDER: text,
    /** Address of the holders' pages, without a slash at the end. */
    PAGES_ORIGIN: text,
    /** Addresses that nobody has a reason to look up, with commas between them; `none` where there are none. */
    DECOY_ADDRESSES: text,
  });
}

/**
 * Addresses of the dead-letter queues by name; `none` for one that the deployment does not have.
 * @param queueUrl of any other queue: those of one deployment differ in their last part only
 */
export function deadLetterUrls(environment: Environment, queueUrl: string): DeadLetterAddresses['urls'] {
  const variables = readConfig(environment, Object.fromEntries(deadLetterNames.map((name) => [deadLettersVariable(name), text])));
  const names = deadLetterNames.map((name) => [name, variables[deadLettersVariable(name)] ?? 'none'] as const);
  return Object.fromEntries(
    names.filter(([, given]) => given !== 'none').map(([name, given]) => [name, queueUrl.replace(/[^/]+$/, given)]),
  );
}
