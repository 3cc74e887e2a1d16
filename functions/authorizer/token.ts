import { FetchError, JwtBaseError } from 'aws-jwt-verify/error';
import type { TokenFacts } from '#domain/gate/token-check.ts';

/** A token whose signature, issuer and time are good. */
export interface VerifiedToken extends TokenFacts {
  /** Whose it is: an account's subject, or the client's own id for client credentials. */
  readonly sub: string;
}

/** Verifies a token of the pool, whatever its use and client. @throws JwtBaseError where it does not verify */
export interface Verifier {
  verify(jwt: string): Promise<Readonly<Record<string, unknown>>>;
}

/**
 * The token in an Authorization header, with or without `Bearer`; undefined where it does not verify.
 * @throws Error when the pool's keys cannot be fetched: that is no fault of the token
 */
export async function readToken(verifier: Verifier, header: string): Promise<VerifiedToken | undefined> {
  try {
    const { sub, auth_time: authTime, client_id, aud } = await verifier.verify(header.replace(/^Bearer\s+/i, ''));
    const clientId = client_id ?? aud;
    if (typeof sub !== 'string' || typeof authTime !== 'number' || typeof clientId !== 'string') return undefined;
    return { sub, authTime, clientId };
  } catch (error) {
    if (error instanceof FetchError || !(error instanceof JwtBaseError)) throw error;
    return undefined;
  }
}

/** Whether a machine shows itself with client credentials: campaigns are about accounts, so its token is not touched. */
export function isMachine({ sub, clientId }: VerifiedToken): boolean {
  return sub === clientId;
}
