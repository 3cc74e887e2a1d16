import {
  AdminEnableUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  ListUsersCommand,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { DirectoryAccount } from '#domain/account/account.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { attributeNames, userPoolId } from '#shared/settings.ts';
import type { Part } from '#shared/wiring.ts';
import { cognito } from '../calls/clients.ts';
import { type AccountName, type Located, locateUser } from './located.ts';
import { refusalsOf } from './refusals.ts';

/** Why Cognito did not carry out a change of an account. */
export type DirectoryRefusal =
  /** The request rate of all pools of this AWS account is used up; try again in a second. */
  | 'throttled'
  /** This one user was tried too often; not a matter of seconds. */
  | 'limited'
  /** The new password does not meet the pool's policy or was used before. */
  | 'password'
  /** There is no such account any more. */
  | 'gone';

/** Names of the pool's custom attributes. */
export interface AttributeNames {
  readonly environment: string;
  readonly organisation: string;
}

/** A page of a listing. */
export interface DirectoryPage {
  readonly accounts: readonly DirectoryAccount[];
  /** Where the next page begins; undefined at the end. A page may be empty and not be the last. */
  readonly token: string | undefined;
}

/** Where the accounts live. */
export interface Directory {
  /** Accounts whose subject begins with `prefix`, 60 at most. @throws TooManyRequestsException over 30 calls a second. */
  list(prefix: string, token: string | undefined): Promise<DirectoryPage>;
  /**
   * The account with this subject; undefined where there is none. Reads no account as GetUser does, so it makes nobody billable. The listing
   * is eventually consistent: somebody who signed up a moment ago may be missing. @throws TooManyRequestsException over 30 calls a second.
   */
  find(sub: string): Promise<DirectoryAccount | undefined>;
  /** The account that a row names, as it stands now; `gone` where there is none with its subject, whoever has its user name by now. */
  locate(account: AccountName): Promise<Result<Located, DirectoryRefusal>>;
  setPassword(account: Located, password: string): Promise<Result<undefined, DirectoryRefusal>>;
  /** Ends every session: refresh tokens, and access tokens at Cognito itself. */
  signOut(account: Located): Promise<Result<undefined, DirectoryRefusal>>;
  /** Switches an account on that was switched off. */
  enable(account: Located): Promise<Result<undefined, DirectoryRefusal>>;
}

/** The user pool of this id. */
export function makeDirectory(client: CognitoIdentityProviderClient, poolId: string, attributes: AttributeNames): Directory {
  return {
    list: async (prefix, token) => {
      const page = await client.send(
        new ListUsersCommand({
          UserPoolId: poolId,
          Limit: 60,
          Filter: `sub ^= "${prefix}"`,
          ...(token === undefined ? {} : { PaginationToken: token }),
        }),
      );
      return { accounts: (page.Users ?? []).map((user) => toAccount(user, attributes)), token: page.PaginationToken };
    },
    find: async (sub) => {
      const { Users = [] } = await client.send(new ListUsersCommand({ UserPoolId: poolId, Limit: 1, Filter: `sub = "${sub}"` }));
      return Users.map((user) => toAccount(user, attributes)).find((account) => account.sub === sub);
    },
    locate: async (account) => {
      const located = await expected(locateUser(client, poolId, account));
      if (!located.ok) return located;
      return located.value === undefined ? refused('gone') : ok(located.value);
    },
    setPassword: ({ id }, password) =>
      changed(client.send(new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: id, Password: password, Permanent: true }))),
    signOut: ({ id }) => changed(client.send(new AdminUserGlobalSignOutCommand({ UserPoolId: poolId, Username: id }))),
    enable: ({ id }) => changed(client.send(new AdminEnableUserCommand({ UserPoolId: poolId, Username: id }))),
  };
}

const { changed, expected } = refusalsOf<DirectoryRefusal>({
  TooManyRequestsException: 'throttled',
  LimitExceededException: 'limited',
  InvalidPasswordException: 'password',
  PasswordHistoryPolicyViolationException: 'password',
  UserNotFoundException: 'gone',
});

function toAccount(user: UserType, attributes: AttributeNames): DirectoryAccount {
  const values = new Map((user.Attributes ?? []).map(({ Name, Value }) => [Name, Value]));
  return {
    sub: values.get('sub') ?? '',
    username: user.Username ?? '',
    status: user.UserStatus ?? 'UNKNOWN',
    enabled: user.Enabled ?? true,
    email: values.get('email'),
    emailVerified: values.get('email_verified') === 'true',
    name: values.get('name'),
    locale: values.get('locale'),
    environment: values.get(attributes.environment),
    organisation: values.get(attributes.organisation),
    attributes: Object.fromEntries([...values].flatMap(([name, value]) => (name && value !== undefined ? [[name, value]] : []))),
    createdAt: user.UserCreateDate?.getTime(),
    modifiedAt: user.UserLastModifiedDate?.getTime(),
  };
}

/** The directory of the deployment. */
export const directory: Part<Directory> = ({ use }) => makeDirectory(use(cognito), use(userPoolId), use(attributeNames));

/** The same for functions that list no accounts: the names of attributes matter to listings only. */
export const directoryOfOne: Part<Omit<Directory, 'list'>> = ({ use }) =>
  makeDirectory(use(cognito), use(userPoolId), { environment: '', organisation: '' });
