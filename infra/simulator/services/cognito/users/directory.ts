import { aliasExists } from '../refusals.ts';
import { attribute, type User } from './user.ts';

/** How the users of a pool are told apart. */
interface DirectoryRules {
  readonly caseSensitive: boolean;
  /** Sign-in names whether verified or not. */
  readonly usernameAttributes: readonly string[];
  /** Sign-in names once verified (`preferred_username` at once). */
  readonly aliasAttributes: readonly string[];
}

/** Attributes with an index for exact values. Those that can be sign-in names are all among them; the position is the bit in `User.aliases`. */
const indexed = ['email', 'phone_number', 'preferred_username'];
/** Users are listed by the first three hexadecimal digits of their `sub`: 4,096 lists. */
export const listDigits = 3;
const internedLength = 24;
const internedValues = 20_000;

/**
 * The users of one pool, with the indexes that keep every lookup short at a million users.
 *
 * An address is the sign-in name of at most one user, though several may have it. AWS: only the last user who verified it signs in with it
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html). An import therefore leaves it with the last
 * verified user in its order, or the first unverified one of a pool that signs in by address. Federated users never have one.
 * Username and `sub` always work.
 */
export class Directory {
  readonly #rules: DirectoryRules;
  readonly #byUsername = new Map<string, User>();
  /** Only users whose `sub` is not their Username. */
  readonly #bySub = new Map<string, User>();
  readonly #byValue = indexed.map(() => new Map<string, User | User[]>());
  readonly #lists: (User | undefined)[][] = [];
  readonly #shapes = new Map<string, readonly string[]>();
  readonly #values = new Map<string, string>();

  constructor(rules: DirectoryRules) {
    this.#rules = rules;
  }

  /** Number of users. */
  get size(): number {
    return this.#byUsername.size;
  }

  /** The users whose `sub` starts with these three digits, as a number; deleted ones leave a hole, new ones come last. */
  list(digits: number): readonly (User | undefined)[] {
    return this.#lists[digits] ?? [];
  }

  /** The user who is addressed by Username, `sub` or sign-in attribute. */
  find(name: string): User | undefined {
    const own = this.#byUsername.get(this.#folded(name)) ?? this.#bySub.get(name);
    if (own !== undefined) return own;
    for (const attributeName of this.#signInAttributes()) {
      const holder = this.aliasHolder(attributeName, name);
      if (holder !== undefined) return holder;
    }
    return undefined;
  }

  /** Whether somebody has this Username or this `sub`. */
  has(username: string, sub: string): boolean {
    return this.#byUsername.has(this.#folded(username)) || this.#bySub.has(sub) || this.#byUsername.get(this.#folded(sub))?.sub === sub;
  }

  /** Whether `attributeName` has an index for exact values. */
  isIndexed(attributeName: string): boolean {
    return indexed.includes(attributeName);
  }

  /** All users with this value of an indexed attribute, in no particular case. */
  having(attributeName: string, value: string): readonly User[] {
    const found = this.#byValue[indexed.indexOf(attributeName)]?.get(value.toLowerCase());
    return found === undefined ? [] : Array.isArray(found) ? found : [found];
  }

