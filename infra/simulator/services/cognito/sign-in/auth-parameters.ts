import { createHmac } from 'node:crypto';
import type { Client } from '../pool/client.ts';
import { invalidParameter, notAuthorized } from '../refusals.ts';

/** `AuthParameters` and `ChallengeResponses`. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** @throws AwsError `InvalidParameterException` when an authentication parameter is missing. */
export function required(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === '') throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}

/**
 * A confidential client proves itself with HMAC-SHA256(secret, username + client id) in base64, over the name as it was sent.
 * @throws AwsError `NotAuthorizedException`
 */
export function checkSecretHash(client: Client, names: readonly string[], secretHash: string | undefined): void {
  const { secret } = client;
  if (secret === undefined && secretHash === undefined) return;
  if (secretHash === undefined) throw notAuthorized(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
  const right = (name: string) =>
    secret !== undefined &&
    createHmac('sha256', secret)
      .update(name + client.id)
      .digest('base64') === secretHash;
  if (!names.some(right)) throw notAuthorized(`Unable to verify secret hash for client ${client.id}`);
}
