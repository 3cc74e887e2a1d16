import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { lookUpLimits } from '#domain/staff/look-up.ts';
import { foldName } from '#domain/staff/person.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

/** How often each person has looked accounts up. */
export interface LookUps {
  /**
   * Takes look-ups of a person by username, all or none. Gives 0, or, where they would have more than they may have, ms until the hour or the day (UTC) ends
   * that is used up.
   * @param count 1 to {@link lookUpLimits}`.perHour`
   */
  take(username: string, count: number): Promise<number>;
}

/** Look-ups in the table of this name, where the mail rate is kept too. */
export function makeLookUps(client: DynamoDBDocumentClient, table: string, clock: Clock): LookUps {
  return {
    take: async (username, count) => {
      const nowMs = clock.now();
      const day = Math.floor(nowMs / 86_400_000);
      const Key = { pk: `look-ups#${day}#${foldName(username)}` };
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key,
            UpdateExpression: 'ADD #day :count, #hour :count SET expiresAt = :expiresAt',
            ConditionExpression:
              '(attribute_not_exists(#day) OR #day <= :leftOfDay) AND (attribute_not_exists(#hour) OR #hour <= :leftOfHour)',
            ExpressionAttributeNames: { '#day': 'day', '#hour': `hour${new Date(nowMs).getUTCHours()}` },
            ExpressionAttributeValues: {
              ':count': count,
              ':leftOfDay': lookUpLimits.perDay - count,
              ':leftOfHour': lookUpLimits.perHour - count,
              ':expiresAt': (day + 2) * 86_400,
            },
          }),
        );
        return 0;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
        const isDayUsedUp = Number(Item?.day ?? 0) > lookUpLimits.perDay - count;
        return isDayUsedUp ? (day + 1) * 86_400_000 - nowMs : 3_600_000 - (nowMs % 3_600_000);
      }
    },
  };
}

/** The look-ups of the deployment. */
export const lookUps: Part<LookUps> = (sandbox) => onTable(sandbox, 'pace', makeLookUps);
