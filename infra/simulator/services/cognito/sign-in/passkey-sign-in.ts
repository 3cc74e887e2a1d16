import { UnsupportedError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import type { Cognito } from '../context.ts';
import type { Client } from '../pool/client.ts';
import { incorrectPassword, notAuthorized, passwordResetRequired } from '../refusals.ts';
import { relyingParty } from '../self-service/passkeys.ts';
import type { User } from '../users/user.ts';
import { checkSecretHash, type Parameters, required } from './auth-parameters.ts';
import { secondFactor } from './finish.ts';
import { announce, passwordFlow } from './password-flow.ts';
import { srpFlow } from './srp-sign-in.ts';

/**
 * `USER_AUTH`, the choice-based flow, with the choice in `PREFERRED_CHALLENGE`: a password, SRP or a passkey. PreAuthentication runs at the start,
 * PreTokenGeneration before the tokens. Believed: a user whom staff reset must set a password first.
 * @throws UnsupportedError without a choice, for codes by mail or text message, and for a passkey where a second factor is due
 */
export async function choiceFlow(
  cognito: Cognito,
  client: Client,
  parameters: Parameters,
  metadata: Readonly<Record<string, string>> | undefined,
): Promise<Fields> {
  const choice = parameters.PREFERRED_CHALLENGE;
  if (choice === 'PASSWORD') return passwordFlow(cognito, client, parameters, metadata);
  if (choice === 'PASSWORD_SRP') return srpFlow(cognito, client, parameters, metadata);
  if (choice !== 'WEB_AUTHN') throw new UnsupportedError('cognito', `USER_AUTH with PREFERRED_CHALLENGE ${choice}`);
  const name = required(parameters, 'USERNAME');
  const rpId = relyingParty(cognito, client.pool);
  checkSecretHash(client, [name], parameters.SECRET_HASH);
  const user = await announce(cognito, client, name, metadata);
  const passkeys = user?.factors?.passkeys ?? [];
  if (user === undefined || passkeys.length === 0) throw incorrectPassword();
  if (user.status === 'RESET_REQUIRED') throw passwordResetRequired();
  if (secondFactor(client.pool, user) !== undefined) throw new UnsupportedError('cognito', 'a passkey where a second factor is due');
  const tokenSource = 'TokenGeneration_Authentication';
  return {
    ChallengeName: 'WEB_AUTHN',
    Session: cognito.challenges.open({ name: 'WEB_AUTHN', user, client, tokenSource }, cognito.world.clock.now()),
    ChallengeParameters: {
      USERNAME: user.username,
      CREDENTIAL_REQUEST_OPTIONS: JSON.stringify({
        challenge: Buffer.from(cognito.random.bytes(32)).toString('base64url'),
        rpId,
        timeout: 180_000,
        allowCredentials: passkeys.map(({ id }) => ({ type: 'public-key', id })),
        userVerification: 'preferred',
      }),
    },
  };
}

/** Takes an assertion (JSON) with the `id` of a passkey that the user has now. @throws AwsError `NotAuthorizedException` */
export function checkPasskey(user: User, credential: string): void {
  if (!user.factors?.passkeys.some(({ id }) => id === idOf(credential))) throw notAuthorized('Invalid credential.');
}

function idOf(credential: string): unknown {
  try {
    return (JSON.parse(credential) as { id?: unknown } | null)?.id;
  } catch {
    return undefined;
  }
}
