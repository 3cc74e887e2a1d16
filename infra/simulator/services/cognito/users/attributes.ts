import type { Cognito } from '../context.ts';
import { type Client, mayWrite } from '../pool/client.ts';
import { type Pool, standardAttributes } from '../pool/pool.ts';
import { invalidParameter, notAuthorized } from '../refusals.ts';
import { attribute, type User } from './user.ts';

/** An attribute as requests have it. */
interface GivenAttribute {
  readonly Name?: string | undefined;
  readonly Value?: string | undefined;
}

/**
 * The attributes of a request by name; an absent value counts as empty.
 * @throws AwsError `InvalidParameterException` for `sub`, attributes that the pool does not have, and values over 2,048 characters.
 */
export function readAttributes(pool: Pool, given: readonly GivenAttribute[]): Map<string, string> {
  const read = new Map<string, string>();
  for (const { Name = '', Value = '' } of given) {
    if (Name === 'sub') throw invalidParameter('Cannot modify the non-mutable attribute sub');
    if (!standardAttributes.has(Name) && !pool.schema.has(Name)) {
      throw invalidParameter(`Attributes did not conform to the schema: Type for attribute {${Name}} could not be determined`);
    }
    if (Value.length > 2048) {
      throw invalidParameter(
        "1 validation error detected: Value at 'userAttributes' failed to satisfy constraint: Member must have length less than or equal to 2048",
      );
    }
    read.set(Name, Value);
  }
  return read;
}

/**
 * Changes attributes of a user, for staff or (with `client`) for the user. A changed address or number is no longer verified unless the request
 * says so; where the pool wants new ones verified first it keeps the old one, and gives the attribute's name back.
 * @throws AwsError `InvalidParameterException`, `NotAuthorizedException` for what the client may not write, `AliasExistsException`
 */
export function updateAttributes(cognito: Cognito, pool: Pool, user: User, given: readonly GivenAttribute[], client?: Client): string[] {
  const changes = readAttributes(pool, given);
  const waiting: string[] = [];
  for (const [name, value] of [...changes]) {
    if (client !== undefined && !mayWrite(client, name)) throw notAuthorized('A client attempted to write unauthorized attribute');
    if (pool.schema.get(name) === false) throw invalidParameter(`Cannot modify the non-mutable attribute ${name}`);
    const changedContact = (name === 'email' || name === 'phone_number') && attribute(user, name) !== value;
    if (!changedContact || changes.get(`${name}_verified`) === 'true') continue;
    if (pool.verifiedBeforeUpdate.has(name) && value !== '') {
      changes.delete(name);
      waiting.push(name);
    } else {
      changes.set(`${name}_verified`, value === '' ? '' : 'false');
    }
  }
  pool.directory.assertAliasesFree(changes, user);
  pool.directory.change(user, changes, cognito.world.clock.now());
  return waiting;
}
