import { type DynamoDBDocumentClient, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { CanaryFacts } from '#domain/pacing/canary.ts';
import type { Limit } from '#domain/pacing/limits.ts';
import type { PauseReason } from '#domain/pacing/mail-rate.ts';
import { type GuardLimits, guardVerdict, type MailFates } from '#domain/pacing/reputation.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

/** How the notices of a campaign stand, beside their rows. */
export interface NoticeControl extends CanaryFacts {
  /** Why they stand still, until a person lets them go on. */
  readonly pausedFor?: PauseReason;
  /** What the guard saw when it paused them; absent where a person did. */
  readonly pausedAfter?: MailFates;
  /** Who paused or resumed them last. */
  readonly pausedBy?: string;
  readonly resumedBy?: string;
  /** What limits them, as it was a minute ago at most. */
  readonly limit?: Limit;
  /** When the last notice is expected to go out, in ms since 1970. */
  readonly endsAt?: number;
}

/** What the guard stopped, and for what. */
export interface Stop {
  readonly what: 'campaign' | 'account';
  readonly after: MailFates;
}

/** That staff have sent again what SES refused before an instant (ms since 1970), with this status or with any. */
export interface Resend {
  readonly status?: string;
  readonly atMs: number;
}

/** Begins the name of an attribute that is a {@link Resend}; its status follows. */
const resendPrefix = 'resend ';

/** Pausing and resuming of notices, by people and by the guard of the mail reputation. */
export interface NoticeControls {
  get(campaignId: string): Promise<NoticeControl>;
  /** Stops the notices of a campaign from the next slot on. False when they stand still already. */
  pause(campaignId: string, by: string): Promise<boolean>;
  /** Lets them go on; the guard counts from zero. False when nothing stopped them. */
  resume(campaignId: string, by: string): Promise<boolean>;
  /** Lets all notices go on after the guard stopped them for the whole AWS account; it counts from zero. False when nothing stopped them. */
  resumeAccount(by: string): Promise<boolean>;
  /** Counts notices that SES accepted. */
  countSent(campaignId: string, recipients: number): Promise<void>;
  /**
   * Counts a notice that bounced for good or was marked as spam, for its campaign and for all mails of the day (UTC) on which SES took it, and stops
   * the notices of whichever that is too much for. A mail from before a person let them go on is not counted.
   * @param sentAt - when SES took it, in ms since 1970
   * @returns what was stopped now, and what the guard saw
   */
  countFate(campaignId: string, fate: 'bounced' | 'complained', sentAt: number, limits: GuardLimits): Promise<readonly Stop[]>;
  /**
   * Takes up to `want` of the first `size` notices of a campaign; fewer where not so many are left, and the last of them begins the hold. What is taken
   * and not sent is forfeited.
   */
  takeCanary(campaignId: string, want: number, size: number): Promise<number>;
  /** Gives back what was taken of the first notices and SES did not take; a hold that began meanwhile is off. */
  giveBackCanary(campaignId: string, count: number): Promise<void>;
  /** Lets the others go on after the canary. False when nothing held them, or no longer. */
  endCanary(campaignId: string, by: string): Promise<boolean>;
  /** Has what SES refused sent again, within a minute. */
  resend(campaignId: string, order: Resend): Promise<void>;
  /** What is to be sent again. */
  resends(campaignId: string): Promise<readonly Resend[]>;
  /** Notes that it waits again, unless it was ordered once more since. */
  endResend(campaignId: string, order: Resend): Promise<void>;
  /** Keeps what limits the notices and when they are expected to end. */
  keepForecast(campaignId: string, limit: Limit, endsAt: number | undefined): Promise<void>;
}

/** Control of notices in the table of this name, where the mail rate is kept too. */
export function makeNoticeControls(client: DynamoDBDocumentClient, table: string, clock: Clock): NoticeControls {
  const update = async (pk: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>) => {
    try {
      const key = { TableName: table, Key: { pk } };
      return (await client.send(new UpdateCommand({ ...key, ReturnValues: 'ALL_NEW', ...input }))).Attributes as MailFates;
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };
  const keyOf = (campaignId: string) => `notices#${campaignId}`;
  const dayOf = (ms: number) => `mails#${new Date(ms).toISOString().slice(0, 10)}`;

  const add = (pk: string, name: keyof MailFates, count: number) =>
    update(pk, {
      UpdateExpression: 'ADD #name :count',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':count': count },
    });

  /** Counts one fate; undefined where the mail is from before {@link goOn}. */
  const addFate = (pk: string, name: 'bounced' | 'complained', sentAt: number) =>
    update(pk, {
      UpdateExpression: 'ADD #name :one',
      ConditionExpression: 'attribute_not_exists(resumedAt) OR resumedAt < :sentAt',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':one': 1, ':sentAt': sentAt },
    });

  const stop = async (pk: string, reason: PauseReason, by: string, after?: MailFates) => {
    const row = await update(pk, {
      UpdateExpression: `SET pausedFor = :reason, pausedBy = :by, pausedAt = :now${after === undefined ? '' : ', pausedAfter = :after'}`,
      ConditionExpression: 'attribute_not_exists(pausedFor)',
      ExpressionAttributeValues: { ':reason': reason, ':by': by, ':now': clock.now(), ...(after && { ':after': after }) },
    });
    return row !== undefined;
  };

  const goOn = async (pk: string, counts: readonly string[], by: string) => {
    const values = { ':by': by, ':now': clock.now() };
    const row = await update(pk, {
      UpdateExpression: 'SET resumedBy = :by, resumedAt = :now REMOVE pausedFor, pausedAfter',
      ConditionExpression: 'attribute_exists(pausedFor)',
      ExpressionAttributeValues: values,
    });
    if (row === undefined) return false;
    const anew = { UpdateExpression: 'SET resumedBy = :by, resumedAt = :now REMOVE sent, bounced, complained' };
    for (const counted of counts) await update(counted, { ...anew, ExpressionAttributeValues: values });
    return true;
  };

  /** Stops `pk` where what is counted of it is too much. */
  const judge = async (pk: string, counted: MailFates | undefined, limits: GuardLimits): Promise<MailFates | undefined> => {
    const { sent = 0, bounced = 0, complained = 0 } = counted ?? {};
    const after = { sent, bounced, complained };
    const verdict = guardVerdict(after, limits);
    return verdict !== undefined && (await stop(pk, verdict, 'guard', after)) ? after : undefined;
  };

  return {
    get: async (campaignId) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk: keyOf(campaignId) }, ConsistentRead: true }));
      return (Item ?? {}) as NoticeControl;
    },
    pause: (campaignId, by) => stop(keyOf(campaignId), 'person', by),
    resume: (campaignId, by) => goOn(keyOf(campaignId), [keyOf(campaignId)], by),
    // Bounces and complaints come hours after their mails, so those of yesterday still count.
    resumeAccount: (by) => goOn('mail', [dayOf(clock.now()), dayOf(clock.now() - 86_400_000)], by),
    countSent: async (campaignId, recipients) => {
      await add(keyOf(campaignId), 'sent', recipients);
      await add(dayOf(clock.now()), 'sent', recipients);
    },
    countFate: async (campaignId, fate, sentAt, limits) => {
      const ofCampaign = await judge(keyOf(campaignId), await addFate(keyOf(campaignId), fate, sentAt), limits);
      const ofDay = await judge('mail', await addFate(dayOf(sentAt), fate, sentAt), limits);
      return [
        ...(ofCampaign === undefined ? [] : [{ what: 'campaign', after: ofCampaign } as const]),
        ...(ofDay === undefined ? [] : [{ what: 'account', after: ofDay } as const]),
      ];
    },
    takeCanary: async (campaignId, want, size) => {
      const pk = keyOf(campaignId);
      for (let count = Math.min(want, size); count > 0; ) {
        const taken = await update(pk, {
          UpdateExpression: 'ADD canary :count',
          ConditionExpression: 'attribute_not_exists(canary) OR canary <= :room',
          ExpressionAttributeValues: { ':count': count, ':room': size - count },
        });
        if (taken !== undefined) return count;
        const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }));
        count = Math.min(count, size - Number(Item?.canary ?? 0));
      }
      await update(pk, {
        UpdateExpression: 'SET canaryAt = :now',
        ConditionExpression: 'attribute_not_exists(canaryAt)',
        ExpressionAttributeValues: { ':now': clock.now() },
      });
      return 0;
    },
    giveBackCanary: async (campaignId, count) => {
      if (count === 0) return;
      await update(keyOf(campaignId), {
        UpdateExpression: 'ADD canary :less REMOVE canaryAt',
        ConditionExpression: 'attribute_not_exists(canaryEndedBy)',
        ExpressionAttributeValues: { ':less': -count },
      });
    },
    endCanary: async (campaignId, by) => {
      const row = await update(keyOf(campaignId), {
        UpdateExpression: 'SET canaryEndedBy = :by',
        ConditionExpression: 'attribute_exists(canaryAt) AND attribute_not_exists(canaryEndedBy)',
        ExpressionAttributeValues: { ':by': by },
      });
      return row !== undefined;
    },
    resend: async (campaignId, { status = '', atMs }) => {
      await update(keyOf(campaignId), {
        UpdateExpression: 'SET #resend = :at',
        ExpressionAttributeNames: { '#resend': resendPrefix + status },
        ExpressionAttributeValues: { ':at': atMs },
      });
    },
    resends: async (campaignId) => {
      const { Item = {} } = await client.send(new GetCommand({ TableName: table, Key: { pk: keyOf(campaignId) }, ConsistentRead: true }));
      const ordered = Object.entries(Item).filter(([name]) => name.startsWith(resendPrefix));
      return ordered.map(([name, at]) => {
        const status = name.slice(resendPrefix.length);
        return { atMs: Number(at), ...(status !== '' && { status }) };
      });
    },
    endResend: async (campaignId, { status = '', atMs }) => {
      await update(keyOf(campaignId), {
        UpdateExpression: 'REMOVE #resend',
        ConditionExpression: '#resend = :at',
        ExpressionAttributeNames: { '#resend': resendPrefix + status },
        ExpressionAttributeValues: { ':at': atMs },
      });
    },
    keepForecast: async (campaignId, limit, endsAt) => {
      await update(keyOf(campaignId), {
        UpdateExpression: `SET #limit = :limit${endsAt === undefined ? ' REMOVE endsAt' : ', endsAt = :endsAt'}`,
        ExpressionAttributeNames: { '#limit': 'limit' },
        ExpressionAttributeValues: { ':limit': limit, ...(endsAt === undefined ? {} : { ':endsAt': endsAt }) },
      });
    },
  };
}

/** What holds notices back in the deployment. */
export const noticeControls: Part<NoticeControls> = (sandbox) => onTable(sandbox, 'pace', makeNoticeControls);
