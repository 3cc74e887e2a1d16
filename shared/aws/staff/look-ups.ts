import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { lookUpLimits } from '#domain/staff/look-up.ts';
import { foldName } from '#domain/staff/person.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

/** How often each person has looked accounts up. */
export interface LookUps {
  /**
   * Takes look-ups of a person by username, all or none; false where they would have more than they may have in this hour or day (UTC).
   * @param count 1 to {@link lookUpLimits}`.perHour`
   */
  take(username: string, count: number): Promise<boolean>;
}

/** Look-ups in the table of this name, where the mail rate is kept too. */
export function makeLookUps(client: DynamoDBDocumentClient, table: string, clock: Clock): LookUps {
  return {
    take: async (username, count) => {
      const nowMs = clock.now();
      const day = Math.floor(nowMs / 86_400_000);
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: { pk: `look-ups#${day}#${foldName(username)}` },
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
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}

/** The look-ups of the deployment. */
export const lookUps: Part<LookUps> = (sandbox) => onTable(sandbox, 'pace', makeLookUps);
