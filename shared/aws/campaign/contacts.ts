import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Contact } from '#domain/next-channel/next-channel.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';
import { queryPrefix } from '../table/query-all.ts';

/** Contacts in one item: two texts of at most 254 bytes each stay under 400 KB, DynamoDB's limit. */
const perItem = 350;

/** The contacts of the organisations, as they came with a plan. */
export interface Contacts {
  list(campaignId: string): Promise<readonly Contact[]>;
}

/** Keeps the contacts of a plan: what stands there already is never written over. */
export async function putContacts(client: DynamoDBDocumentClient, table: string, pk: string, contacts: readonly Contact[]): Promise<void> {
  for (let from = 0; from < contacts.length; from += perItem) {
    const sk = `contacts#${String(from / perItem).padStart(4, '0')}`;
    await putIfAbsent(client, table, { pk, sk, contacts: contacts.slice(from, from + perItem) });
  }
}

/** Contacts in the campaigns' table of this name. */
export function makeContacts(client: DynamoDBDocumentClient, table: string): Contacts {
  return {
    list: async (pk) => {
      const items = await queryPrefix<{ readonly contacts: readonly Contact[] }>(client, table, pk, 'contacts#');
      return items.flatMap((item) => item.contacts);
    },
  };
}

/** The contacts, kept beside their campaigns. */
export const contacts: Part<Contacts> = (sandbox) => onTable(sandbox, 'campaigns', makeContacts);
