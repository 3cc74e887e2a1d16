import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Clock, Ids } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

/** How long a key of a request counts, in ms. Afterwards the same key is a new one. */
export const keyLastsMs = 86_400_000;

/** A key that counts for a request. */
export interface TakenKey {
  /** What the request is numbered by, the same whenever it is repeated (a ULID). */
  readonly number: string;
  /** Whether the same request took it before. */
  readonly isRepeated: boolean;
}

/** The idempotency keys that people sent with their requests. Each person has their own. */
export interface IdempotencyKeys {
  /**
   * Takes a key for a request of a person. Undefined where the key was taken for another request within a day.
   * @param request what it asks for; compared as JSON
   */
  take(username: string, key: string, request: unknown): Promise<TakenKey | undefined>;
  /** Lets a key be taken for any request again, as nothing was done for the one of this number. */
  giveBack(username: string, key: string, number: string): Promise<void>;
}

/** Keys in the table of this name, where the mail rate is kept too. Kept are hashes, so no body of a request. */
export function makeIdempotencyKeys(client: DynamoDBDocumentClient, table: string, clock: Clock, ids: Ids): IdempotencyKeys {
  const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
  const keyOf = (username: string, key: string) => ({ pk: `idempotency-key#${hashOf([username, key])}` });
  const nowSeconds = () => Math.floor(clock.now() / 1000);
  const update = async (Key: { readonly pk: string }, change: Omit<UpdateCommandInput, 'TableName' | 'Key'>) => {
    try {
      await client.send(new UpdateCommand({ TableName: table, Key, ...change }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };
  return {
    take: async (username, key, request) => {
      const [Key, hash, number] = [keyOf(username, key), hashOf(request), ids.next()];
      const isNew = await update(Key, {
        UpdateExpression: 'SET #request = :request, #number = :number, expiresAt = :expiresAt',
        // DynamoDB removes what has expired days later.
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
        ExpressionAttributeNames: { '#request': 'request', '#number': 'number' },
        ExpressionAttributeValues: {
          ':request': hash,
          ':number': number,
          ':now': nowSeconds(),
          ':expiresAt': Math.ceil((clock.now() + keyLastsMs) / 1000),
        },
      });
      if (isNew) return { number, isRepeated: false };
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item?.request === hash ? { number: String(Item.number), isRepeated: true } : undefined;
    },
    giveBack: async (username, key, number) => {
      await update(keyOf(username, key), {
        UpdateExpression: 'SET expiresAt = :now',
        ConditionExpression: '#number = :number',
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: { ':number': number, ':now': nowSeconds() },
      });
    },
  };
}

/** Keys in the table where the mail rate is kept too. */
export const idempotencyKeys: Part<IdempotencyKeys> = (sandbox) =>
  onTable(sandbox, 'pace', (client, table, clock) => makeIdempotencyKeys(client, table, clock, sandbox.platform.ids));
