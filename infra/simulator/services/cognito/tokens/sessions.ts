import { AwsError } from '#simulator/errors.ts';
import type { Client } from '../pool/client.ts';
import { notAuthorized } from '../refusals.ts';
import { type Session, securityOf, type User } from '../users/user.ts';
import { stamp } from './tokens.ts';

/** What an access token needs to act for its user at Cognito, and the one scope that a sign-in by the API gives. */
export const apiScope = 'aws.cognito.signin.user.admin';

/** The living sessions of all pools, by `origin_jti`. A session that is gone from here is revoked. */
export class Sessions {
  readonly #byOrigin = new Map<string, Session>();
  readonly #uuidTail: string;
  #issued = 0;

  /** `uuid` gives the ids of this run their look. */
  constructor(uuid: string) {
    this.#uuidTail = uuid.slice(8);
  }

  /** Opens a session for somebody who proved at `authTimeMs` who they are. Its refresh token is as old as `issuedMs` (epoch ms). */
  open(user: User, client: Client, authTimeMs: number, scope = apiScope, issuedMs = authTimeMs): Session {
    const session: Session = {
      originJti: this.nextId().id,
      user,
      client,
      authTimeMs,
      scope,
      expiresMs: issuedMs + client.refreshTokenSeconds * 1000,
      rotation: 0,
      rotatedMs: 0,
      acceptsFrom: 0,
    };
    this.#byOrigin.set(session.originJti, session);
    const living = [session];
    for (const other of user.sessions ?? []) {
      if (other.expiresMs > issuedMs) living.push(other);
      else this.#byOrigin.delete(other.originJti);
    }
    user.sessions = living;
    return session;
  }

  /** A fresh UUID-shaped id and its number: later ids have higher numbers. */
  nextId(): { readonly id: string; readonly number: number } {
    const number = ++this.#issued;
    return { id: number.toString(16).padStart(8, '0') + this.#uuidTail, number };
  }

  /** The living session of an access token; undefined when it was revoked. */
  ofAccessToken(originJti: unknown, jti: unknown): Session | undefined {
    const session = this.#byOrigin.get(String(originJti));
    return session !== undefined && Number.parseInt(String(jti).slice(0, 8), 16) >= session.acceptsFrom ? session : undefined;
  }

  /** The refresh token of a session as it is now. */
  refreshToken(session: Session): string {
    const text = Buffer.from(`${session.originJti}.${session.rotation}.${session.expiresMs}`).toString('base64url');
    return `${text}.${stamp(session.client.pool, text)}`;
  }

  /**
   * The session of a refresh token that may be used now.
   * @throws AwsError `NotAuthorizedException`; `RefreshTokenReuseException` for one that was rotated and whose grace period is over.
   */
  ofRefreshToken(token: string, client: Client, nowMs: number): Session {
    const read = readRefreshToken(token, client);
    if (read === undefined) throw notAuthorized('Invalid Refresh Token.');
    if (nowMs >= read.expiresMs) throw notAuthorized('Refresh Token has expired');
    const session = this.#byOrigin.get(read.originJti);
    if (session === undefined) throw notAuthorized('Refresh Token has been revoked');
    if (session.client !== client) throw notAuthorized('Invalid Refresh Token.');
    const graceMs = 1000 * (client.rotationGraceSeconds ?? 0);
    const current = read.rotation === session.rotation;
    const retried = read.rotation === session.rotation - 1 && nowMs < session.rotatedMs + graceMs;
    if (!current && !retried) throw new AwsError('RefreshTokenReuseException', 'Refresh Token has already been rotated');
    return session;
  }

  /** The next refresh token of the session, which makes `used` worthless after the grace period; one that is sent again gets the same answer. */
  rotate(session: Session, used: string, nowMs: number): string {
    if (used === this.refreshToken(session)) {
      session.rotation++;
      session.rotatedMs = nowMs;
    }
    return this.refreshToken(session);
  }

  /** Revokes the session of a refresh token with all its access tokens; false for one that this pool did not issue to this client. */
  revoke(token: string, client: Client): boolean {
    const read = readRefreshToken(token, client);
    const session = this.#byOrigin.get(read?.originJti ?? '');
    if (read === undefined || (session !== undefined && session.client !== client)) return false;
    if (session === undefined) return true;
    this.#byOrigin.delete(session.originJti);
    session.user.sessions = session.user.sessions?.filter((other) => other !== session);
    return true;
  }

  /** Revokes all refresh and access tokens of a user. */
  signOut(user: User, nowMs: number): void {
    for (const session of user.sessions ?? []) this.#byOrigin.delete(session.originJti);
    user.sessions = undefined;
    securityOf(user).signedOutMs = nowMs;
  }

  /** Revokes the access tokens of a user; refresh tokens stay. */
  revokeAccessTokens(user: User): void {
    for (const session of user.sessions ?? []) session.acceptsFrom = this.#issued + 1;
  }
}

/** Refresh tokens of a user that are neither revoked nor expired. */
export function livingSessions(user: User, nowMs: number): number {
  return user.sessions?.filter((session) => session.expiresMs > nowMs).length ?? 0;
}

function readRefreshToken(token: string, client: Client): { originJti: string; rotation: number; expiresMs: number } | undefined {
  const [text = '', signature = ''] = token.split('.');
  if (stamp(client.pool, text) !== signature) return undefined;
  const [originJti = '', rotation, expiresMs] = Buffer.from(text, 'base64url').toString().split('.');
  return { originJti, rotation: Number(rotation), expiresMs: Number(expiresMs) };
}
