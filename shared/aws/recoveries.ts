import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EpochRow } from '#domain/campaign.ts';
import {
  type CountedMail,
  oneMoreMail,
  type RecoverableAccount,
  type RecoveryRow,
  recoverable,
  recoveryTransitions,
} from '#domain/recovery.ts';
import type { Accounts } from './accounts.ts';
import { isConditionFailure, tryTransition } from './transition.ts';

/** What can happen to a recovery. */
export type RecoveryChange = keyof typeof recoveryTransitions;

/** Recoveries, and what limits them: mails to an address. Everything in here is forgotten after an hour. */
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
  /** Counts one mail to the address with this key; false when it has had its mails of this hour, from this source or from all. */
  countMail(limitKey: string, source: string, nowMs: number): Promise<boolean>;
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
    countMail: async (limitKey, source, nowMs) => {
      for (;;) {
        const item = await read(limitKey);
        const mails = oneMoreMail((item?.mails as CountedMail[] | undefined) ?? [], source, nowMs);
        if (mails === undefined) return false;
        const version = (item?.version as number | undefined) ?? 0;
        const counted = await attempt(
          client.send(
            new UpdateCommand({
              TableName: table,
              Key: { pk: limitKey },
              UpdateExpression: 'SET mails = :mails, version = :next, expiresAt = :expiresAt',
              ConditionExpression: 'attribute_not_exists(version) OR version = :version',
              ExpressionAttributeValues: {
                ':mails': mails,
                ':version': version,
                ':next': version + 1,
                ':expiresAt': Math.ceil(nowMs / 1000) + 3_600,
              },
            }),
          ),
        );
        if (counted) return true;
      }
    },
  };
}

/**
 * The accounts that whoever reads the mail of this address can recover. The index only finds them, a second or so behind; what decides is
 * read from the table, in every campaign whose epoch holds.
 */
export async function recoverableAt(
  accounts: Accounts,
  epochs: readonly EpochRow[],
  address: string,
): Promise<readonly RecoverableAccount[]> {
  const subs = [...new Set((await accounts.byAddress(address)).map(({ sub }) => sub))];
  const keys = subs.flatMap((sub) => epochs.map(({ campaignId }) => ({ campaignId, sub })));
  return recoverable(await accounts.getMany(keys), epochs, address);
}
