import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { RefusedMail } from '#domain/notice/mail-outcome.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';

/** What SES refused to send to single addresses, by a key that does not tell the address. Forgotten after a day. */
export interface RefusedMails {
  get(key: string): Promise<RefusedMail | undefined>;
  put(key: string, refused: RefusedMail): Promise<void>;
  /** SES took a mail to the address after all. */
  forget(key: string): Promise<void>;
}

/** Refused mails in the recoveries' table of this name. */
export function makeRefusedMails(client: DynamoDBDocumentClient, table: string, clock: Clock): RefusedMails {
  return {
    get: async (pk) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }));
      return Item as RefusedMail | undefined;
    },
    put: async (pk, refused) => {
      const expiresAt = Math.ceil(clock.now() / 1000) + 86_400;
      await client.send(new PutCommand({ TableName: table, Item: { pk, ...refused, expiresAt } }));
    },
    forget: async (pk) => {
      await client.send(new DeleteCommand({ TableName: table, Key: { pk } }));
    },
  };
}

/** The refused mails, kept beside the recoveries. */
export const refusedMails: Part<RefusedMails> = (sandbox) => onTable(sandbox, 'recoveries', makeRefusedMails);
