import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { laneOf } from '#domain/lane.ts';
import { type NoticeKey, type NoticeRow, type NoticeState, noticeId, noticeTransitions } from '#domain/notice/notice.ts';
import type { Transition } from '#domain/transition.ts';
import type { Part } from '#shared/wiring.ts';
import { batchGet } from '../table/batch-get.ts';
import { onTable } from '../table/on-table.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';
import { tryTransition } from '../table/transition.ts';
import { lanePartition } from './accounts.ts';

/** The notices of the campaigns. */
export interface Notices {
  /** Writes a new row; false when there is one already, which is then left as it is. */
  add(row: NoticeRow): Promise<boolean>;
  get(key: NoticeKey): Promise<NoticeRow | undefined>;
  /** The rows there are among any number of different keys, 100 a call. @throws ThrottlingException where not all could be read */
  getMany(keys: readonly NoticeKey[]): Promise<readonly NoticeRow[]>;
  /** Open notices of a lane from `from` (included) up to `to` (excluded) in their order, at most `limit`. */
  open(
    campaignId: string,
    lane: number,
    range: { readonly from: string; readonly to: string; readonly limit: number },
  ): Promise<readonly NoticeRow[]>;
  /** The first notice of an account and its further mails. */
  ofAccount(campaignId: string, sub: string): Promise<readonly NoticeRow[]>;
  /** Changes the state; false when the notice does not allow it (any more). */
  change(
    key: NoticeKey,
    name: keyof typeof noticeTransitions,
    sets?: Readonly<Record<string, unknown>>,
    guards?: Readonly<Record<string, unknown>>,
  ): Promise<boolean>;
}

/** Notices in the table of this name. */
export function makeNotices(client: DynamoDBDocumentClient, table: string): Notices {
  const keyOf = (key: NoticeKey) => ({ pk: lanePartition(key.campaignId, laneOf(key.sub)), sk: noticeId(key) });
  return {
    add: (row) => putIfAbsent(client, table, { ...keyOf(row), ...row }),
    get: async (key) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
      return Item as NoticeRow | undefined;
    },
    getMany: (keys) => batchGet<NoticeRow>(client, { table, keys: keys.map(keyOf), consistent: true }),
    open: async (campaignId, lane, { from, to, limit }) => {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byOpen',
          KeyConditionExpression: 'pk = :pk AND #open BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':pk': lanePartition(campaignId, lane), ':from': from, ':to': to },
          ConsistentRead: true,
          Limit: limit,
        }),
      );
      return (Items ?? []) as NoticeRow[];
    },
    ofAccount: async (campaignId, sub) => {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sub)',
          ExpressionAttributeValues: { ':pk': lanePartition(campaignId, laneOf(sub)), ':sub': sub },
          ConsistentRead: true,
        }),
      );
      return (Items ?? []) as NoticeRow[];
    },
    change: (key, name, sets = {}, guards = {}) => {
      const transition: Transition<NoticeState> = noticeTransitions[name];
      return tryTransition<NoticeState>(client, { table, key: keyOf(key), transition, sets, guards });
    },
  };
}

/** The notices of the deployment. */
export const notices: Part<Notices> = (sandbox) => onTable(sandbox, 'notices', makeNotices);
