import {
  AdminDisableUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { ok, type Result, refused } from '#domain/result.ts';
import type { SweepRefusal } from '#domain/sweep-plan.ts';

/** What a call of the sweep comes to; `throttled`: the rate of all pools of this AWS account is used up, try again in a second. */
export type SweepAnswer = Result<undefined, 'throttled' | SweepRefusal>;

/**
 * What the sweep does in the directory. Whatever else goes wrong is thrown.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html: a disabled user cannot sign in and all
 * access tokens are revoked, so nothing more is to be called for it.
 */
export interface Sweeper {
  setPassword(username: string, password: string): Promise<SweepAnswer>;
  signOut(username: string): Promise<SweepAnswer>;
  disable(username: string): Promise<SweepAnswer>;
}

/** The user pool of this id. */
export function makeSweeper(client: CognitoIdentityProviderClient, poolId: string): Sweeper {
  const user = (Username: string) => ({ UserPoolId: poolId, Username });
  return {
    setPassword: (username, password) =>
      expected(client.send(new AdminSetUserPasswordCommand({ ...user(username), Password: password, Permanent: true }))),
    signOut: (username) => expected(client.send(new AdminUserGlobalSignOutCommand(user(username)))),
    disable: (username) => expected(client.send(new AdminDisableUserCommand(user(username)))),
  };
}

/** `LimitExceededException` is about this one user, and no throttle: the SDK's own retries take it for one. */
const refusals: Readonly<Record<string, 'throttled' | SweepRefusal>> = {
  TooManyRequestsException: 'throttled',
  LimitExceededException: 'limited',
  UserNotFoundException: 'gone',
  InvalidParameterException: 'state',
  InvalidPasswordException: 'state',
  NotAuthorizedException: 'state',
  UnsupportedUserStateException: 'state',
};

async function expected(call: Promise<unknown>): Promise<SweepAnswer> {
  try {
    await call;
    return ok(undefined);
  } catch (error) {
    const refusal = error instanceof Error ? refusals[error.name] : undefined;
    if (refusal === undefined) throw error;
    return refused(refusal);
  }
}
