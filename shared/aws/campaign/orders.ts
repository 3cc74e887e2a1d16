import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DownloadRow, LookUpRow, OrderRow, RedriveRow, TestAlarmRow } from '#domain/staff/order.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';

/** An order of any kind. */
export type AnyOrder = OrderRow | RedriveRow | DownloadRow | LookUpRow | TestAlarmRow;

/** Where an order stands. */
type OrderKey = Pick<OrderRow, 'campaignId' | 'id'> | Pick<RedriveRow, 'queue' | 'id'> | Pick<TestAlarmRow, 'slot' | 'id'>;

/** The orders of people: about the notices of a campaign, to have a list of steps as a file, to look accounts up, to redrive a dead-letter queue, and to test the alarms. */
export interface Orders {
  get(key: OrderKey): Promise<AnyOrder | undefined>;
  /** Writes an order, unless it is there already; gives it as it stands. */
  begin<T extends AnyOrder>(row: T): Promise<T & Pick<AnyOrder, 'done'>>;
  /** Notes that it was carried out. */
  end(row: AnyOrder): Promise<void>;
}

/** Orders in the campaigns' table of this name. */
export function makeOrders(client: DynamoDBDocumentClient, table: string): Orders {
  const partOf = (row: OrderKey) => ('queue' in row ? 'dead-letters' : 'slot' in row ? 'alarms' : row.campaignId);
  const keyOf = (row: OrderKey) => ({ pk: partOf(row), sk: `order#${row.id}` });
  const read = async <T extends OrderKey>(key: T) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
    return Item as (T & AnyOrder) | undefined;
  };
  return {
    get: read,
    begin: async (row) => ((await putIfAbsent(client, table, { ...keyOf(row), ...row })) ? row : ((await read(row)) ?? row)),
    end: async (row) => {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(row),
          UpdateExpression: 'SET done = :done',
          ExpressionAttributeValues: { ':done': true },
        }),
      );
    },
  };
}

/** The orders, kept beside their campaigns. */
export const orders: Part<Orders> = (sandbox) => onTable(sandbox, 'campaigns', makeOrders);
