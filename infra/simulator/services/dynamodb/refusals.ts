import { AwsError } from '../../errors.ts';

/** An error with fields beside its message, which a caller of the SDK finds on the error itself. */
export function refusal(name: string, message: string, fields: Readonly<Record<string, unknown>>): AwsError {
  return Object.assign(new AwsError(name, message, fields), fields);
}

/** A ValidationException. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** A ValidationException about the values of a request. */
export function invalidValue(message: string): AwsError {
  return invalid(`One or more parameter values were invalid: ${message}`);
}

/** What AWS answers for a field that must be there. */
export function missing(field: string): AwsError {
  return invalid(`1 validation error detected: Value null at '${field}' failed to satisfy constraint: Member must not be null`);
}

/**
 * Checks a field that takes one of a few words.
 * @throws AwsError ValidationException for any other word.
 */
export function oneOf<T extends string>(value: unknown, field: string, words: readonly T[], otherwise: T): T {
  if (value === undefined) return otherwise;
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  throw invalid(
    `1 validation error detected: Value '${value}' at '${field}' failed to satisfy constraint: Member must satisfy enum value set: [${words.join(', ')}]`,
  );
}
