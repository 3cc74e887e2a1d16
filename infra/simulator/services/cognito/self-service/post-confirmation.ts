import type { Cognito } from '../context.ts';
import type { Client } from '../pool/client.ts';
import { userAttributes } from '../tokens/issue.ts';
import { runTrigger } from '../triggers.ts';
import type { User } from '../users/user.ts';

/** Runs PostConfirmation. The user is confirmed by then, whatever it throws. */
export async function postConfirmation(
  cognito: Cognito,
  client: Pick<Client, 'id' | 'pool'>,
  user: User,
  triggerSource: 'PostConfirmation_ConfirmSignUp' | 'PostConfirmation_ConfirmForgotPassword',
  metadata: Readonly<Record<string, string>> | undefined,
): Promise<void> {
  await runTrigger(cognito.world, cognito.invokeTrigger, client, 'PostConfirmation', () => ({
    triggerSource,
    userName: user.username,
    request: { userAttributes: userAttributes(user), ...(metadata === undefined ? {} : { clientMetadata: metadata }) },
    response: {},
  }));
}
