import type { Client } from '../pool/client.ts';
import type { SharedPassword } from './passwords.ts';

/** What Cognito says about how far a user has come; the values of `UserType.UserStatus`. */
export const userStatuses = [
  'UNCONFIRMED',
  'CONFIRMED',
  'ARCHIVED',
  'COMPROMISED',
  'UNKNOWN',
  'RESET_REQUIRED',
  'FORCE_CHANGE_PASSWORD',
  'EXTERNAL_PROVIDER',
] as const;

/** One of {@link userStatuses}. */
export type UserStatus = (typeof userStatuses)[number];

/** An attribute as the operations take and give it. */
interface Attribute {
  readonly Name: string;
  readonly Value: string;
}

/** One sign-in with its refresh token, until it expires or is revoked. */
export interface Session {
  /** The `origin_jti` claim of all its tokens. */
  readonly originJti: string;
  readonly user: User;
  readonly client: Client;
  /** When the holder proved who they are, epoch ms. */
  readonly authTimeMs: number;
  /** What its access tokens are good for, separated by spaces. */
  readonly scope: string;
  /** When the refresh token expires, epoch ms; rotation does not move it. */
  readonly expiresMs: number;
  /** How many times the refresh token was rotated. */
  rotation: number;
  /** When it was last rotated, epoch ms. */
  rotatedMs: number;
  /** Access tokens with a lower issue number than this are revoked. */
  acceptsFrom: number;
}

/** A passkey of a user. */
interface Passkey {
  readonly id: string;
  readonly rpId: string;
  readonly attachment: string | undefined;
  readonly transports: readonly string[];
  /** When it was registered, epoch ms. */
  readonly createdMs: number;
}

/** Second factors and passkeys of a user. */
interface Factors {
  /** `UserMFASettingList`. */
  enabled: readonly string[];
  /** `PreferredMfaSetting`. */
  preferred: string | undefined;
  /** Base32 secret of a verified authenticator app; `derived`: imported without one, so made from the pool's own secret. */
  secret: string | 'derived' | undefined;
  /** Base32 secret handed out and not verified yet. */
  pending: string | undefined;
  /** The 30-second step of the last code that was accepted: no code is accepted twice. */
  lastStep: number;
  passkeys: readonly Passkey[];
  /** Of a registration that has started. */
  passkeyChallenge: string | undefined;
}

/** What only users that something happened to have. */
interface Security {
  /** When the password was last set here, epoch ms; undefined for a password that was imported. */
  passwordSetMs: number | undefined;
  /** When all sessions were last revoked, epoch ms. */
  signedOutMs: number | undefined;
  /** Fingerprints of passwords that the pool's history forbids, oldest first. */
  history: string[];
  /** Failed password attempts in a row, and when the last one was, epoch ms. */
  failures: number;
  lastAttemptMs: number;
  /** The code of a password reset or a sign-up that is under way. */
  code: { readonly value: string; readonly expiresMs: number } | undefined;
  /** Addresses and numbers that wait for a code, by attribute. */
  proofs: Map<string, { readonly value: string; readonly code: string; readonly expiresMs: number }> | undefined;
  /** Times of the last attempts by kind, epoch ms, for limits per user and hour. */
  attempts: Map<string, number[]> | undefined;
}

/**
 * One user of a pool, about 750 bytes with indexes: a million must fit in memory. Attribute names are shared between users,
 * `sub` stands apart, and what few users have is made when needed.
 */
export interface User {
  readonly username: string;
  readonly sub: string;
  names: readonly string[];
  values: readonly string[];
  readonly createdMs: number;
  modifiedMs: number;
  status: UserStatus;
  enabled: boolean;
  /** A fingerprint, or the password source that the import shared; undefined without a password. */
  password: string | SharedPassword | undefined;
  /** Bits of the attributes that are sign-in names of this user (see `Directory`). */
  aliases: number;
  /** Last month of activity, counted from year 0. */
  activeMonth: number;
  factors: Factors | undefined;
  sessions: Session[] | undefined;
  security: Security | undefined;
  groups: readonly string[] | undefined;
}

/** A user of today who has nothing yet but a name and attributes. */
export function newUser(given: Pick<User, 'username' | 'sub' | 'names' | 'values' | 'status'>, nowMs: number): User {
  return {
    ...given,
    createdMs: nowMs,
    modifiedMs: nowMs,
    enabled: true,
    password: undefined,
    aliases: 0,
    activeMonth: 0,
    factors: undefined,
    sessions: undefined,
    security: undefined,
    groups: undefined,
  };
}

/** The value of an attribute; undefined where the user has none. */
export function attribute(user: User, name: string): string | undefined {
  if (name === 'sub') return user.sub;
  const index = user.names.indexOf(name);
  return index < 0 ? undefined : user.values[index];
}

/** All attributes in Cognito's form, `sub` first. */
export function attributeList(user: User): Attribute[] {
  const list: Attribute[] = [{ Name: 'sub', Value: user.sub }];
  for (const [index, Name] of user.names.entries()) list.push({ Name, Value: user.values[index] ?? '' });
  return list;
}

/** All attributes by name. */
export function attributeMap(user: User): Record<string, string> {
  const map: Record<string, string> = { sub: user.sub };
  for (const [index, name] of user.names.entries()) map[name] = user.values[index] ?? '';
  return map;
}

/** The user's security record, made on first use. */
export function securityOf(user: User): Security {
  user.security ??= {
    passwordSetMs: undefined,
    signedOutMs: undefined,
    history: [],
    failures: 0,
    lastAttemptMs: 0,
    code: undefined,
    proofs: undefined,
    attempts: undefined,
  };
  return user.security;
}

/** The user's second factors and passkeys, made on first use. */
export function factorsOf(user: User): Factors {
  user.factors ??= {
    enabled: [],
    preferred: undefined,
    secret: undefined,
    pending: undefined,
    lastStep: -1,
    passkeys: [],
    passkeyChallenge: undefined,
  };
  return user.factors;
}
