import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Bucket } from '#domain/recovery/code-limit.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { documentClient, policies } from '../calls/clients.ts';
import { nameOf, onTable } from './on-table.ts';
import { isConditionFailure } from './transition.ts';

/** Buckets as all functions share them, each one item: `refilledAt`, the instant at which all that was taken of it would be refilled. */
export interface Buckets {
  /** Takes one out of a bucket, or nothing. Gives the ms until one can be taken: 0 where it was. */
  take(key: string, bucket: Bucket): Promise<number>;
  /** Puts `count` back; what was never taken is not kept. */
  giveBack(key: string, bucket: Bucket, count?: number): Promise<void>;
  /** The instant at which all would be refilled, in ms since 1970; in the past for a bucket that is full. */
  refilledAt(key: string): Promise<number>;
}

/** Buckets in the table of this name. */
export function makeBuckets(client: DynamoDBDocumentClient, table: string, clock: Clock): Buckets {
  const refilledAt: Buckets['refilledAt'] = async (pk) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }));
    return Number(Item?.refilledAt ?? 0);
  };
  const move = async (pk: string, to: string, condition: string, values: Readonly<Record<string, number>>): Promise<boolean> => {
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk },
          UpdateExpression: `SET refilledAt = ${to}, expiresAt = :expiresAt`,
          ConditionExpression: condition,
          // Later than any bucket needs to be refilled.
          ExpressionAttributeValues: { ...values, ':expiresAt': Math.ceil(clock.now() / 1000) + 86_400 },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };
  return {
    take: async (key, { costMs, burstMs }) => {
      // Read first: whoever is refused costs a read, and in a flood nearly everybody is.
      for (;;) {
        const now = clock.now();
        const latest = now + burstMs - costMs;
        const before = await refilledAt(key);
        if (before > latest) return before - latest;
        const taken =
          before < now
            ? move(key, ':after', 'attribute_not_exists(refilledAt) OR refilledAt < :now', { ':now': now, ':after': now + costMs })
            : move(key, 'refilledAt + :cost', 'refilledAt BETWEEN :now AND :latest', { ':cost': costMs, ':now': now, ':latest': latest });
        if (await taken) return 0;
      }
    },
    giveBack: async (key, { costMs }, count = 1) => {
      await move(key, 'refilledAt - :back', 'refilledAt > :now', { ':back': count * costMs, ':now': clock.now() });
    },
    refilledAt,
  };
}

/** Buckets of what everybody shares, kept beside the pace. */
export const buckets: Part<Buckets> = (sandbox) => onTable(sandbox, 'pace', makeBuckets);

/** Buckets of one network or one reference, kept beside the recoveries. */
export const recoveryBuckets: Part<Buckets> = (sandbox) => onTable(sandbox, 'recoveries', makeBuckets);

/** {@link recoveryBuckets} for whoever does not wait for room in the table: its throttles come back at once. */
export const hurriedRecoveryBuckets: Part<Buckets> = ({ use, platform }) =>
  makeBuckets(documentClient(platform, { ...policies.dynamodb, repeatsThrottled: false }), use(nameOf('recoveries')), platform.clock);
