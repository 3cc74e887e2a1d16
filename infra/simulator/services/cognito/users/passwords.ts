import { AwsError } from '#simulator/errors.ts';
import type { Pool } from '../pool/pool.ts';
import { incorrectPassword, invalidParameter, notAuthorized } from '../refusals.ts';
import { identityHash } from '../sign-in/srp.ts';
import { securityOf, type User, type UserStatus } from './user.ts';

/** Where the passwords of an import come from: one object for all its users. */
export interface SharedPassword {
  readonly of: string | ((username: string) => string);
}

/** What a pool demands of a password; absent demands of a given template policy are not made. */
export interface PasswordPolicy {
  readonly MinimumLength?: number;
  readonly RequireUppercase?: boolean;
  readonly RequireLowercase?: boolean;
  readonly RequireNumbers?: boolean;
  readonly RequireSymbols?: boolean;
  /** Passwords, the present one included, that may not come back: 0 to 24. */
  readonly PasswordHistorySize?: number;
  readonly TemporaryPasswordValidityDays?: number;
}

/** The policy of a pool whose template has none. */
export const defaultPasswordPolicy: PasswordPolicy = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

const dayMs = 86_400_000;
/** Cognito's list: https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html; a space counts inside. */
const symbols = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

/** Statuses in which a user signs in with a password, and so those that an import gives one. */
export const statusesWithPassword: ReadonlySet<UserStatus> = new Set(['CONFIRMED', 'UNCONFIRMED', 'FORCE_CHANGE_PASSWORD']);

/** @throws AwsError `InvalidPasswordException` naming the first demand that is not met. */
function checkPolicy(policy: PasswordPolicy, password: string): void {
  if (password.length > 256 || password.trim() !== password) {
    throw invalidParameter(
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
    );
  }
  const complaint = [
    [password.length < (policy.MinimumLength ?? 8), 'not long enough'],
    [policy.RequireUppercase && !/[A-Z]/.test(password), 'must have uppercase characters'],
    [policy.RequireLowercase && !/[a-z]/.test(password), 'must have lowercase characters'],
    [policy.RequireNumbers && !/[0-9]/.test(password), 'must have numeric characters'],
    [policy.RequireSymbols && !symbols.test(password), 'must have symbol characters'],
  ].find(([broken]) => broken)?.[1];
  if (complaint === undefined) return;
  throw new AwsError('InvalidPasswordException', `Password did not conform with policy: Password ${complaint}`);
}

/** Whether this is the user's password. */
function passwordIs(pool: Pool, user: User, password: string): boolean {
  const known = user.password;
  if (known === undefined) return false;
  if (typeof known === 'string') return known === fingerprint(pool, user, password);
  return (typeof known.of === 'function' ? known.of(user.username) : known.of) === password;
}

/**
 * Checks the password of somebody who signs in, with Cognito's lockout: from the fifth failure on 1, 2, 4 … seconds up to 15 minutes;
 * forgotten after 15 minutes without an attempt
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow.html) or a success.
 * @throws AwsError `NotAuthorizedException`
 */
export function checkPassword(pool: Pool, user: User, password: string, nowMs: number): void {
  checkProof(user, () => passwordIs(pool, user, password), nowMs);
}

/** {@link checkPassword} for a proof of any kind. */
export function checkProof(user: User, right: () => boolean, nowMs: number): void {
  const security = user.security;
  if (security !== undefined && security.failures >= 5) {
    const sinceMs = nowMs - security.lastAttemptMs;
    const lockedMs = Math.min(900_000, 1000 * 2 ** (security.failures - 5));
    if (sinceMs < lockedMs) throw notAuthorized('Password attempts exceeded');
    if (sinceMs >= 900_000) security.failures = 0;
  }
  if (right()) {
    if (security !== undefined) security.failures = 0;
    return;
  }
  const failing = securityOf(user);
  failing.failures++;
  failing.lastAttemptMs = nowMs;
  throw incorrectPassword();
}

/**
 * Sets a password. Sessions, open challenges and a code of ForgotPassword stay as they are: AWS documents nothing else.
 * @throws AwsError `InvalidPasswordException`, `PasswordHistoryPolicyViolationException`
 */
export function setPassword(pool: Pool, user: User, password: string, status: 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD', nowMs: number): void {
  checkPolicy(pool.passwordPolicy, password);
  const security = securityOf(user);
  const print = fingerprint(pool, user, password);
  const remembered = pool.passwordPolicy.PasswordHistorySize ?? 0;
  if (remembered > 0) {
    if (security.history.slice(-remembered).includes(print) || passwordIs(pool, user, password)) {
      throw new AwsError(
        'PasswordHistoryPolicyViolationException',
        'Password has previously been used. Please choose a different password.',
      );
    }
    // An imported password enters the history when it is replaced.
    const replaced = identityOf(pool, user)?.toString('base64url');
    security.history = [...new Set([...security.history, replaced ?? print, print])].slice(-remembered);
  }
  user.password = print;
  user.status = status;
  user.modifiedMs = nowMs;
  security.passwordSetMs = nowMs;
}

/** Whether a temporary password is too old to be answered with a new one. An imported one dates from the user's last change. */
export function temporaryPasswordExpired(pool: Pool, user: User, nowMs: number): boolean {
  const days = pool.passwordPolicy.TemporaryPasswordValidityDays || 7;
  return nowMs > (user.security?.passwordSetMs ?? user.modifiedMs) + days * dayMs;
}

/** {@link identityHash} of the user's password as it is now; undefined without one. */
export function identityOf(pool: Pool, user: User): Buffer | undefined {
  const known = user.password;
  if (known === undefined) return undefined;
  if (typeof known === 'string') return Buffer.from(known, 'base64url');
  return identity(pool, user, typeof known.of === 'function' ? known.of(user.username) : known.of);
}

/**
 * Nothing here is a secret of anybody: what matters is that no clear password stays behind, that a check costs a microsecond, and that a sign-in by SRP
 * can be judged by it.
 */
function fingerprint(pool: Pool, user: User, password: string): string {
  return identity(pool, user, password).toString('base64url');
}

function identity(pool: Pool, user: User, password: string): Buffer {
  return identityHash(pool.id.split('_')[1] ?? '', user.username, password);
}
