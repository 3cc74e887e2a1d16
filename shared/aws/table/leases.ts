import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Platform } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from './on-table.ts';
import { isConditionFailure } from './transition.ts';

/** A hold on one account, for whoever changes its password or sessions: a recovery or the sweep, never both. */
export interface AccountLease {
  readonly sub: string;
  /** Rises with every lease of the account; what is written to the account's rows carries it, so an older holder writes nothing any more. */
  readonly fence: number;
  /** Until when nobody else may take it, in ms since 1970. */
  readonly untilMs: number;
}

/** Leases on accounts. */
export interface AccountLeases {
  /**
   * Takes an account that nobody holds; undefined where somebody does. A lease must outlast the invocation that took it: Lambda ends
   * what runs over its time, so a call to Cognito under an old lease cannot come late.
   * @param untilMs in ms since 1970, at most an hour from now
   */
  take(sub: string, untilMs: number): Promise<AccountLease | undefined>;
  /** Gives it back before it runs out. */
  release(lease: AccountLease): Promise<void>;
}

/** Leases in the table of this name. */
export function makeAccountLeases(
  client: DynamoDBDocumentClient,
  table: string,
  { clock, ids }: Pick<Platform, 'clock' | 'ids'>,
): AccountLeases {
  const write = async (sub: string, expression: string, condition: string, values: Record<string, number | string>): Promise<boolean> => {
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: `account#${sub}` },
          UpdateExpression: expression,
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#until': 'until' },
          ExpressionAttributeValues: values,
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };
  return {
    take: async (sub, untilMs) => {
      const now = clock.now();
      // Without the holder, two who ask in the same ms write the same, and one of them could take the other's write for its own.
      const taken = await write(
        sub,
        'SET #until = :until, fence = :now, holder = :holder, expiresAt = :expiresAt',
        'attribute_not_exists(fence) OR (#until < :now AND fence < :now)',
        { ':until': untilMs, ':now': now, ':holder': ids.next(), ':expiresAt': Math.ceil(untilMs / 1000) + 3_600 },
      );
      return taken ? { sub, fence: now, untilMs } : undefined;
    },
    release: async ({ sub, fence }) => {
      await write(sub, 'SET #until = :past', 'fence = :fence', { ':past': 0, ':fence': fence });
    },
  };
}

/** The leases, kept beside the recoveries. */
export const accountLeases: Part<AccountLeases> = (sandbox) =>
  onTable(sandbox, 'recoveries', (client, table) => makeAccountLeases(client, table, sandbox.platform));