  /** The user who signs in with this value of an attribute. */
  aliasHolder(attributeName: string, value: string): User | undefined {
    const bit = bitOf(attributeName);
    return this.having(attributeName, value).find(
      (user) => (user.aliases & bit) !== 0 && (!this.#rules.caseSensitive || attribute(user, attributeName) === value),
    );
  }

  /** Adds a user whose Username and `sub` nobody has; takes aliases over as an import does. */
  add(user: User): void {
    this.#byUsername.set(this.#folded(user.username), user);
    if (user.sub !== user.username) this.#bySub.set(user.sub, user);
    const digits = Number.parseInt(user.sub.slice(0, listDigits), 16);
    (this.#lists[digits] ??= []).push(user);
    for (const name of indexed) this.#enter(user, name);
  }

  /** Takes a user out for good. */
  remove(user: User): void {
    this.#byUsername.delete(this.#folded(user.username));
    this.#bySub.delete(user.sub);
    for (const name of indexed) this.#leave(user, name);
    const list = this.#lists[Number.parseInt(user.sub.slice(0, listDigits), 16)];
    const position = list?.indexOf(user) ?? -1;
    if (list !== undefined && position >= 0) list[position] = undefined;
  }

  /** Names and values for storage, shared between users where they repeat. */
  pack(attributes: Iterable<readonly [string, string]>): Pick<User, 'names' | 'values'> {
    const names: string[] = [];
    const values: string[] = [];
    for (const [name, value] of attributes) {
      if (name === 'sub') continue;
      names.push(name);
      values.push(this.#shared(value));
    }
    const key = names.join('\n');
    const shape = this.#shapes.get(key);
    if (shape === undefined) this.#shapes.set(key, names);
    return { names: shape ?? names, values };
  }

  /**
   * Changes attributes; an empty value removes one. The checks of {@link assertAliasesFree} come before.
   * A user who loses an alias to this one keeps the attribute, unverified.
   */
  change(user: User, changes: ReadonlyMap<string, string>, nowMs: number): void {
    const touched = indexed.filter((name) => changes.has(name) || changes.has(`${name}_verified`));
    for (const name of touched) this.#leave(user, name);
    this.#write(user, changes);
    user.modifiedMs = nowMs;
    for (const name of touched) {
      const loser = this.#enter(user, name);
      if (loser !== undefined) this.change(loser, new Map([[`${name}_verified`, 'false']]), nowMs);
    }
  }

  /**
   * @throws AwsError `AliasExistsException` when these attributes would make another user's sign-in name one of `user` (or of somebody new), too.
   */
  assertAliasesFree(changes: ReadonlyMap<string, string>, user?: User): void {
    for (const name of this.#signInAttributes()) {
      if (!changes.has(name) && !changes.has(`${name}_verified`)) continue;
      const after = (key: string) => changes.get(key) ?? (user === undefined ? undefined : attribute(user, key));
      const value = after(name);
      if (value === undefined || value === '' || !this.#wouldSignIn(name, after(`${name}_verified`))) continue;
      const holder = this.aliasHolder(name, value);
      if (holder !== undefined && holder !== user) throw aliasExists(name);
    }
  }

  #write(user: User, changes: ReadonlyMap<string, string>): void {
    const merged = new Map<string, string>();
    for (const [index, name] of user.names.entries()) merged.set(name, user.values[index] ?? '');
    for (const [name, value] of changes) {
      if (value === '') merged.delete(name);
      else merged.set(name, value);
    }
    const { names, values } = this.pack(merged);
    user.names = names;
    user.values = values;
  }

  /** Indexes an attribute and settles whose sign-in name it is; gives the user who lost it. */
  #enter(user: User, name: string): User | undefined {
    const value = attribute(user, name);
    if (value === undefined) return undefined;
    const holder = this.aliasHolder(name, value);
    const index = this.#byValue[indexed.indexOf(name)];
    const key = value.toLowerCase();
    const others = index?.get(key);
    if (others === undefined) index?.set(key, user);
    else if (Array.isArray(others)) others.push(user);
    else index?.set(key, [others, user]);

    const verified = attribute(user, `${name}_verified`);
    if (user.status === 'EXTERNAL_PROVIDER' || !this.#wouldSignIn(name, verified)) return undefined;
    if (holder !== undefined && verified !== 'true') return undefined;
    user.aliases |= bitOf(name);
    if (holder === undefined || holder === user) return undefined;
    holder.aliases &= ~bitOf(name);
    return holder;
  }

  #leave(user: User, name: string): void {
    const key = attribute(user, name)?.toLowerCase();
    const index = this.#byValue[indexed.indexOf(name)];
    if (key === undefined || index === undefined) return;
    user.aliases &= ~bitOf(name);
    const others = this.having(name, key).filter((other) => other !== user);
    if (others.length === 0) index.delete(key);
    else index.set(key, others);
  }

  #wouldSignIn(name: string, verified: string | undefined): boolean {
    if (this.#rules.usernameAttributes.includes(name)) return true;
    return this.#rules.aliasAttributes.includes(name) && (verified === 'true' || name === 'preferred_username');
  }

  #signInAttributes(): readonly string[] {
    return this.#rules.usernameAttributes.length > 0 ? this.#rules.usernameAttributes : this.#rules.aliasAttributes;
  }

  #folded(username: string): string {
    return this.#rules.caseSensitive ? username : username.toLowerCase();
  }

  #shared(value: string): string {
    if (value.length > internedLength) return value;
    const known = this.#values.get(value);
    if (known !== undefined) return known;
    if (this.#values.size < internedValues) this.#values.set(value, value);
    return value;
  }
}

function bitOf(attributeName: string): number {
  return 1 << indexed.indexOf(attributeName);
}
