import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { hourMs, hourParts, type MailHour, partMs } from '#domain/recovery/capacity.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';

/** Notices and people by the hour, as all functions share them. */
export interface MailHours {
  /** Counts notices that SES accepted. */
  countSent(recipients: number): Promise<void>;
  /** Counts somebody who typed the right code. */
  countArrival(): Promise<void>;
  /** Counts a mail of a recovery that SES accepted: a `plain` one is a code that was asked for without a reference. */
  countCode(kind: 'plain' | 'referred'): Promise<void>;
  /** This hour and the 24 before it, the oldest first. */
  last(): Promise<readonly MailHour[]>;
}

/** The hours in the table of this name, where the mail rate is kept too: what it says of the last day is counted at once, and made exact every minute. */
export function makeMailHours(client: DynamoDBDocumentClient, table: string, clock: Clock): MailHours {
  const hourNow = () => Math.floor(clock.now() / hourMs);
  const update = (
    pk: string,
    UpdateExpression: string,
    names: Readonly<Record<string, string>>,
    values: Readonly<Record<string, number>>,
  ) =>
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk },
        UpdateExpression,
        ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
        ExpressionAttributeValues: values,
      }),
    );
  const add = async (name: 'sent' | 'arrivals' | 'codes', count: number, plain = 0) => {
    const hour = hourNow();
    const part = `${name}${Math.floor((clock.now() % hourMs) / partMs)}`;
    const values = { ':count': count, ':plain': plain, ':expiresAt': (hour + 30) * 3_600 };
    await update(
      `hour#${hour}`,
      'ADD #all :count, #part :count, plain :plain SET expiresAt = :expiresAt',
      { '#all': name, '#part': part },
      values,
    );
  };
  const read = async (hour: number): Promise<MailHour> => {
    const { Item = {} } = await client.send(new GetCommand({ TableName: table, Key: { pk: `hour#${hour}` }, ConsistentRead: true }));
    const count = (name: string) => Number(Item[name] ?? 0);
    const each = (name: string) => Array.from({ length: hourParts }, (_, part) => count(`${name}${part}`));
    return {
      sent: count('sent'),
      arrivals: count('arrivals'),
      codes: count('codes'),
      plain: count('plain'),
      sentIn: each('sent'),
      arrivalsIn: each('arrivals'),
    };
  };
  return {
    countSent: async (recipients) => {
      await add('sent', recipients);
      await update('mail', 'ADD noticesLastDay :count', {}, { ':count': recipients });
    },
    countArrival: () => add('arrivals', 1),
    countCode: async (kind) => {
      const plain = kind === 'plain' ? 1 : 0;
      await add('codes', 1, plain);
      const values = { ':one': 1, ':plain': plain, ':now': clock.now() };
      await update('mail', 'ADD codesLastDay :one, plainLastDay :plain SET codeTakenAt = :now', {}, values);
    },
    last: () => Promise.all(Array.from({ length: 25 }, (_, index) => read(hourNow() - 24 + index))),
  };
}

/** The mails of the last hours of the deployment. */
export const mailHours: Part<MailHours> = (sandbox) => onTable(sandbox, 'pace', makeMailHours);
