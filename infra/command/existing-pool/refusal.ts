import { type Result, refused } from '#domain/result.ts';

/** Why a command did not do its work. */
export interface Refusal {
  /** Of the process: 2 for bad input, 1 for all else. */
  readonly status: 1 | 2;
  /** One line that says what is wrong, and what is allowed or to be done. */
  readonly line: string;
}

/** What was asked for is no good. */
export function badInputIs(line: string): Result<never, Refusal> {
  return refused({ status: 2, line });
}

/** What was asked for is good, and cannot be done. */
export function cannot(line: string): Result<never, Refusal> {
  return refused({ status: 1, line });
}

const credentials = /AccessDenied|NotAuthorized|UnrecognizedClient|ExpiredToken|InvalidSignature|MissingAuthentication/;

/** What an operation of Cognito that failed on a pool means. @param afterwards how things stand now */
export function failed(operation: string, poolId: string, error: unknown, afterwards: string): Result<never, Refusal> {
  if (!(error instanceof Error)) throw error;
  const { name, message } = error;
  if (name === 'ResourceNotFoundException' || (name === 'InvalidParameterException' && operation === 'DescribeUserPool')) {
    return badInputIs(
      `--user-pool-id is "${poolId}", which is no user pool of this AWS account there (${message}); allowed: the id of one, with --region where it is not in the region that the id begins with`,
    );
  }
  if (name === 'CredentialsProviderError')
    return cannot(`there are no AWS credentials to call ${operation} with (${message}); ${afterwards}`);
  if (credentials.test(name)) {
    return cannot(
      `these AWS credentials may not call ${operation} on ${poolId} (${name}: ${message}); allowed: credentials that may call cognito-idp:DescribeUserPool, GetUserPoolMfaConfig and UpdateUserPool on it; ${afterwards}`,
    );
  }
  return cannot(`${operation} failed on ${poolId} (${name}: ${message}); ${afterwards}`);
}
