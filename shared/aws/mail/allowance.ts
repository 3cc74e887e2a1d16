import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type AllowanceCategory, costMs, horizonMs, patienceMs, type Taker } from '#domain/pacing/allowance.ts';
import type { Clock } from '#shared/platform.ts';
import { cognitoRates } from '#shared/settings.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

/** Cognito's fixed request rates, or another rate of AWS, as all functions share them. Whoever calls takes first. */
export interface Allowance<C extends string = AllowanceCategory> {
  /**
   * Takes calls of a category, or nothing. Gives the ms to wait before they are made: 0 for the sweep, up to {@link patienceMs} for a recovery or a
   * text message, which gets its turn in the order of asking. Undefined where there is nothing left for this taker now; asking again is a new turn.
   * @param calls at least 1
   */
  take(category: C, taker: Taker, calls: number): Promise<number | undefined>;
  /** AWS throttled a call, so others use the category too: nothing is left of this second, whatever the number says. */
  push(category: C): Promise<void>;
}

/**
 * The allowance kept in the table of this name, one item a category: `refilledAt`, the instant at which all that was taken would be refilled.
 * @param perSecond calls a second that AWS allows, by category
 */
export function makeAllowance<C extends string = AllowanceCategory>(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
  perSecond: Readonly<Record<C, number>>,
): Allowance<C> {
  /** The instant after the write; undefined where the condition does not hold. */
  const move = async (category: C, to: string, condition: string, values: Readonly<Record<string, number>>) => {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: `allowance#${category}` },
          UpdateExpression: `SET refilledAt = ${to}`,
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Attributes?.refilledAt as number;
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };
  return {
    take: async (category, taker, calls) => {
      const now = clock.now();
      const cost = Math.round(1000 * costMs(calls, perSecond[category])) / 1000;
      const latest = horizonMs(taker, now) + patienceMs[taker] - cost;
      if (latest < now) return undefined;
      const behind = () =>
        move(category, 'refilledAt + :cost', 'refilledAt BETWEEN :now AND :latest', { ':now': now, ':latest': latest, ':cost': cost });
      const afresh = () =>
        move(category, ':after', 'attribute_not_exists(refilledAt) OR refilledAt < :now', { ':now': now, ':after': now + cost });
      // Asked again at the end, as somebody else may have begun afresh in between.
      const refilledAt = (await behind()) ?? (await afresh()) ?? (await behind());
      return refilledAt === undefined ? undefined : Math.max(0, Math.ceil(refilledAt - horizonMs(taker, now)));
    },
    push: async (category) => {
      const empty = clock.now() + 1000;
      await move(category, ':empty', 'attribute_not_exists(refilledAt) OR refilledAt < :empty', { ':empty': empty });
    },
  };
}

/** The allowance of Cognito's rates. */
export const cognitoAllowance: Part<Allowance> = (sandbox) =>
  onTable(sandbox, 'pace', (client, table, clock) => makeAllowance(client, table, clock, sandbox.use(cognitoRates)));
