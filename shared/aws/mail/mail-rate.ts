import { type DynamoDBDocumentClient, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { isThrottleBurst, type MailQuota, type MailRate, quotaAgeMs, slowed } from '#domain/pacing/mail-rate.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

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
  /** Keeps how many notices a second bring no more people than the pages and the helpdesk carry; undefined where nobody said what the helpdesk carries. */
  setCarried(recoveryPerSecond: number, helpdeskPerSecond: number | undefined): Promise<void>;
  /** Keeps what went out in the last 24 hours, and how many notices are to be sent. */
  setUsed(used: Required<Pick<MailRate, 'noticesLastDay' | 'codesLastDay' | 'plainLastDay' | 'noticesToSend'>>): Promise<void>;
  /** Sets how many calls an hour the helpdesk takes; undefined where calls are to limit nothing. */
  setHelpdesk(perHour: number | undefined, by: string): Promise<void>;
  /** Keeps how many calls came in the last hour. */
  reportCalls(calls: number, by: string): Promise<void>;
}

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
  /** Sets attributes of the rate, and takes away those that are undefined. */
  const set = async (attributes: Readonly<Record<string, unknown>>) => {
    const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
    const absent = Object.keys(attributes).filter((name) => attributes[name] === undefined);
    const removes = absent.length === 0 ? '' : ` REMOVE ${absent.join(', ')}`;
    await update('mail', {
      UpdateExpression: `SET ${given.map(([name]) => `${name} = :${name}`).join(', ')}${removes}`,
      ExpressionAttributeValues: Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
    });
  };
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
    setCeiling: (perSecond, by) => set({ ceiling: perSecond, ceilingBy: by }),
    setCarried: (recoveryPerSecond, helpdeskPerSecond) => set({ recoveryPerSecond, helpdeskPerSecond }),
    setUsed: set,
    setHelpdesk: (perHour, by) => set({ helpdeskPerHour: perHour, helpdeskBy: by }),
    reportCalls: (calls, by) => set({ calls, callsAt: clock.now(), callsBy: by }),
  };
}

/** The mail rate of the deployment. */
export const mailRates: Part<MailRates> = (sandbox) => onTable(sandbox, 'pace', makeMailRates);
