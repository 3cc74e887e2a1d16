import type { Random } from '#simulator/random.ts';
import type { Client } from '../pool/client.ts';
import { notAuthorized } from '../refusals.ts';
import type { User } from '../users/user.ts';

/** Challenges that can be answered here. */
export type ChallengeName =
  | 'NEW_PASSWORD_REQUIRED'
  | 'SOFTWARE_TOKEN_MFA'
  | 'MFA_SETUP'
  | 'PASSWORD_VERIFIER'
  | 'WEB_AUTHN'
  | 'CUSTOM_CHALLENGE';

/** A step of a custom sign-in as the triggers see it in `request.session`. */
export interface ChallengeResult {
  readonly challengeName: string;
  readonly challengeResult: boolean;
  readonly challengeMetadata: string | null;
}

/** A sign-in that waits for an answer. */
export interface Waiting {
  readonly name: ChallengeName;
  readonly user: User;
  readonly client: Client;
  /** `triggerSource` of the tokens at its end. */
  readonly tokenSource: string;
  /** Both public values and our secret one of a sign-in by SRP. */
  readonly srp?: { readonly a: bigint; readonly b: bigint; readonly secret: bigint };
  /** What a custom sign-in has behind it, and what CreateAuthChallenge keeps for the check of the answer. */
  readonly custom?: {
    readonly steps: readonly ChallengeResult[];
    readonly privateParameters: Readonly<Record<string, string>>;
    readonly metadata: string | null;
  };
}

/** A {@link Waiting} sign-in with its end. */
export interface Challenge extends Waiting {
  readonly expiresMs: number;
  used: boolean;
}

/**
 * The challenges that wait for an answer, by `Session`. Neither a new password nor a sign-out ends one: AWS documents no such thing,
 * so whoever opened one with the old password can still answer it until it expires.
 */
export class Challenges {
  readonly #random: Random;
  readonly #open = new Map<string, Challenge>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Opens a challenge and gives its `Session`: 32 bytes in base64url. */
  open(waiting: Waiting, nowMs: number): string {
    for (const [old, { expiresMs }] of this.#open) {
      if (expiresMs > nowMs) break;
      this.#open.delete(old);
    }
    const session = Buffer.from(this.#random.bytes(32)).toString('base64url');
    this.#open.set(session, { ...waiting, expiresMs: nowMs + waiting.client.challengeSeconds * 1000, used: false });
    return session;
  }

  /** The client of a `Session`, living or not; undefined for one that is unknown. */
  clientOf(session: string): Client | undefined {
    return this.#open.get(session)?.client;
  }

  /** The challenge of a `Session` that may be answered now. @throws AwsError `NotAuthorizedException` */
  find(session: string, nowMs: number): Challenge {
    const challenge = this.#open.get(session);
    if (challenge === undefined || nowMs >= challenge.expiresMs) throw notAuthorized('Invalid session for the user, session is expired.');
    if (challenge.used) throw notAuthorized('Invalid session for the user, session can only be used once.');
    return challenge;
  }
}
