import { AwsError } from '../../errors.ts';

/** Largest message and largest batch, in bytes (SQS quotas, 2025-08: 1 MiB). */
export const maxBytes = 1_048_576;

const allowedCharacters = '#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF';
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** An error for a value that SQS does not take. */
export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

/** @throws AwsError when the parameter is missing or empty. */
export function required(value: unknown, parameter: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new AwsError('MissingParameter', `The request must contain the parameter ${parameter}.`);
}

/** @throws AwsError unless the value is left out or a whole number within the range. */
export function wholeNumber(value: unknown, parameter: string, [low, high]: readonly [number, number], reason: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) return value;
  throw invalidValue(`Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`);
}

/** DelaySeconds, 0 to 900. */
export function delaySeconds(value: unknown): number | undefined {
  return wholeNumber(value, 'DelaySeconds', [0, 900], 'DelaySeconds must be >= 0 and <= 900.');
}

/** VisibilityTimeout, 0 to 43,200 seconds. */
export function visibilityTimeout(value: unknown): number | undefined {
  return wholeNumber(value, 'VisibilityTimeout', [0, 43_200], 'Must be >= 0 and <= 43200, if provided.');
}

/** @throws AwsError when the body is empty or has a character that SQS does not take. */
export function messageBody(value: unknown): string {
  const body = required(value, 'MessageBody');
  // Well-formed text without control characters has nothing forbidden in it, and is told twice as fast.
  if (body.isWellFormed() && !control.test(body)) return body;
  const character = forbidden.exec(body)?.[0] ?? '';
  const code = character.charCodeAt(0).toString(16).toUpperCase();
  throw new AwsError(
    'InvalidMessageContents',
    `Invalid binary character '#x${code}' was found in the message body, the set of allowed characters is ${allowedCharacters}`,
  );
}

/** An entry of a batch request. */
export interface BatchEntry {
  readonly Id: string;
  readonly [parameter: string]: unknown;
}

/**
 * The entries of a batch request: 1 to 10, their ids distinct and well formed.
 * @throws AwsError otherwise, for the whole request.
 */
export function batchEntries(entries: unknown, entryType: string): readonly BatchEntry[] {
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new AwsError('EmptyBatchRequest', `There should be at least one ${entryType} in the request.`);
  }
  if (entries.length > 10) {
    throw new AwsError('TooManyEntriesInBatchRequest', `Maximum number of entries per request are 10. You have sent ${entries.length}.`);
  }
  const seen = new Set<string>();
  for (const { Id } of entries as readonly BatchEntry[]) {
    if (typeof Id !== 'string' || !/^[\w-]{1,80}$/.test(Id)) {
      throw new AwsError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    }
    if (seen.has(Id)) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    seen.add(Id);
  }
  return entries;
}
