import { AwsError } from '#simulator/errors.ts';
import type { Random } from '#simulator/random.ts';
import type { Pool } from '../pool/pool.ts';
import { type SharedPassword, statusesWithPassword } from './passwords.ts';
import { factorsOf, type User, type UserStatus } from './user.ts';

/** A user as `list-users` gives it, with the second factors that `admin-get-user` adds. */
export interface ImportedUser {
  readonly Username: string;
  /** Without `sub` the Username is taken where it is a UUID, else a new UUID. */
  readonly Attributes?: readonly { readonly Name: string; readonly Value?: string }[];
  /** @default now */
  readonly UserCreateDate?: Date;
  /** @default `UserCreateDate` */
  readonly UserLastModifiedDate?: Date;
  /** @default true */
  readonly Enabled?: boolean;
  /** @default 'CONFIRMED' */
  readonly UserStatus?: UserStatus;
  /** Text messages as second factor, as older users have it. */
  readonly MFAOptions?: readonly { readonly DeliveryMedium?: string; readonly AttributeName?: string }[];
  readonly UserMFASettingList?: readonly string[];
  readonly PreferredMfaSetting?: string;
}

/** Settings of an import. */
export interface ImportOptions {
  /**
   * The password of all users, or of each by Username; no policy is applied. Only users who sign in with one get it: confirmed, unconfirmed,
   * and with a temporary password. @default none
   */
  readonly password?: string | ((username: string) => string);
}

/** A UUID in small letters, the form of a `sub`. */
export const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Puts users into a pool, past quotas and policies, and gives their number. Import makes nobody an active user,
 * and the pool no younger than its users. Of users with the same address
 * the last verified one in this order signs in with it (see `Directory`).
 * @throws AwsError `UsernameExistsException` for a Username or `sub` that is taken; the users before it are in.
 */
export function importUsers(pool: Pool, random: Random, nowMs: number, users: Iterable<ImportedUser>, options: ImportOptions): number {
  const { directory } = pool;
  const shared: SharedPassword | undefined = options.password === undefined ? undefined : { of: options.password };
  let count = 0;
  for (const given of users) {
    const sub = subOf(given) ?? random.uuid();
    // Most often they are equal, and then one string in memory is enough.
    const username = given.Username === sub ? sub : given.Username;
    if (directory.has(username, sub)) {
      throw new AwsError('UsernameExistsException', 'User account already exists');
    }
    const status = given.UserStatus ?? 'CONFIRMED';
    const createdMs = given.UserCreateDate?.getTime() ?? nowMs;
    const user: User = {
      username,
      sub,
      ...directory.pack((given.Attributes ?? []).map(({ Name, Value = '' }) => [Name, Value] as const)),
      createdMs,
      modifiedMs: given.UserLastModifiedDate?.getTime() ?? createdMs,
      status,
      enabled: given.Enabled ?? true,
      password: statusesWithPassword.has(status) ? shared : undefined,
      aliases: 0,
      activeMonth: 0,
      factors: undefined,
      sessions: undefined,
      security: undefined,
      groups: undefined,
    };
    importFactors(user, given);
    pool.createdMs = Math.min(pool.createdMs, createdMs);
    directory.add(user);
    count++;
  }
  return count;
}

/** The `sub` of a user as given: the attribute, or a Username that is a UUID. */
export function subOf(user: Pick<ImportedUser, 'Username' | 'Attributes'>): string | undefined {
  const given = user.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
  return given ?? (uuidForm.test(user.Username) ? user.Username : undefined);
}

function importFactors(user: User, given: ImportedUser): void {
  const texts = given.MFAOptions?.some((option) => option.DeliveryMedium === 'SMS') ? ['SMS_MFA'] : [];
  const enabled = [...new Set([...(given.UserMFASettingList ?? []), ...texts])];
  if (enabled.length === 0) return;
  const factors = factorsOf(user);
  factors.enabled = enabled;
  factors.preferred = given.PreferredMfaSetting;
  if (enabled.includes('SOFTWARE_TOKEN_MFA')) factors.secret = 'derived';
}
