import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { hourMs, hourParts, type MailHour, partMs } from '#domain/crowd.ts';
import type { Clock } from '#shared/platform.ts';

/** Notices and people by the hour, as all functions share them. */
export interface MailHours {
  /** Counts notices that SES accepted. */
  countSent(recipients: number): Promise<void>;
  /** Counts somebody who got a code. */
  countArrival(): Promise<void>;
  /** This hour and the 24 before it, the oldest first. */
  last(): Promise<readonly MailHour[]>;
}

/** The hours in the table of this name, where the mail rate is kept too. */
export function makeMailHours(client: DynamoDBDocumentClient, table: string, clock: Clock): MailHours {
  const hourNow = () => Math.floor(clock.now() / hourMs);
  const add = async (name: 'sent' | 'arrivals', count: number) => {
    const hour = hourNow();
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: `hour#${hour}` },
        UpdateExpression: 'ADD #all :count, #part :count SET expiresAt = :expiresAt',
        ExpressionAttributeNames: { '#all': name, '#part': `${name}${Math.floor((clock.now() % hourMs) / partMs)}` },
        ExpressionAttributeValues: { ':count': count, ':expiresAt': (hour + 30) * 3_600 },
      }),
    );
  };
  const read = async (hour: number): Promise<MailHour> => {
    const { Item = {} } = await client.send(new GetCommand({ TableName: table, Key: { pk: `hour#${hour}` }, ConsistentRead: true }));
    const count = (name: string) => Number(Item[name] ?? 0);
    const each = (name: string) => Array.from({ length: hourParts }, (_, part) => count(`${name}${part}`));
    return { sent: count('sent'), arrivals: count('arrivals'), sentIn: each('sent'), arrivalsIn: each('arrivals') };
  };
  return {
    countSent: (recipients) => add('sent', recipients),
    countArrival: () => add('arrivals', 1),
    last: () => Promise.all(Array.from({ length: 25 }, (_, index) => read(hourNow() - 24 + index))),
  };
}
