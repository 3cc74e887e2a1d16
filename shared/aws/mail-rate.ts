import { type DynamoDBDocumentClient, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { isThrottleBurst, type MailQuota, type MailRate, quotaAgeMs, slowed } from '#domain/mail-rate.ts';
import type { Clock } from '#shared/platform.ts';
import { isConditionFailure } from './transition.ts';

/** Least time between two readings of the quota, in ms: SES answers once a second. */
const leastAgeMs = 1_000;

/** The mail rate of the AWS account, as all functions share it. */
export interface MailRates {
  get(): Promise<MailRate>;
  /**
   * Reads the quota by `read` when it is older than 15 s or a new reading was asked for, unless somebody else is at it; gives the rate as it stands.
   * @throws Error of `read`; the quota then stays as it is, and is tried again 15 s later
   */
  refreshed(read: () => Promise<MailQuota>): Promise<MailRate>;
  /** Has the quota read again before the next slot: somebody raised it, or SES throttles. */
  refreshQuota(): Promise<void>;
  /** Counts recipients that SES throttled in this second; a burst slows all senders and has the quota read again. */
  throttled(recipients: number): Promise<void>;
  /** Sets how many notices a second go out at most, over 0, all campaigns together; undefined takes the limit away. */
  setCeiling(perSecond: number | undefined, by: string): Promise<void>;
  /** Counts notices that SES accepted, by the hour. */
  countSent(recipients: number): Promise<void>;
  /** Notices accepted in this hour and the 24 before it, the oldest first. */
  sentByHour(): Promise<readonly number[]>;
}

const hourMs = 3_600_000;

/** The mail rate in the table of this name. */
export function makeMailRates(client: DynamoDBDocumentClient, table: string, clock: Clock): MailRates {
  const get = async (pk: string) =>
    (await client.send(new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }))).Item as
      | Record<string, unknown>
      | undefined;
  const update = async (pk: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>) => {
    try {
      const key = { TableName: table, Key: { pk } };
      return (await client.send(new UpdateCommand({ ...key, ReturnValues: 'ALL_NEW', ...input }))).Attributes as Record<string, unknown>;
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };
  const rate = async () => ((await get('mail')) ?? {}) as MailRate;
  const hour = () => Math.floor(clock.now() / hourMs);
  const askRefresh = async () => {
    await update('mail', {
      UpdateExpression: 'REMOVE askedAt',
      ConditionExpression: 'askedAt < :old',
      ExpressionAttributeValues: { ':old': clock.now() - leastAgeMs },
    });
  };

  return {
    get: rate,
    refreshed: async (read) => {
      const known = await rate();
      const now = clock.now();
      if (known.askedAt !== undefined && now - known.askedAt < quotaAgeMs) return known;
      const leads = await update('mail', {
        UpdateExpression: 'SET askedAt = :now',
        ConditionExpression: 'attribute_not_exists(askedAt) OR askedAt <= :old',
        ExpressionAttributeValues: { ':now': now, ':old': now - quotaAgeMs },
      });
      if (leads === undefined) return known;
      const { perSecond, perDay, sentLastDay } = await read();
      const row = await update('mail', {
        UpdateExpression: 'SET perSecond = :perSecond, perDay = :perDay, sentLastDay = :sentLastDay, readAt = :now',
        ExpressionAttributeValues: { ':perSecond': perSecond, ':perDay': perDay, ':sentLastDay': sentLastDay, ':now': now },
      });
      return row as MailRate;
    },
    refreshQuota: askRefresh,
    throttled: async (recipients) => {
      const now = clock.now();
      const second = Math.floor(now / 1000);
      const counted = await update(`throttled#${second}`, {
        UpdateExpression: 'ADD recipients :recipients SET expiresAt = :expiresAt',
        ExpressionAttributeValues: { ':recipients': recipients, ':expiresAt': second + 3_600 },
      });
      const known = await rate();
      if (!isThrottleBurst(Number(counted?.recipients), known.perSecond ?? 0)) return;
      await askRefresh();
      await update('mail', {
        UpdateExpression: 'SET factor = :factor, slowedAt = :now',
        ConditionExpression: 'attribute_not_exists(slowedAt) OR slowedAt < :second',
        ExpressionAttributeValues: { ':factor': slowed(known, now), ':now': now, ':second': second * 1000 },
      });
    },
    setCeiling: async (perSecond, by) => {
      const takesAway = perSecond === undefined;
      await update('mail', {
        UpdateExpression: takesAway ? 'SET ceilingBy = :by REMOVE ceiling' : 'SET ceilingBy = :by, ceiling = :ceiling',
        ExpressionAttributeValues: { ':by': by, ...(takesAway ? {} : { ':ceiling': perSecond }) },
      });
    },
    countSent: async (recipients) => {
      await update(`sent#${hour()}`, {
        UpdateExpression: 'ADD recipients :recipients SET expiresAt = :expiresAt',
        ExpressionAttributeValues: { ':recipients': recipients, ':expiresAt': (hour() + 30) * 3_600 },
      });
    },
    sentByHour: async () => {
      const last = hour();
      const rows = await Promise.all(Array.from({ length: 25 }, (_, index) => get(`sent#${last - 24 + index}`)));
      return rows.map((row) => Number(row?.recipients ?? 0));
    },
  };
}
