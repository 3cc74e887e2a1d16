import type { Cognito } from '../context.ts';
import type { Client } from '../pool/client.ts';
import { invalidParameter } from '../refusals.ts';
import { postConfirmation } from '../self-service/post-confirmation.ts';
import { refuseTriggers } from '../triggers.ts';
import { attribute, newUser, type User } from '../users/user.ts';
import { postAuthentication } from './finish.ts';
import { announce } from './password-flow.ts';

/**
 * Whom an identity provider vouches for. A name that the pool does not have becomes a user with these attributes, and PostConfirmation runs; of one it has
 * the attributes stay, and PreAuthentication and PostAuthentication run
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html, triggers for federated users).
 * @throws AwsError `InvalidParameterException` for a local user without `identities` and for a new name that is not `Provider_id`; what a trigger threw
 */
export async function federatedUser(
  cognito: Cognito,
  client: Client,
  username: string,
  attributes: Readonly<Record<string, string>>,
): Promise<User> {
  const { pool } = client;
  const known = pool.directory.find(username);
  refuseTriggers(pool, 'InboundFederation');
  if (known !== undefined) {
    if (known.status !== 'EXTERNAL_PROVIDER' && attribute(known, 'identities') === undefined) {
      throw invalidParameter(`User ${username} is not linked to an identity provider.`);
    }
    await announce(cognito, client, known.username, undefined);
    await postAuthentication(cognito, client, known, undefined);
    return known;
  }
  const [, providerName, userId] = /^([^_]+)_(.+)$/.exec(username) ?? [];
  if (userId === undefined) throw invalidParameter(`A federated user is named Provider_id, not ${username}.`);
  refuseTriggers(pool, 'PreSignUp');
  const nowMs = cognito.world.clock.now();
  const identities = JSON.stringify([{ userId, providerName, primary: true, dateCreated: nowMs }]);
  const packed = pool.directory.pack(Object.entries({ ...attributes, identities }));
  const user = newUser({ username, sub: cognito.random.uuid(), ...packed, status: 'EXTERNAL_PROVIDER' }, nowMs);
  pool.directory.add(user);
  await postConfirmation(cognito, client, user, 'PostConfirmation_ConfirmSignUp', undefined);
  return user;
}
