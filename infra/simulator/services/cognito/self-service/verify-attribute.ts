import type { GetUserAttributeVerificationCodeRequest, VerifyUserAttributeRequest } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '#simulator/errors.ts';
import type { CodeMessage, Cognito } from '../context.ts';
import { operation } from '../operation.ts';
import type { Pool } from '../pool/pool.ts';
import { codeMismatch, invalidParameter } from '../refusals.ts';
import { authorize } from '../tokens/access.ts';
import { refuseSenders } from '../triggers.ts';
import { attribute, securityOf, type User } from '../users/user.ts';
import { deliveryTo } from './forgot-password.ts';

type Contact = CodeMessage['attribute'];
const contacts: readonly Contact[] = ['email', 'phone_number'];
/** A code for an attribute lives 24 hours (quotas page). */
const codeLifeMs = 86_400_000;

/**
 * Users who prove an address or number of their own, with an access token and past every trigger
 * (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerifyUserAttribute.html). The category of the first is believed.
 */
export const attributeVerification = {
  GetUserAttributeVerificationCode: operation<GetUserAttributeVerificationCodeRequest>(
    'UserResourceRead',
    ['AccessToken', 'AttributeName'],
    ['ClientMetadata'],
    (cognito, input) => {
      const { pool, user } = authorize(cognito, input.AccessToken);
      const name = contacts.find((contact) => contact === input.AttributeName);
      const value = name && (user.security?.proofs?.get(name)?.value ?? attribute(user, name));
      if (name === undefined || value === undefined) throw invalidParameter(`User has no ${input.AttributeName} that could be verified.`);
      return { CodeDeliveryDetails: sendProof(cognito, pool, user, name, value, 'VerifyUserAttribute') };
    },
  ),
  VerifyUserAttribute: operation<VerifyUserAttributeRequest>(
    'UserUpdate',
    ['AccessToken', 'AttributeName', 'Code'],
    [],
    (cognito, input) => {
      const { pool, user } = authorize(cognito, input.AccessToken);
      const nowMs = cognito.world.clock.now();
      const proof = user.security?.proofs?.get(input.AttributeName);
      if (proof === undefined || nowMs >= proof.expiresMs) {
        throw new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
      }
      if (proof.code !== input.Code) throw codeMismatch();
      const changes = new Map([
        [input.AttributeName, proof.value],
        [`${input.AttributeName}_verified`, 'true'],
      ]);
      pool.directory.assertAliasesFree(changes, user);
      pool.directory.change(user, changes, nowMs);
      user.security?.proofs?.delete(input.AttributeName);
      return {};
    },
  ),
};

/**
 * Sends codes to the addresses and numbers that a user just gave: those that wait for their proof, and those that the pool verifies by itself. Gives
 * `CodeDeliveryDetailsList`. What was sent for an earlier value of either counts no more.
 */
export function proveContacts(
  cognito: Cognito,
  pool: Pool,
  user: User,
  given: ReadonlyMap<string, string>,
  waiting: readonly string[],
): readonly object[] {
  const verified = (pool.properties.AutoVerifiedAttributes ?? []) as readonly string[];
  const sent: object[] = [];
  for (const name of contacts) {
    const value = given.get(name);
    if (value === undefined) continue;
    user.security?.proofs?.delete(name);
    const unproven = waiting.includes(name) || (verified.includes(name) && attribute(user, `${name}_verified`) === 'false');
    if (unproven) sent.push(sendProof(cognito, pool, user, name, value, 'UpdateUserAttribute'));
  }
  return sent;
}

function sendProof(cognito: Cognito, pool: Pool, user: User, name: Contact, value: string, reason: CodeMessage['reason']): object {
  refuseSenders(pool, name);
  const code = String(cognito.random.int(1_000_000)).padStart(6, '0');
  const proofs = (securityOf(user).proofs ??= new Map());
  proofs.set(name, { value, code, expiresMs: cognito.world.clock.now() + codeLifeMs });
  cognito.onMessage({ poolId: pool.id, username: user.username, reason, attribute: name, destination: value, code });
  return deliveryTo(name, value);
}
