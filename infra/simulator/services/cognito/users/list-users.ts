import type { ListUsersRequest } from '@aws-sdk/client-cognito-identity-provider';
import type { Fields } from '#simulator/service.ts';
import { type Cognito, poolOf } from '../context.ts';
import { type Checked, operation } from '../operation.ts';
import { invalidParameter } from '../refusals.ts';
import { describeUser } from './administration.ts';
import { type Directory, listDigits } from './directory.ts';
import { type Filter, parseFilter } from './filter.ts';
import { attribute, type User } from './user.ts';

/** A page without `Limit`: 25, as reported (github.com/aws/aws-sdk-js-v3/issues/7013). */
const defaultLimit = 25;
/** Share of the pages that come back shorter than asked, and of those that are empty, though the listing goes on. */
const shortShare = 0.25;
const emptyShare = 0.02;
const lists = 16 ** listDigits;
const block = 16;

/** ListUsers makes nobody an active user. */
export const listing = {
  ListUsers: operation<ListUsersRequest>('UserList', ['UserPoolId'], ['Filter', 'Limit', 'PaginationToken', 'AttributesToGet'], listUsers),
};

/** Where a listing stands. Each listing has an order of its own: `turn` scrambles the lists, `twist` each block of 16 users in a list. */
interface Place {
  readonly filter: string;
  readonly turn: number;
  readonly twist: number;
  /** The next list and the next position in it. */
  list: number;
  position: number;
}

/** The lists of users that a filter has to look at, a power of two of them, and which users it wants. */
interface Plan {
  readonly lists: number;
  list(number: number): readonly (User | undefined)[];
  wants(user: User): boolean;
}

/**
 * A page short of its limit says nothing: only a missing `PaginationToken` is the end. Users who are there from the first page to the last come
 * exactly once. `sub`, `username` and equality of e-mail address and phone number are answered from an index; other filters look at
 * user after user until the page is full.
 */
function listUsers(cognito: Cognito, input: Checked<ListUsersRequest>): Fields {
  const { directory } = poolOf(cognito, input.UserPoolId);
  const limit = pageLimit(input.Limit);
  const text = input.Filter ?? '';
  const plan = makePlan(directory, parseFilter(text));
  const { random } = cognito;
  const place =
    input.PaginationToken === undefined
      ? { filter: text, turn: random.int(lists), twist: random.int(block), list: 0, position: 0 }
      : readToken(input.PaginationToken, text);
  const wanted = random.chance(emptyShare) ? 0 : random.chance(shortShare) ? random.int(limit) : limit;
  const users = collect(plan, place, wanted);
  const Users = input.AttributesToGet === undefined ? users.map(describeUser) : users.map(only(input.AttributesToGet));
  return place.list < plan.lists ? { Users, PaginationToken: writeToken(place) } : { Users };
}

function collect(plan: Plan, place: Place, wanted: number): User[] {
  const users: User[] = [];
  for (; place.list < plan.lists; place.list++, place.position = 0) {
    const list = plan.list(place.list ^ (place.turn % plan.lists));
    // By whole blocks, so that users who are added meanwhile do not move the others.
    const end = Math.ceil(list.length / block) * block;
    for (; place.position < end; place.position++) {
      if (users.length === wanted) return users;
      const user = list[place.position ^ place.twist];
      if (user !== undefined && plan.wants(user)) users.push(user);
    }
  }
  return users;
}

function makePlan(directory: Directory, filter: Filter | undefined): Plan {
  if (filter === undefined) return { lists, list: (number) => directory.list(number), wants: () => true };
  const wants = matcher(filter);
  if (!filter.prefix && (filter.attribute === 'username' || filter.attribute === 'sub')) {
    const user = directory.find(filter.value);
    return single(user === undefined ? [] : [user], wants);
  }
  if (filter.attribute === 'sub') {
    const digits = filter.value.slice(0, listDigits).toLowerCase();
    if (!/^[0-9a-f]*$/.test(digits)) return single([], wants);
    const span = 16 ** (listDigits - digits.length);
    const first = Number.parseInt(digits || '0', 16) * span;
    return { lists: span, list: (number) => directory.list(first + number), wants };
  }
  if (!filter.prefix && directory.isIndexed(filter.attribute)) return single(directory.having(filter.attribute, filter.value), wants);
  return { lists, list: (number) => directory.list(number), wants };
}

function single(users: readonly User[], wants: (user: User) => boolean): Plan {
  return { lists: 1, list: () => users, wants };
}

function matcher({ attribute: name, prefix, value }: Filter): (user: User) => boolean {
  const compare = (given: string, sought: string) => (prefix ? given.startsWith(sought) : given === sought);
  switch (name) {
    case 'username':
      return (user) => compare(user.username, value);
    case 'cognito:user_status':
      return (user) => compare(user.status, value.toUpperCase());
    case 'status':
      return (user) => compare(user.enabled ? 'Enabled' : 'Disabled', value);
    default:
      return (user) => {
        const own = attribute(user, name);
        return own !== undefined && compare(own, value);
      };
  }
}

function pageLimit(limit: number | undefined): number {
  if (limit !== undefined && limit > 60) {
    throw invalidParameter(
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60`,
    );
  }
  return limit || defaultLimit;
}

/** AWS gives `sub` in any case, refuses it as a wish, and refuses attributes that a user of the page does not have. */
function only(names: readonly string[]): (user: User) => ReturnType<typeof describeUser> {
  if (names.includes('sub')) throw invalidParameter('Input fails to satisfy the constraints.');
  return (user) => {
    const described = describeUser(user);
    if (names.some((name) => attribute(user, name) === undefined)) throw invalidParameter('One or more requested attributes do not exist.');
    return { ...described, Attributes: described.Attributes.filter(({ Name }) => Name === 'sub' || names.includes(Name)) };
  };
}

function writeToken(place: Place): string {
  return Buffer.from(JSON.stringify([place.turn, place.twist, place.list, place.position, place.filter])).toString('base64url');
}

function readToken(token: string, filter: string): Place {
  try {
    const [turn, twist, list, position, itsFilter] = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (itsFilter === filter && [turn, twist, list, position].every(Number.isInteger)) return { filter, turn, twist, list, position };
  } catch {
    // Falls through: not a token of ours.
  }
  throw invalidParameter('Paging Marker is Invalid for Request');
}
