import { type ImportedUser, subOf, uuidForm } from './import-users.ts';
import { userStatuses } from './user.ts';

/** A user of a directory file, complete. */
export type DirectoryUser = ImportedUser &
  Required<Pick<ImportedUser, 'Attributes' | 'UserCreateDate' | 'UserLastModifiedDate' | 'Enabled' | 'UserStatus'>>;

/** A line that cannot be used. */
export interface RefusedLine {
  /** Counted from 1. */
  readonly line: number;
  /** Field, what it is, and what is allowed. Holds no attribute values, names or addresses. */
  readonly reason: string;
}

/** Whether a line of a directory file could not be used. */
export function isRefused(entry: DirectoryUser | RefusedLine): entry is RefusedLine {
  return 'reason' in entry;
}

/**
 * Reads a directory file, one Cognito `UserType` object a line, as `list-users` gives them; dates as ISO 8601 or seconds since 1970.
 * Every line gives a user or the reason why it cannot be used, and none stops the rest. A user without an address, phone number or second factor
 * is whole; without `sub` it is whole where the Username is a UUID, as that is then the `sub`. Fields that are not Cognito's are left out.
 */
export async function* readDirectory(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<DirectoryUser | RefusedLine> {
  const seen: Seen = { usernames: new Map(), subs: new Map() };
  let line = 0;
  for await (const text of lines) {
    line++;
    const read = readLine(line === 1 ? text.replace(/^\uFEFF/, '') : text, line, seen);
    yield typeof read === 'string' ? { line, reason: read } : read;
  }
}

interface Seen {
  readonly usernames: Map<string, number>;
  readonly subs: Map<string, number>;
}

/** A user, or the reason why the line cannot be used. */
function readLine(text: string, line: number, seen: Seen): DirectoryUser | string {
  if (text.trim() === '') return 'the line is empty; each line must be one user as a JSON object';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return isCutOff(text)
      ? 'the line is cut off; it must be one whole JSON object'
      : 'the line is not JSON; it must be one user as a JSON object';
  }
  if (!isObject(value)) return `the line is ${kind(value)}; it must be one user as a JSON object`;
  const reason =
    usernameReason(value.Username) ??
    attributesReason(value.Attributes) ??
    dateReason('UserCreateDate', value.UserCreateDate) ??
    dateReason('UserLastModifiedDate', value.UserLastModifiedDate) ??
    (typeof value.Enabled === 'boolean' ? undefined : `Enabled is ${shown(value.Enabled)}; allowed are true and false`) ??
    statusReason(value.UserStatus) ??
    factorsReason(value);
  if (reason !== undefined) return reason;
  const user = value as unknown as DirectoryUser;
  const sub = subOf(user);
  if (sub === undefined) return 'Attributes has no sub, and Username is not a UUID that could stand for it; a sub is needed';
  const twice = repeated('Username', seen.usernames, user.Username) ?? repeated('sub', seen.subs, sub);
  if (twice !== undefined) return twice;
  seen.usernames.set(user.Username, line);
  seen.subs.set(sub, line);
  return {
    Username: user.Username,
    Attributes: user.Attributes.some(({ Name }) => Name === 'sub') ? user.Attributes : [{ Name: 'sub', Value: sub }, ...user.Attributes],
    UserCreateDate: readDate(value.UserCreateDate),
    UserLastModifiedDate: readDate(value.UserLastModifiedDate),
    Enabled: user.Enabled,
    UserStatus: user.UserStatus,
    ...(user.MFAOptions ? { MFAOptions: user.MFAOptions } : {}),
    ...(user.UserMFASettingList ? { UserMFASettingList: user.UserMFASettingList } : {}),
    ...(user.PreferredMfaSetting ? { PreferredMfaSetting: user.PreferredMfaSetting } : {}),
  };
}

/** Whether the text ends inside a string, an object or an array. */
function isCutOff(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (inString && letter === '\\') at++;
    else if (letter === '"') inString = !inString;
    else if (!inString && '{['.includes(letter)) depth++;
    else if (!inString && '}]'.includes(letter)) depth--;
  }
  return inString || depth > 0;
}

