import { AdminGetUserCommand, type CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

/** An account as a campaign's row names it. */
export interface AccountName {
  readonly sub: string;
  /** As it was when the campaign was planned; somebody else may have it by now. */
  readonly username: string;
}

/** An account that the directory has at this moment, whose subject was compared a moment ago. Made by {@link locateUser} alone. */
export interface Located {
  readonly sub: string;
  /** What operations of staff take for it. */
  readonly id: string;
  /** Its user name, which sign-ins take. */
  readonly username: string;
}

/**
 * Looks an account up by its subject; undefined where the directory has it no more. Operations of staff take a subject in place of a user name
 * (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html), but it is not documented which account they mean
 * where somebody chose the subject of another one as user name or alias. So the subject of what was found is compared, and where it is another one the
 * user name is tried. Counts for the month's active users, as what follows does; one or two calls of `UserRead` (120 a second, adjustable).
 */
export async function locateUser(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  { sub, username }: AccountName,
): Promise<Located | undefined> {
  // A row whose personal data was erased has no user name, and Cognito takes none of no length.
  for (const id of new Set([sub, username || sub])) {
    const found = await getUser(client, UserPoolId, id);
    const subject = found?.UserAttributes?.find(({ Name }) => Name === 'sub')?.Value;
    if (found?.Username !== undefined && subject === sub) return { sub, id, username: found.Username };
  }
  return undefined;
}

async function getUser(client: CognitoIdentityProviderClient, UserPoolId: string, Username: string) {
  try {
    return await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
  } catch (error) {
    if (error instanceof Error && error.name === 'UserNotFoundException') return undefined;
    throw error;
  }
}
