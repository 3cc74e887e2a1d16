import { type DynamoDBDocumentClient, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { positionMs, slotAt, slotStart } from '#domain/pacing/pacing.ts';
import type { SlotRoom } from '#domain/pacing/slot-room.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure } from '../table/transition.ts';

/** Positions of a slot that were claimed. */
export interface SlotClaim {
  readonly slot: number;
  /** First position, from 0. */
  readonly first: number;
  readonly count: number;
  /** Rate at which the slot gives out positions, in recipients a second: that of whoever claimed the first of them. */
  readonly perSecond: number;
  /** Positions that recovery mails had claimed by then. */
  readonly codes: number;
}

/** What notices may claim of a slot that gives out positions at this rate. */
export type RoomAt = (perSecond: number) => SlotRoom;

/** What mails of recoveries may claim of a slot that gives out positions at this rate. */
export type RecoveryRoom = (slot: number, perSecond: number) => SlotRoom;

/** A sender's hold on its part of a campaign, or the sweep's. */
export interface Lease {
  readonly campaignId: string;
  /** Number of a sender, or the one sweep. */
  readonly worker: number | 'sweep';
  /** Who holds it: only this token renews it. */
  readonly token: string;
  /** How long it lasts without being renewed, in ms. @default {@link leaseMs} */
  readonly lastsMs?: number;
}

/** How long a lease lasts without being renewed where it does not say so itself, in ms. */
export const leaseMs = 30_000;

/** Senders claim a slot this long before it begins, in ms: longer than a claim takes. A recovery mail claims the next slot, mostly before that. */
export const claimLeadMs = 200;

/** Slots and leases, as all functions share them. */
export interface Pace {
  /** Claims up to `want` positions of a slot for notices; undefined when it has none for them. */
  claim(slot: number, want: number, perSecond: number, room: RoomAt): Promise<SlotClaim | undefined>;
  /**
   * Claims one position of the first of the next `slots` slots that has one, ahead of all notices; gives the instant to send at, in ms since 1970, or
   * undefined where none has. Whoever looks further ahead goes before those that do not.
   */
  claimForRecovery(perSecond: (slot: number) => number, room: RecoveryRoom, slots: number): Promise<number | undefined>;
  /** Whether nobody holds a part of a campaign. */
  isFree(campaignId: string, worker: number): Promise<boolean>;
  /**
   * Takes a lease that is free, has run out, or whose holder is about to stop; true when it is ours.
   * @param handoverAt when our successor may take it, in ms since 1970
   * @param graceMs how long ago it must have run out, in ms. @default 0
   */
  takeLease(lease: Lease, handoverAt: number, graceMs?: number): Promise<boolean>;
  /** Keeps a lease; false when somebody else has it. */
  renewLease(lease: Lease): Promise<boolean>;
  /** Gives a lease back. */
  releaseLease(lease: Lease): Promise<void>;
}

/** Slots and leases in the table of this name. */
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

  /** Adds to the positions claimed of a slot, where they stay within `positions` and those of this kind within `own`. */
  const take = (slot: number, count: number, perSecond: number, kind: 'notices' | 'codes', { positions, own }: SlotRoom) =>
    attempt(`slot#${slot}`, {
      UpdateExpression: 'ADD used :count, #kind :count SET perSecond = :perSecond, expiresAt = :expiresAt',
      ConditionExpression:
        'attribute_not_exists(used) OR (perSecond = :perSecond AND used <= :positions AND (attribute_not_exists(#kind) OR #kind <= :own))',
      ExpressionAttributeNames: { '#kind': kind },
      ExpressionAttributeValues: {
        ':count': count,
        ':perSecond': perSecond,
        ':positions': positions - count,
        ':own': own - count,
        ':expiresAt': Math.ceil(slotStart(slot) / 1000) + 3600,
      },
    });

  const claim: Pace['claim'] = async (slot, want, perSecond, roomAt) => {
    let rate = perSecond;
    let room = roomAt(rate);
    let count = Math.min(want, room.positions, room.own);
    while (count > 0) {
      const row = await take(slot, count, rate, 'notices', room);
      if (row !== undefined) return { slot, first: (row.used as number) - count, count, perSecond: rate, codes: Number(row.codes ?? 0) };
      const found = await get(`slot#${slot}`);
      // Somebody claimed the slot at another rate: its positions stand where that rate puts them, and the lower of both rates counts.
      rate = Number(found?.perSecond ?? rate);
      room = roomAt(Math.min(rate, perSecond));
      count = Math.min(count, room.positions - Number(found?.used ?? 0), room.own - Number(found?.notices ?? 0));
    }
    return undefined;
  };

  const leaseKey = ({ campaignId, worker }: Lease) => `lease#${campaignId}#${worker}`;

  return {
    claim,
    claimForRecovery: async (perSecondOf, roomAt, slots) => {
      const first = slotAt(clock.now()) + 1;
      for (let slot = first; slot < first + slots; slot++) {
        const wanted = perSecondOf(slot);
        const ownAt = (rate: number) => roomAt(slot, Math.min(rate, wanted));
        if (ownAt(wanted).own <= 0) continue;
        let row = await take(slot, 1, wanted, 'codes', ownAt(wanted));
        const found = row === undefined ? await get(`slot#${slot}`) : undefined;
        const rate = Number(row?.perSecond ?? found?.perSecond ?? wanted);
        if (rate !== wanted && ownAt(rate).own > 0) row = await take(slot, 1, rate, 'codes', ownAt(rate));
        if (row !== undefined) return positionMs(slot, (row.used as number) - 1, rate);
      }
      return undefined;
    },
    isFree: async (campaignId, worker) => {
      const { token, until } = (await get(`lease#${campaignId}#${worker}`)) ?? {};
      return token === undefined || Number(until) < clock.now();
    },
    takeLease: async (lease, handoverAt, graceMs = 0) => {
      const now = clock.now();
      const row = await attempt(leaseKey(lease), {
        UpdateExpression: 'SET #token = :token, #until = :until, handoverAt = :handoverAt, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(#token) OR #until < :ranOut OR handoverAt < :now',
        ExpressionAttributeNames: { '#token': 'token', '#until': 'until' },
        ExpressionAttributeValues: {
          ':token': lease.token,
          ':until': now + (lease.lastsMs ?? leaseMs),
          ':handoverAt': handoverAt,
          ':now': now,
          ':ranOut': now - graceMs,
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
        ExpressionAttributeValues: { ':token': lease.token, ':until': clock.now() + (lease.lastsMs ?? leaseMs) },
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

/** The slots and leases of the deployment. */
export const pace: Part<Pace> = (sandbox) => onTable(sandbox, 'pace', makePace);
