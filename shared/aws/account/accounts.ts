import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountRow, AccountState } from '#domain/account/account.ts';
import { laneCount, laneOf } from '#domain/lane.ts';
import type { Result } from '#domain/result.ts';
import type { Transition } from '#domain/transition.ts';
import type { Part } from '#shared/wiring.ts';
import { batchGet } from '../table/batch-get.ts';
import { onTable } from '../table/on-table.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';
import { queryAll } from '../table/query-all.ts';
import { applyTransition, type NotPossible } from '../table/transition.ts';

/** Where an account row of a campaign stands. */
export interface AccountKey {
  readonly campaignId: string;
  readonly sub: string;
}

/** Where a page of a lane begins. */
export type LanePosition = Readonly<Record<string, unknown>>;

/** Accounts of a lane. */
export interface LanePage {
  readonly rows: readonly AccountRow[];
  /** Where the next page begins; undefined at the end. */
  readonly next: LanePosition | undefined;
}

/** The accounts of the campaigns. */
export interface Accounts {
  /** Writes a new row; false when the account has one already, which is then left as it is. */
  add(row: AccountRow): Promise<boolean>;
  get(campaignId: string, sub: string): Promise<AccountRow | undefined>;
  /** The rows there are among any number of different keys, 100 a call. Each says by its key whose it is, and in which campaign. */
  getMany(keys: readonly AccountKey[]): Promise<readonly AccountRow[]>;
  /** Rows of all campaigns with this normalized address. Eventually consistent: a second or so behind. */
  byAddress(address: string): Promise<readonly AccountRow[]>;
  change(
    campaignId: string,
    sub: string,
    transition: Transition<AccountState>,
    sets?: Readonly<Record<string, unknown>>,
    guards?: Readonly<Record<string, unknown>>,
  ): Promise<Result<AccountRow, NotPossible<AccountState, AccountRow>>>;
  /** Up to `limit` accounts of a lane that the sweep has to do with, in its order: from `from` to `to`, both included. */
  toSweep(campaignId: string, lane: number, range: { from: string; to: string; limit: number }): Promise<readonly AccountRow[]>;
  /** A page of the accounts of one lane. */
  ofLane(campaignId: string, lane: number, start?: LanePosition): Promise<LanePage>;
  /** The same of those that have not recovered. */
  outOfLane(campaignId: string, lane: number, start?: LanePosition): Promise<LanePage>;
  /**
   * Up to `limit` accounts that have not recovered, lane by lane and in each by organisation. `next` is where more may follow; undefined at the end.
   * @param cursor `next` of the page before; what is none begins anew
   */
  stillOut(
    campaignId: string,
    limit: number,
    cursor?: string,
  ): Promise<{ readonly rows: readonly AccountRow[]; readonly next: string | undefined }>;
}

/** Partition key of a lane of a campaign; for accounts and notices alike. */
export function lanePartition(campaignId: string, lane: number): string {
  return `${campaignId}#${String(lane).padStart(2, '0')}`;
}

/** The campaign of a partition key of {@link lanePartition}. */
function campaignOf(pk: string): string {
  return pk.slice(0, pk.lastIndexOf('#'));
}

/** Accounts in the table of this name. */
export function makeAccounts(client: DynamoDBDocumentClient, table: string): Accounts {
  const keyOf = (campaignId: string, sub: string) => ({ pk: lanePartition(campaignId, laneOf(sub)), sk: sub });

  const pageOf = async (
    index: { readonly IndexName?: string },
    campaignId: string,
    lane: number,
    start?: LanePosition,
  ): Promise<LanePage> => {
    const { Items, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        ...index,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': lanePartition(campaignId, lane) },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    return { rows: (Items ?? []) as AccountRow[], next: LastEvaluatedKey };
  };

  return {
    add: (row) => {
      const out = row.state === 'contained' ? { out: `${row.organisation ?? ''}#${row.sub}` } : {};
      return putIfAbsent(client, table, { ...keyOf(row.campaignId, row.sub), ...out, ...row });
    },
    get: async (campaignId, sub) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(campaignId, sub), ConsistentRead: true }));
      return Item as AccountRow | undefined;
    },
    getMany: async (keys) => {
      const wanted = keys.map(({ campaignId, sub }) => keyOf(campaignId, sub));
      const rows = await batchGet<AccountRow & ReturnType<typeof keyOf>>(client, { table, keys: wanted, consistent: true });
      return rows.map((row) => ({ ...row, campaignId: campaignOf(row.pk), sub: row.sk }));
    },
    byAddress: (address) =>
      queryAll<AccountRow>(client, {
        TableName: table,
        IndexName: 'byAddress',
        KeyConditionExpression: 'address = :address',
        ExpressionAttributeValues: { ':address': address },
      }),
    change: (campaignId, sub, transition, sets = {}, guards = {}) =>
      applyTransition<AccountState, AccountRow>(client, { table, key: keyOf(campaignId, sub), transition, sets, guards }),
    toSweep: async (campaignId, lane, { from, to, limit }) => {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'bySweep',
          KeyConditionExpression: 'pk = :pk AND sweep BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':pk': lanePartition(campaignId, lane), ':from': from, ':to': to },
          Limit: limit,
          ConsistentRead: true,
        }),
      );
      return (Items ?? []) as AccountRow[];
    },
    ofLane: (campaignId, lane, start) => pageOf({}, campaignId, lane, start),
    outOfLane: (campaignId, lane, start) => pageOf({ IndexName: 'byOut' }, campaignId, lane, start),
    stillOut: async (campaignId, limit, cursor = '') => {
      const [, first = '0', place = ''] = /^(\d{1,2})~(.*)$/.exec(cursor) ?? [];
      const rows: AccountRow[] = [];
      for (let lane = Number(first); lane < laneCount; lane++) {
        const { Items = [] } = await client.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'byOut',
            KeyConditionExpression: 'pk = :pk AND #out > :place',
            ExpressionAttributeNames: { '#out': 'out' },
            // Nothing comes before the `#` of accounts without an organisation.
            ExpressionAttributeValues: { ':pk': lanePartition(campaignId, lane), ':place': (lane === Number(first) && place) || ' ' },
            Limit: limit - rows.length,
          }),
        );
        rows.push(...(Items as AccountRow[]));
        if (rows.length === limit) return { rows, next: `${lane}~${Items.at(-1)?.out}` };
      }
      return { rows, next: undefined };
    },
  };
}

/** The accounts of the deployment. */
export const accounts: Part<Accounts> = (sandbox) => onTable(sandbox, 'accounts', makeAccounts);
