import { AwsError } from '#simulator/errors.ts';
import type { Pool } from '../pool/pool.ts';
import { invalidParameter } from '../refusals.ts';

/**
 * The Username of somebody new. In a pool that signs in by address the address becomes an attribute, and the Username the `sub`.
 * @throws AwsError `UsernameExistsException`, `InvalidParameterException`
 */
export function newUsername(pool: Pool, given: string, sub: string, attributes: Map<string, string>): string {
  const looksLike = given.includes('@') ? 'email' : /^\+\d+$/.test(given) ? 'phone_number' : undefined;
  if (pool.usernameAttributes.length > 0) {
    if (looksLike === undefined || !pool.usernameAttributes.includes(looksLike)) {
      throw invalidParameter('Username should be either an email or a phone number.');
    }
    attributes.set(looksLike, given);
    if (pool.directory.aliasHolder(looksLike, given) !== undefined) {
      throw new AwsError('UsernameExistsException', `An account with the given ${looksLike} already exists.`);
    }
    return sub;
  }
  if (looksLike !== undefined && pool.aliasAttributes.includes(looksLike)) {
    throw invalidParameter(`Username cannot be of ${looksLike} format, since user pool is configured for ${looksLike} alias.`);
  }
  if (pool.directory.has(given, sub)) throw new AwsError('UsernameExistsException', 'User account already exists');
  return given;
}
