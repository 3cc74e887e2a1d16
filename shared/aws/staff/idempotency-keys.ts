import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { foldName } from '#domain/staff/person.ts';
import type { Clock, Ids } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';

/** How long a key of a request counts, in ms. Afterwards the same key is a new one. */
export const keyLastsMs = 86_400_000;

/** The idempotency keys that people sent with their requests. */
export interface IdempotencyKeys {
  /**
   * Takes a key for a request of a person; gives what the request is numbered by, the same whenever it is repeated (a ULID). Undefined where the key
   * was taken for another request within a day.
   * @param request what it asks for; compared as JSON
   */
  take(username: string, key: string, request: unknown): Promise<string | undefined>;
}

/** Keys in the table of this name, where the mail rate is kept too. Kept are hashes, so no body of a request. */
export function makeIdempotencyKeys(client: DynamoDBDocumentClient, table: string, clock: Clock, ids: Ids): IdempotencyKeys {
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
  return {
    take: async (username, key, request) => {
      const hash = hashOf(JSON.stringify(request));
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: `idempotency-key#${hashOf(JSON.stringify([foldName(username), key]))}` },
          UpdateExpression:
            'SET #request = if_not_exists(#request, :request), #number = if_not_exists(#number, :number), expiresAt = if_not_exists(expiresAt, :expiresAt)',
          ExpressionAttributeNames: { '#request': 'request', '#number': 'number' },
          ExpressionAttributeValues: {
            ':request': hash,
            ':number': ids.next(),
            ':expiresAt': Math.ceil((clock.now() + keyLastsMs) / 1000),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Attributes?.request === hash ? String(Attributes.number) : undefined;
    },
  };
}

/** Keys in the table where the mail rate is kept too. */
export const idempotencyKeys: Part<IdempotencyKeys> = (sandbox) =>
  onTable(sandbox, 'pace', (client, table, clock) => makeIdempotencyKeys(client, table, clock, sandbox.platform.ids));
