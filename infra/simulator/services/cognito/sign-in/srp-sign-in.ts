import { hash } from 'node:crypto';
import { UnsupportedError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import type { Cognito } from '../context.ts';
import type { Client } from '../pool/client.ts';
import { incorrectPassword, invalidParameter, notAuthorized } from '../refusals.ts';
import { checkProof, identityOf } from '../users/passwords.ts';
import type { User } from '../users/user.ts';
import { checkSecretHash, type Parameters, required } from './auth-parameters.ts';
import type { Challenge } from './challenge-sessions.ts';
import { announce, prove } from './password-flow.ts';
import { claimSignature, group, hashed, multiplier, padded, power, sessionKey } from './srp.ts';

/** How far `TIMESTAMP` may be from now. Believed: AWS names no figure. */
const claimToleranceMs = 300_000;

/**
 * The start of `USER_SRP_AUTH`: PreAuthentication runs here, and here only
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html). The answer has no `Session`:
 * the secret block stands for it. Unlike AWS a client that hides unknown users refuses them here already, and no password is found missing before the claim.
 * @throws UnsupportedError for device keys
 */
export async function srpFlow(
  cognito: Cognito,
  client: Client,
  parameters: Parameters,
  metadata: Readonly<Record<string, string>> | undefined,
): Promise<Fields> {
  const name = required(parameters, 'USERNAME');
  const a = publicValue(required(parameters, 'SRP_A'));
  if (parameters.DEVICE_KEY !== undefined) throw new UnsupportedError('cognito', 'USER_SRP_AUTH with DEVICE_KEY');
  checkSecretHash(client, [name], parameters.SECRET_HASH);
  const user = await announce(cognito, client, name, metadata);
  if (user === undefined) throw incorrectPassword();
  const secret = BigInt(`0x${Buffer.from(cognito.random.bytes(32)).toString('hex')}`);
  const b = (multiplier * verifierOf(client, user) + power(group.generator, secret)) % group.prime;
  const tokenSource = 'TokenGeneration_Authentication';
  const session = cognito.challenges.open(
    { name: 'PASSWORD_VERIFIER', user, client, tokenSource, srp: { a, b, secret } },
    cognito.world.clock.now(),
  );
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: saltOf(client, user).toString(16),
      SRP_B: b.toString(16),
      SECRET_BLOCK: Buffer.from(session, 'base64url').toString('base64'),
      USERNAME: user.username,
      USER_ID_FOR_SRP: user.username,
    },
  };
}

/** The `Session` of a PASSWORD_VERIFIER challenge that is answered without one. */
export function sessionOfSecretBlock(secretBlock: string | undefined): string | undefined {
  return secretBlock === undefined ? undefined : Buffer.from(secretBlock, 'base64').toString('base64url');
}

/** Checks the claim to know the password, by the password as it is now. @throws AwsError as a sign-in with a password does */
export function checkClaim(cognito: Cognito, session: string, challenge: Challenge, responses: Readonly<Record<string, string>>): void {
  const { client, user, srp } = challenge;
  const timestamp = required(responses, 'TIMESTAMP');
  const secretBlock = required(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const signature = required(responses, 'PASSWORD_CLAIM_SIGNATURE');
  if (srp === undefined || sessionOfSecretBlock(secretBlock) !== session) throw notAuthorized('Invalid session for the user.');
  if (!(Math.abs(Date.parse(timestamp) - cognito.world.clock.now()) <= claimToleranceMs)) throw incorrectPassword();
  const scramble = hashed(padded(srp.a), padded(srp.b));
  const shared = power(srp.a * power(verifierOf(client, user), scramble), srp.secret);
  const key = sessionKey(shared, scramble);
  const right = () =>
    user.password !== undefined && claimSignature(key, poolName(client), user.username, secretBlock, timestamp) === signature;
  prove(cognito, client, user, (nowMs) => checkProof(user, right, nowMs));
}

function publicValue(hex: string): bigint {
  const value = /^[0-9a-f]+$/i.test(hex) ? BigInt(`0x${hex}`) : 0n;
  if (value % group.prime === 0n) throw invalidParameter('Invalid SRP_A');
  return value;
}

/** Nobody's password has this verifier where the user has none. */
function verifierOf(client: Client, user: User): bigint {
  const identity = identityOf(client.pool, user) ?? Buffer.alloc(32);
  return power(group.generator, hashed(padded(saltOf(client, user)), identity));
}

function saltOf({ pool }: Client, user: User): bigint {
  return BigInt(`0x${hash('sha256', `${pool.pepper} salt ${user.sub}`, 'hex').slice(0, 32)}`);
}

function poolName({ pool }: Client): string {
  return pool.id.split('_')[1] ?? '';
}
