/**
 * What a failed call tells of its effect. `throttled`: AWS had no room and did nothing; `unsent`: it never reached AWS; `unknown`: nobody knows whether it
 * happened (a connection was cut, no answer came in time, or AWS failed inside); `answered`: AWS refused it, and would again.
 */
export type Failure = 'throttled' | 'unsent' | 'unknown' | 'answered';

/** What services name their throttles; `TransactionInProgressException`: the same transaction is still being carried out. */
const throttles = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

/** Codes of Node's connection errors before anything was sent. */
const unsentCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Codes of Node's connection errors that may come at any moment of a call; the SDK names the error `TimeoutError` then. */
const cutCodes = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** How the SDK's HTTP handler says that it found no connection in time (`@smithy/node-http-handler`). */
const noConnection = 'did not establish a connection';

/** What a failed call tells of its effect. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return 'answered';
  const { name, message, code, $metadata, statusCode } = error as Error & {
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly statusCode?: number;
  };
  if (throttles.has(name)) return 'throttled';
  if (unsentCodes.has(String(code)) || (name === 'TimeoutError' && message.includes(noConnection))) return 'unsent';
  if (name === 'TimeoutError' || name === 'TimeLimitError' || cutCodes.has(String(code))) return 'unknown';
  return ($metadata?.httpStatusCode ?? statusCode ?? 0) >= 500 ? 'unknown' : 'answered';
}
