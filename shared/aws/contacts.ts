import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Contact } from '#domain/next-channel.ts';
import { queryAll } from './query-all.ts';

/** Contacts in one item: two texts of at most 254 bytes each stay under 400 KB, DynamoDB's limit. */
const perItem = 350;

/** The contacts of the organisations, as they came with a plan. */
export interface Contacts {
  /** Keeps them. Writing the same again changes nothing. */
  put(campaignId: string, contacts: readonly Contact[]): Promise<void>;
  list(campaignId: string): Promise<readonly Contact[]>;
}

/** Contacts in the campaigns' table of this name. */
export function makeContacts(client: DynamoDBDocumentClient, table: string): Contacts {
  return {
    put: async (pk, contacts) => {
      for (let from = 0; from < contacts.length; from += perItem) {
        const sk = `contacts#${String(from / perItem).padStart(4, '0')}`;
        await client.send(new PutCommand({ TableName: table, Item: { pk, sk, contacts: contacts.slice(from, from + perItem) } }));
      }
    },
    list: async (pk) => {
      const items = await queryAll<{ readonly contacts: readonly Contact[] }>(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': pk, ':prefix': 'contacts#' },
        ConsistentRead: true,
      });
      return items.flatMap((item) => item.contacts);
    },
  };
}
