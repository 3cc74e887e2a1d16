import { type DynamoDBDocumentClient, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { type MailQuota, positionMs, quotaAgeMs, slotAt, slotCap, slotStart } from '#domain/pacing.ts';
import type { Clock } from '#shared/platform.ts';
import { isConditionFailure } from './transition.ts';

/** Positions of a slot that were claimed. */
export interface SlotClaim {
  readonly slot: number;
  /** First position, from 0. */
  readonly first: number;
  readonly count: number;
  /** Recipients that the whole slot may carry. */
  readonly cap: number;
}

/** A sender's hold on its part of a campaign, or the sweep's. */
export interface Lease {
  readonly campaignId: string;
  /** Number of a sender, or the one sweep. */
  readonly worker: number | 'sweep';
  /** Who holds it: only this token renews it. */
  readonly token: string;
}

/** How long a lease lasts without being renewed, in ms. */
export const leaseMs = 30_000;

/**
 * Senders claim a slot this long before it begins, in ms: longer than a claim takes. Recovery mails claim the first slot for which that
 * has not happened yet, so they go before notices.
 */
export const claimLeadMs = 200;

/** The mail rate as all functions share it: quota, slots and leases. */
export interface Pace {
  /** The quota as last read, if ever. */
  quota(): Promise<MailQuota | undefined>;
  /** Reads the quota by `read` when it is older than 15 s and nobody else is reading it; gives the newest there is. */
  freshQuota(read: () => Promise<Omit<MailQuota, 'readAt'>>, maxAgeMs?: number): Promise<MailQuota | undefined>;
  /** Claims up to `want` positions of a slot; undefined when it is full. */
  claim(slot: number, want: number, recipientsPerSecond: number): Promise<SlotClaim | undefined>;
  /** Claims one position ahead of all notices; gives the instant to send at, in ms since 1970. */
  claimForRecovery(recipientsPerSecond: number): Promise<number>;
  /** Takes a lease that is free, has run out, or whose holder is about to stop; true when it is ours. `handoverAt` is when our successor may take it. */
  takeLease(lease: Lease, handoverAt: number): Promise<boolean>;
  /** Keeps a lease; false when somebody else has it. */
  renewLease(lease: Lease): Promise<boolean>;
  /** Gives a lease back. */
  releaseLease(lease: Lease): Promise<void>;
}

/** The pace kept in the table of this name. */
export function makePace(client: DynamoDBDocumentClient, table: string, clock: Clock): Pace {
  const update = (pk: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>) =>
    client.send(new UpdateCommand({ TableName: table, Key: { pk }, ReturnValues: 'ALL_NEW', ...input }));
  const attempt = async (
    pk: string,
    input: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
  ): Promise<Record<string, unknown> | undefined> => {
    try {
      return (await update(pk, input)).Attributes ?? {};
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };
  const get = async (pk: string) => (await client.send(new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }))).Item;

  const quota = async () => {
    const item = await get('quota');
    return item?.perSecond === undefined ? undefined : (item as unknown as MailQuota);
  };

  const claim: Pace['claim'] = async (slot, want, recipientsPerSecond) => {
    const cap = slotCap(slot, recipientsPerSecond);
    const pk = `slot#${slot}`;
    const take = (count: number) =>
      attempt(pk, {
        UpdateExpression: 'ADD used :count SET expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(used) OR used <= :room',
        ExpressionAttributeValues: { ':count': count, ':room': cap - count, ':expiresAt': Math.ceil(slotStart(slot) / 1000) + 3600 },
      });
    let count = Math.min(want, cap);
    while (count > 0) {
      const row = await take(count);
      if (row !== undefined) return { slot, first: (row.used as number) - count, count, cap };
      const used = (await get(pk))?.used as number | undefined;
      count = Math.min(count, cap - (used ?? 0));
    }
    return undefined;
  };

  const leaseKey = ({ campaignId, worker }: Lease) => `lease#${campaignId}#${worker}`;

  return {
    quota,
    claim,
    freshQuota: async (read, maxAgeMs = quotaAgeMs) => {
      const now = clock.now();
      const leading = await attempt('quota', {
        UpdateExpression: 'SET readAt = :now',
        ConditionExpression: 'attribute_not_exists(readAt) OR readAt < :old',
        ExpressionAttributeValues: { ':now': now, ':old': now - maxAgeMs },
      });
      if (leading === undefined) return quota();
      const { perSecond, perDay, sentLastDay } = await read();
      const row = await attempt('quota', {
        UpdateExpression: 'SET perSecond = :perSecond, perDay = :perDay, sentLastDay = :sentLastDay',
        ExpressionAttributeValues: { ':perSecond': perSecond, ':perDay': perDay, ':sentLastDay': sentLastDay },
      });
      return row as unknown as MailQuota;
    },
    claimForRecovery: async (recipientsPerSecond) => {
      for (let slot = slotAt(clock.now() + claimLeadMs) + 1; ; slot++) {
        const claimed = await claim(slot, 1, recipientsPerSecond);
        if (claimed !== undefined) return positionMs(slot, claimed.first, claimed.cap);
      }
    },
    takeLease: async (lease, handoverAt) => {
      const now = clock.now();
      const row = await attempt(leaseKey(lease), {
        UpdateExpression: 'SET #token = :token, #until = :until, handoverAt = :handoverAt, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(#token) OR #until < :now OR handoverAt < :now',
        ExpressionAttributeNames: { '#token': 'token', '#until': 'until' },
        ExpressionAttributeValues: {
          ':token': lease.token,
          ':until': now + leaseMs,
          ':handoverAt': handoverAt,
          ':now': now,
          ':expiresAt': Math.ceil(now / 1000) + 86_400,
        },
      });
      return row !== undefined;
    },
    renewLease: async (lease) => {
      const row = await attempt(leaseKey(lease), {
        UpdateExpression: 'SET #until = :until',
        ConditionExpression: '#token = :token',
        ExpressionAttributeNames: { '#token': 'token', '#until': 'until' },
        ExpressionAttributeValues: { ':token': lease.token, ':until': clock.now() + leaseMs },
      });
      return row !== undefined;
    },
    releaseLease: async (lease) => {
      await attempt(leaseKey(lease), {
        UpdateExpression: 'REMOVE #token',
        ConditionExpression: '#token = :token',
        ExpressionAttributeNames: { '#token': 'token' },
        ExpressionAttributeValues: { ':token': lease.token },
      });
    },
  };
}