function usernameReason(username: unknown): string | undefined {
  const allowed = 'allowed are 1 to 128 characters without spaces';
  if (username === undefined || username === null) return `Username is missing; ${allowed}`;
  if (typeof username !== 'string') return `Username is ${kind(username)}; ${allowed}`;
  if (username === '') return `Username is empty; ${allowed}`;
  if (username.length > 128 || !/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(username)) {
    return `Username has ${username.length} characters or one that is not allowed; ${allowed}`;
  }
  return undefined;
}

function attributesReason(attributes: unknown): string | undefined {
  const allowed = 'allowed is an array of {"Name": text, "Value": text of at most 2048 characters}';
  if (!Array.isArray(attributes)) return `Attributes is ${attributes === undefined ? 'missing' : kind(attributes)}; ${allowed}`;
  const names = new Set<string>();
  for (const [index, entry] of attributes.entries()) {
    const { Name: name, Value: value } = isObject(entry) ? entry : {};
    if (typeof name !== 'string' || name === '') return `Attributes[${index}] has no Name; ${allowed}`;
    if (typeof value !== 'string' || value.length > 2048) {
      return `Attributes[${index}] (${name}) has ${typeof value === 'string' ? `${value.length} characters` : `${kind(value)} as Value`}; ${allowed}`;
    }
    if (names.has(name)) return `Attributes has ${name} twice; each Name may come once`;
    names.add(name);
    if (name === 'sub' && !uuidForm.test(value))
      return 'sub is not a UUID; allowed are 32 hexadecimal digits in small letters as 8-4-4-4-12';
  }
  return undefined;
}

const isoForm = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d))?$/;
const lastSecond = 253_402_300_799;

function dateReason(field: string, date: unknown): string | undefined {
  const allowed = 'allowed is ISO 8601 with a time zone, or seconds since 1970 up to the year 9999';
  if (date === undefined || date === null) return `${field} is missing; ${allowed}`;
  const right =
    typeof date === 'number'
      ? date >= 0 && date <= lastSecond
      : typeof date === 'string' && isoForm.test(date) && !Number.isNaN(Date.parse(date));
  return right ? undefined : `${field} is ${shown(date)}; ${allowed}`;
}

function readDate(date: unknown): Date {
  return new Date(typeof date === 'number' ? Math.round(date * 1000) : String(date));
}

function statusReason(status: unknown): string | undefined {
  const allowed = `allowed are ${userStatuses.join(', ')}`;
  if (status === undefined || status === null) return `UserStatus is missing; ${allowed}`;
  return (userStatuses as readonly unknown[]).includes(status) ? undefined : `UserStatus is ${shown(status)}; ${allowed}`;
}

function factorsReason(user: Readonly<Record<string, unknown>>): string | undefined {
  const { MFAOptions: options, UserMFASettingList: list, PreferredMfaSetting: preferred } = user;
  if (options != null && !(Array.isArray(options) && options.every(isObject))) {
    return `MFAOptions is ${kind(options)}; allowed is an array of {"DeliveryMedium": "SMS" or "EMAIL", "AttributeName": text}`;
  }
  if (list != null && !(Array.isArray(list) && list.every((entry) => typeof entry === 'string'))) {
    return `UserMFASettingList is ${kind(list)}; allowed is an array of texts such as "SOFTWARE_TOKEN_MFA"`;
  }
  if (preferred != null && typeof preferred !== 'string')
    return `PreferredMfaSetting is ${kind(preferred)}; allowed is a text such as "SOFTWARE_TOKEN_MFA"`;
  return undefined;
}

function repeated(field: string, seen: ReadonlyMap<string, number>, value: string): string | undefined {
  const first = seen.get(value);
  return first === undefined ? undefined : `${field} is the same as on line ${first}; each may come once`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kind(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (value === null || value === undefined) return 'nothing';
  return isObject(value) ? 'an object' : `a ${typeof value}`;
}

/** A short value as it stands; longer ones and objects only by their kind. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length <= 40 ? text : kind(value);
}
