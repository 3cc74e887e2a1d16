import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderRow } from '#domain/order.ts';
import { isConditionFailure } from './transition.ts';

/** The orders of people about the notices. */
export interface Orders {
  get(campaignId: string, id: string): Promise<OrderRow | undefined>;
  /** Writes an order, unless it is there already; gives it as it stands. */
  begin(row: OrderRow): Promise<OrderRow>;
  /** Notes that it was carried out. */
  end(row: OrderRow): Promise<void>;
}

/** Orders in the campaigns' table of this name. */
export function makeOrders(client: DynamoDBDocumentClient, table: string): Orders {
  const keyOf = ({ campaignId, id }: Pick<OrderRow, 'campaignId' | 'id'>) => ({ pk: campaignId, sk: `order#${id}` });
  const read = async (key: Pick<OrderRow, 'campaignId' | 'id'>) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
    return Item as OrderRow | undefined;
  };
  return {
    get: (campaignId, id) => read({ campaignId, id }),
    begin: async (row) => {
      try {
        const Item = { ...keyOf(row), ...row };
        await client.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
        return row;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        return (await read(row)) ?? row;
      }
    },
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
