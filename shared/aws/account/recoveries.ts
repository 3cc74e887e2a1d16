import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountRow } from '#domain/account/account.ts';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import { addressDigest } from '#domain/plan/erasure.ts';
import { apartAfter, spacingForgottenMs } from '#domain/recovery/code-limit.ts';
import { type RecoveryRow, recoveryTransitions } from '#domain/recovery/recovery.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { isConditionFailure, tryTransition } from '../table/transition.ts';
import type { Accounts } from './accounts.ts';

/** What can happen to a recovery. */
export type RecoveryChange = keyof typeof recoveryTransitions;

/** Recoveries, and how far apart codes for one address from one network are. */
export interface Recoveries {
  /** Writes a new recovery. */
  add(row: RecoveryRow): Promise<void>;
  get(id: string): Promise<RecoveryRow | undefined>;
  /** Carries a change out; false when the row does not allow it. `guards` are the values that the change compares with and does not set. */
  change(
    id: string,
    change: RecoveryChange,
    sets?: Readonly<Record<string, unknown>>,
    guards?: Readonly<Record<string, unknown>>,
  ): Promise<boolean>;
  /**
   * Asks for one more code for an address from one network, by the key of both. Gives whether one is possible now, and when (ms since 1970) the next
   * one is: codes that nobody types come ever more seldom.
   */
  takePlace(pairKey: string, nowMs: number): Promise<{ readonly taken: boolean; readonly nextAt: number }>;
  /** The code was typed: the next one is possible at once. */
  freePlace(pairKey: string, nowMs: number): Promise<void>;
}

/** Recoveries in the table of this name. */
export function makeRecoveries(client: DynamoDBDocumentClient, table: string): Recoveries {
  const read = async (pk: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }));
    return Item;
  };
  const attempt = async (write: Promise<unknown>): Promise<boolean> => {
    try {
      await write;
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };

  return {
    add: async (row) => {
      await client.send(
        new PutCommand({ TableName: table, Item: { pk: row.id, ...row }, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
    },
    get: async (id) => (await read(id)) as RecoveryRow | undefined,
    change: (id, change, sets = {}, guards = {}) =>
      tryTransition(client, { table, key: { pk: id }, transition: recoveryTransitions[change], sets, guards }),
    takePlace: async (pairKey, nowMs) => {
      for (;;) {
        const item = await read(pairKey);
        const known = item !== undefined && nowMs < Number(item.forgottenAt) ? item : undefined;
        if (Number(known?.nextAt ?? 0) > nowMs) return { taken: false, nextAt: Number(known?.nextAt) };
        const asked = Number(known?.asked ?? 0) + 1;
        const nextAt = nowMs + apartAfter(asked);
        const before = item?.nextAt === undefined ? 'attribute_not_exists(nextAt)' : 'nextAt = :before';
        const taken = await attempt(
          client.send(
            new UpdateCommand({
              TableName: table,
              Key: { pk: pairKey },
              UpdateExpression: 'SET asked = :asked, nextAt = :nextAt, forgottenAt = :forgottenAt, expiresAt = :expiresAt',
              ConditionExpression: before,
              ExpressionAttributeValues: {
                ':asked': asked,
                ':nextAt': nextAt,
                ':forgottenAt': nowMs + spacingForgottenMs,
                ':expiresAt': Math.ceil((nowMs + spacingForgottenMs) / 1000),
                ...(item?.nextAt === undefined ? {} : { ':before': item.nextAt }),
              },
            }),
          ),
        );
        if (taken) return { taken, nextAt };
      }
    },
    freePlace: async (pairKey, nowMs) => {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: pairKey },
          UpdateExpression: 'REMOVE asked, nextAt, forgottenAt SET expiresAt = :expiresAt',
          ExpressionAttributeValues: { ':expiresAt': Math.ceil(nowMs / 1000) },
        }),
      );
    },
  };
}

/**
 * The rows of the accounts that have or had this address. The index only finds them, a second or so behind; what decides is read from the table, in
 * every campaign whose epoch holds, and in those where the index found them: there the sweep may have taken a password before a campaign was lifted.
 * A row whose personal data was erased is given as if it still had the address that was typed.
 * @param secret that of the codes
 * @param sub of an account that is known already
 */
export async function rowsAt(
  accounts: Accounts,
  epochs: readonly EpochRow[],
  address: string,
  secret: string,
  sub?: string,
): Promise<readonly AccountRow[]> {
  const digest = addressDigest(secret, address);
  const found = (await Promise.all([address, digest].map((each) => accounts.byAddress(each)))).flat();
  const subs = new Set([...(sub === undefined ? [] : [sub]), ...found.map((row) => row.sub)]);
  const held = new Set(epochs.map(({ campaignId }) => campaignId));
  const keys = [
    ...[...subs].flatMap((each) => epochs.map(({ campaignId }) => ({ campaignId, sub: each }))),
    ...found.filter(({ campaignId }) => !held.has(campaignId)).map((row) => ({ campaignId: row.campaignId, sub: row.sub })),
  ];
  const rows = await accounts.getMany(keys);
  return rows.map((row) => (row.address === digest ? { ...row, address, username: row.username || address } : row));
}

/** The recoveries of the deployment. */
export const recoveries: Part<Recoveries> = (sandbox) => onTable(sandbox, 'recoveries', makeRecoveries);
