import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Watch } from '#domain/gate/watch.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';

/** Where the watch keeps what it last saw. */
export interface WatchStore {
  /** Undefined before its first minute. */
  read(): Promise<Watch | undefined>;
  write(watch: Watch): Promise<void>;
}

/** One row of the table of the epochs, in a partition that the gate does not read. */
export function makeWatchStore(client: DynamoDBDocumentClient, table: string): WatchStore {
  const key = { pk: 'watch', sk: 'directory' };
  return {
    read: async () => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
      return (Item as { readonly watch: Watch } | undefined)?.watch;
    },
    write: async (watch) => {
      await client.send(new PutCommand({ TableName: table, Item: { ...key, watch } }));
    },
  };
}

/** What the watch saw, kept beside the epochs. */
export const watchStore: Part<WatchStore> = (sandbox) => onTable(sandbox, 'epochs', makeWatchStore);
