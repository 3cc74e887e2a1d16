import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

/** What campaigns spent on text messages, in units of {@link toUsd}. */
export interface TextSpend {
  /**
   * Takes a price from what a campaign may spend, before the text is sent: a crash or a throttle forfeits it.
   * @param price at most the ceiling
   * @returns false where it would exceed the ceiling; nothing is taken then
   */
  take(campaignId: string, price: number, ceiling: number): Promise<boolean>;
  /** Gives back the price of a text that AWS refused for a reason of ours, so that tries while it does use nothing up. */
  giveBack(campaignId: string, price: number): Promise<void>;
  /** What was taken so far. */
  spent(campaignId: string): Promise<number>;
}

/** What was spent, kept in the pace table of this name, one item a campaign. */
export function makeTextSpend(client: DynamoDBDocumentClient, table: string): TextSpend {
  const keyOf = (campaignId: string) => ({ TableName: table, Key: { pk: `texts#${campaignId}` } });
  return {
    take: async (campaignId, price, ceiling) => {
      if (price > ceiling) return false;
      try {
        await client.send(
          new UpdateCommand({
            ...keyOf(campaignId),
            UpdateExpression: 'ADD spent :price',
            ConditionExpression: 'attribute_not_exists(spent) OR spent <= :before',
            ExpressionAttributeValues: { ':price': price, ':before': ceiling - price },
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
    giveBack: async (campaignId, price) => {
      await client.send(
        new UpdateCommand({ ...keyOf(campaignId), UpdateExpression: 'ADD spent :less', ExpressionAttributeValues: { ':less': -price } }),
      );
    },
    spent: async (campaignId) =>
      Number((await client.send(new GetCommand({ ...keyOf(campaignId), ConsistentRead: true }))).Item?.spent ?? 0),
  };
}

/** What the deployment spent on text messages. */
export const textSpend: Part<TextSpend> = (sandbox) => onTable(sandbox, 'pace', makeTextSpend);
