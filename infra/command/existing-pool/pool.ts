import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  type LambdaConfigType,
  UpdateUserPoolCommand,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { ok, type Result } from '#domain/result.ts';
import { type Difference, differences } from './differences.ts';
import { cannot, failed, type Refusal } from './refusal.ts';
import { type PoolConfiguration, unknownSettings, updateRequest } from './settings.ts';

/**
 * All settings of a user pool. Refused where it has one that this version does not know, as an update would reset it, unless its path is in `despite`.
 */
export async function readPool(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  despite: readonly string[] = [],
): Promise<Result<PoolConfiguration, Refusal>> {
  let operation = 'DescribeUserPool';
  try {
    const { pool, unknown } = await describe(client, UserPoolId);
    const risky = unknown.filter((setting) => !despite.includes(setting));
    if (risky.length > 0) {
      return cannot(
        `the pool ${UserPoolId} has settings that this version of Sluis does not know, so that its update would reset them: ${risky.join(', ')}; allowed: a version with a newer AWS SDK, or to risk them with --despite ${risky.join(' ')}; nothing was changed`,
      );
    }
    operation = 'GetUserPoolMfaConfig';
    const { $metadata: _answer, ...mfa } = await client.send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
    return ok({ pool, mfa });
  } catch (error) {
    return failed(operation, UserPoolId, error, 'nothing was changed');
  }
}

/** Gives a pool these triggers, and sees that nothing else became different. @returns what did, which is nothing if all is well */
export async function changeTriggers(
  client: CognitoIdentityProviderClient,
  old: PoolConfiguration,
  triggers: LambdaConfigType,
  despite: readonly string[] = [],
): Promise<Result<readonly Difference[], Refusal>> {
  const id = old.pool.Id ?? '';
  try {
    await client.send(new UpdateUserPoolCommand(updateRequest(old.pool, triggers)));
  } catch (error) {
    return failed('UpdateUserPool', id, error, wasRefused(error) ? 'nothing was changed' : 'whether it was carried out, --dry-run shows');
  }
  const read = await readPool(client, id, despite);
  if (!read.ok)
    return cannot(`${read.error.line.replace(/; nothing was changed$/, '')}; this was after the update, so run the command again`);
  return ok(differences({ ...old, pool: { ...old.pool, LambdaConfig: triggers } }, read.value));
}

/** The pool as Cognito sends it, and what the SDK's model lacks of it. */
async function describe(client: CognitoIdentityProviderClient, UserPoolId: string) {
  const command = new DescribeUserPoolCommand({ UserPoolId });
  let sent: UserPoolType | undefined;
  // Nearest to the wire, so that it sees the answer before it is read into the SDK's model.
  command.middlewareStack.add(
    (next) => async (input) => {
      const answer = await next(input);
      const response = answer.response as { statusCode: number; body: unknown };
      const bytes = response.body instanceof Uint8Array ? response.body : await client.config.streamCollector(response.body);
      if (response.statusCode === 200) sent = (JSON.parse(new TextDecoder().decode(bytes)) as { UserPool?: UserPoolType }).UserPool;
      return { ...answer, response: Object.assign(response, { body: bytes }) };
    },
    { step: 'deserialize', priority: 'low', name: 'keepAnswer' },
  );
  const { UserPool = {} } = await client.send(command);
  return { pool: sent ?? UserPool, unknown: unknownSettings(sent ?? UserPool, UserPool) };
}

/** A request that Cognito understood and did not carry out. */
function wasRefused(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500;
}
