import { readConfig, text, type Variable } from '#shared/lambda/config.ts';
import type { Environment } from '#shared/platform.ts';

const topicArn: Variable<string> = (given) =>
  /^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/.test(given) ? { value: given } : { allowed: 'the ARN of an SNS topic' };

/** Reads the configuration. */
export function recordEventConfig(environment: Environment) {
  return readConfig(environment, { NOTICES_TABLE: text, EVENTS_TOPIC_ARN: topicArn });
}
