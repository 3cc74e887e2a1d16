import { AwsError } from '#simulator/errors.ts';
import type { Random } from '#simulator/random.ts';
import type { Client } from '../pool/client.ts';
import type { Pool } from '../pool/pool.ts';
import type { User } from '../users/user.ts';

/** An authorization code (https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html). */
const codeLifeMs = 300_000;

/** Somebody who proved to managed login who they are. */
interface HostedSession {
  readonly user: User;
  readonly pool: Pool;
  /** When they proved it, epoch ms. */
  readonly authTimeMs: number;
}

interface Grant extends HostedSession {
  readonly client: Client;
  readonly expiresMs: number;
}

/**
 * The cookies and authorization codes of managed login. Neither a new password nor a sign-out of the API ends one: AWS says so of the cookie
 * (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html), and nothing of the code.
 */
export class HostedSessions {
  readonly #random: Random;
  readonly #cookies = new Map<string, HostedSession>();
  readonly #codes = new Map<string, Grant>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** A cookie of the pool's domain, which all its clients reuse, each for a time of its own. */
  openCookie(session: HostedSession): string {
    const cookie = this.#secret();
    this.#cookies.set(cookie, session);
    return cookie;
  }

  /** The session of a cookie that this client reuses. @throws AwsError `login_required`: the browser is shown the sign-in page */
  find(cookie: string, client: Client, nowMs: number): HostedSession {
    const session = this.#cookies.get(cookie);
    if (session?.pool !== client.pool || nowMs >= session.authTimeMs + client.cookieMinutes * 60_000 || !isThere(session)) {
      throw new AwsError('login_required', 'There is no session that could be reused.');
    }
    return session;
  }

  /** Ends the session of a cookie, as the logout page does. */
  clear(cookie: string): void {
    this.#cookies.delete(cookie);
  }

  /** An authorization code, for one exchange by this client. */
  grant(session: HostedSession, client: Client, nowMs: number): string {
    const code = this.#random.uuid();
    const { user, pool, authTimeMs } = session;
    this.#codes.set(code, { user, pool, authTimeMs, client, expiresMs: nowMs + codeLifeMs });
    return code;
  }

  /** Takes a code, for good. @throws AwsError `invalid_grant` */
  redeem(code: string, client: Client, nowMs: number): Grant {
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    if (grant === undefined || grant.client !== client || nowMs >= grant.expiresMs || !isThere(grant)) {
      throw new AwsError('invalid_grant', 'The authorization code is unknown, used, expired or of another client.');
    }
    return grant;
  }

  #secret(): string {
    return Buffer.from(this.#random.bytes(32)).toString('base64url');
  }
}

/** A deleted or disabled user has no session; believed, as AWS documents neither. */
function isThere({ user, pool }: HostedSession): boolean {
  return user.enabled && pool.directory.find(user.username) === user;
}
