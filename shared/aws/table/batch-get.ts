import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Keys that one BatchGetItem takes (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html). */
const mostKeys = 100;

/** What is read. */
export interface BatchRead {
  readonly table: string;
  /** Any number of keys, no two the same. */
  readonly keys: readonly Readonly<Record<string, string>>[];
  /** @default false */
  readonly consistent?: boolean;
}

/**
 * The items there are among these keys, all of them: 100 keys a call, the calls at once. What a call leaves unprocessed (over 16 MB, or a part was
 * throttled) is asked for again.
 * @throws Error named `ThrottlingException` where a call leaves everything unprocessed
 */
export async function batchGet<T>(client: DynamoDBDocumentClient, { table, keys, consistent = false }: BatchRead): Promise<readonly T[]> {
  const read = async (wanted: BatchRead['keys']): Promise<readonly T[]> => {
    const items: T[] = [];
    for (let left = [...wanted]; left.length > 0; ) {
      const request = { RequestItems: { [table]: { Keys: left, ConsistentRead: consistent } } };
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand(request));
      items.push(...((Responses?.[table] ?? []) as T[]));
      const unprocessed = (UnprocessedKeys?.[table]?.Keys ?? []) as Record<string, string>[];
      if (unprocessed.length === left.length) {
        throw Object.assign(new Error(`nothing of a batch of ${table} could be read`), { name: 'ThrottlingException' });
      }
      left = unprocessed;
    }
    return items;
  };
  const parts = Array.from({ length: Math.ceil(keys.length / mostKeys) }, (_, part) => keys.slice(part * mostKeys, (part + 1) * mostKeys));
  return (await Promise.all(parts.map(read))).flat();
}
