import type {
  CompleteWebAuthnRegistrationRequest,
  DeleteWebAuthnCredentialRequest,
  ListWebAuthnCredentialsRequest,
  StartWebAuthnRegistrationRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '#simulator/errors.ts';
import type { Cognito } from '../context.ts';
import { operation } from '../operation.ts';
import type { Pool } from '../pool/pool.ts';
import { invalidParameter, notFound } from '../refusals.ts';
import { authorize } from '../tokens/access.ts';
import { factorsOf } from '../users/user.ts';

/** AWS: a user has at most 20 (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html). */
const mostPasskeys = 20;

/** A registration as the browser gives it; of the cryptography in it nothing is looked at. */
interface GivenCredential {
  readonly id?: unknown;
  readonly authenticatorAttachment?: unknown;
  readonly response?: { readonly transports?: unknown };
}

/**
 * Passkeys, which only their user adds, lists and deletes, with an access token: there is no operation for staff. Nothing of WebAuthn is checked: any
 * credential with an `id` is taken, once a registration has started. Believed, as AWS documents nothing else: a passkey outlives a new password and a
 * sign-out. The request-rate categories are believed too, from those of other factors.
 */
export const passkeyOperations = {
  StartWebAuthnRegistration: operation<StartWebAuthnRegistrationRequest>('UserResourceUpdate', ['AccessToken'], [], (cognito, input) => {
    const { pool, user } = authorize(cognito, input.AccessToken);
    const rpId = relyingParty(cognito, pool);
    const factors = factorsOf(user);
    const challenge = Buffer.from(cognito.random.bytes(32)).toString('base64url');
    factors.passkeyChallenge = challenge;
    return {
      CredentialCreationOptions: {
        challenge,
        rp: { id: rpId, name: rpId },
        user: { id: Buffer.from(user.sub).toString('base64url'), name: user.username, displayName: user.username },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        timeout: 60_000,
        excludeCredentials: factors.passkeys.map(({ id }) => ({ type: 'public-key', id })),
        authenticatorSelection: { requireResidentKey: true, residentKey: 'required', userVerification: 'preferred' },
      },
    };
  }),
  CompleteWebAuthnRegistration: operation<CompleteWebAuthnRegistrationRequest>(
    'UserResourceUpdate',
    ['AccessToken', 'Credential'],
    [],
    (cognito, input) => {
      const { pool, user } = authorize(cognito, input.AccessToken);
      const rpId = relyingParty(cognito, pool);
      const factors = factorsOf(user);
      if (factors.passkeyChallenge === undefined) {
        throw new AwsError('WebAuthnChallengeNotFoundException', 'The challenge of the registration was not found.');
      }
      const { id, authenticatorAttachment, response } = input.Credential as GivenCredential;
      if (typeof id !== 'string' || id === '') throw invalidParameter('Invalid Credential');
      if (factors.passkeys.length >= mostPasskeys) throw new AwsError('LimitExceededException', 'Too many passkeys.');
      factors.passkeyChallenge = undefined;
      const attachment = typeof authenticatorAttachment === 'string' ? authenticatorAttachment : undefined;
      const transports = Array.isArray(response?.transports) ? response.transports.map(String) : [];
      const passkey = { id, rpId, attachment, transports, createdMs: cognito.world.clock.now() };
      factors.passkeys = [...factors.passkeys.filter((other) => other.id !== id), passkey];
      return {};
    },
  ),
  /** All in one page: there are at most 20, the largest page. Each has the same friendly name, which AWS takes from the authenticator's maker. */
  ListWebAuthnCredentials: operation<ListWebAuthnCredentialsRequest>('UserResourceRead', ['AccessToken'], [], (cognito, input) => {
    const { user } = authorize(cognito, input.AccessToken);
    const Credentials = (user.factors?.passkeys ?? []).map(({ id, rpId, attachment, transports, createdMs }) => ({
      CredentialId: id,
      FriendlyCredentialName: 'Passkey',
      RelyingPartyId: rpId,
      ...(attachment === undefined ? {} : { AuthenticatorAttachment: attachment }),
      AuthenticatorTransports: [...transports],
      CreatedAt: new Date(createdMs),
    }));
    return { Credentials };
  }),
  DeleteWebAuthnCredential: operation<DeleteWebAuthnCredentialRequest>(
    'UserResourceUpdate',
    ['AccessToken', 'CredentialId'],
    [],
    (cognito, input) => {
      const { factors } = authorize(cognito, input.AccessToken).user;
      const left = factors?.passkeys.filter(({ id }) => id !== input.CredentialId) ?? [];
      if (factors === undefined || left.length === factors.passkeys.length) throw notFound('Credential not found.');
      factors.passkeys = left;
      return {};
    },
  ),
};

/**
 * The pool's relying party: what is set, else its domain (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html).
 * @throws AwsError `WebAuthnNotEnabledException`, `WebAuthnConfigurationMissingException`
 */
export function relyingParty({ world }: Cognito, pool: Pool): string {
  const { Policies, WebAuthnRelyingPartyID } = pool.properties as {
    readonly Policies?: { readonly SignInPolicy?: { readonly AllowedFirstAuthFactors?: readonly string[] } };
    readonly WebAuthnRelyingPartyID?: string;
  };
  if (!Policies?.SignInPolicy?.AllowedFirstAuthFactors?.includes('WEB_AUTHN')) {
    throw new AwsError('WebAuthnNotEnabledException', 'WebAuthn is not enabled for this user pool.');
  }
  if (WebAuthnRelyingPartyID !== undefined) return WebAuthnRelyingPartyID;
  if (pool.domain === undefined) {
    throw new AwsError('WebAuthnConfigurationMissingException', 'The user pool has neither a relying party id nor a domain.');
  }
  return pool.domain.custom ? pool.domain.name : `${pool.domain.name}.auth.${world.region}.amazoncognito.com`;
}
