import {
  AdminDisableUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { SweepRefusal } from '#domain/account/sweep-plan.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { userPoolId } from '#shared/settings.ts';
import type { Part } from '#shared/wiring.ts';
import { cognito } from '../calls/clients.ts';
import { type AccountName, type Located, locateUser } from './located.ts';
import { refusalsOf } from './refusals.ts';

/** Why a call of the sweep came to nothing; `throttled`: the rate of all pools of this AWS account is used up, try again in a second. */
type SweepFailure = 'throttled' | SweepRefusal;

/** What a call of the sweep comes to. */
export type SweepAnswer = Result<undefined, SweepFailure>;

/**
 * What the sweep does in the directory. Whatever else goes wrong is thrown.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html: a disabled user cannot sign in and all
 * access tokens are revoked, so nothing more is to be called for it.
 */
export interface Sweeper {
  /** The account that a row names, as it stands now; `gone` where there is none with its subject, whoever has its user name by now. */
  locate(account: AccountName): Promise<Result<Located, SweepFailure>>;
  setPassword(account: Located, password: string): Promise<SweepAnswer>;
  signOut(account: Located): Promise<SweepAnswer>;
  disable(account: Located): Promise<SweepAnswer>;
}

/** The user pool of this id. */
export function makeSweeper(client: CognitoIdentityProviderClient, poolId: string): Sweeper {
  const user = ({ id }: Located) => ({ UserPoolId: poolId, Username: id });
  return {
    locate: async (account) => {
      const located = await expected(locateUser(client, poolId, account));
      if (!located.ok) return located;
      return located.value === undefined ? refused('gone') : ok(located.value);
    },
    setPassword: (account, password) =>
      changed(client.send(new AdminSetUserPasswordCommand({ ...user(account), Password: password, Permanent: true }))),
    signOut: (account) => changed(client.send(new AdminUserGlobalSignOutCommand(user(account)))),
    disable: (account) => changed(client.send(new AdminDisableUserCommand(user(account)))),
  };
}

/** `LimitExceededException` is about this one user, and no throttle: the SDK's own retries take it for one. */
const { changed, expected } = refusalsOf<SweepFailure>({
  TooManyRequestsException: 'throttled',
  LimitExceededException: 'limited',
  UserNotFoundException: 'gone',
  InvalidParameterException: 'state',
  InvalidPasswordException: 'state',
  NotAuthorizedException: 'state',
  UnsupportedUserStateException: 'state',
});

/** The sweeper of the directory. */
export const sweeper: Part<Sweeper> = ({ use }) => makeSweeper(use(cognito), use(userPoolId));
