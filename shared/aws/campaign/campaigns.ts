import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CampaignRow, CampaignState, Headcount, ListName, MatchedList, SampleAccount } from '#domain/campaign/campaign.ts';
import type { Contact } from '#domain/next-channel/next-channel.ts';
import type { Result } from '#domain/result.ts';
import type { Transition } from '#domain/transition.ts';
import type { Part } from '#shared/wiring.ts';
import { type ListEntries, plain, putEntries, putNewEntries, readEntries, readMoments } from '../table/entries.ts';
import { onTable } from '../table/on-table.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';
import { queryAll, queryPrefix } from '../table/query-all.ts';
import { applyTransition, type NotPossible } from '../table/transition.ts';
import { putContacts } from './contacts.ts';

/** How far a shard of the directory has been counted, and what it came to so far. */
export interface ShardCount {
  /** First hex digit of the subjects in it. */
  readonly prefix: string;
  readonly headcount: Headcount;
  readonly sample: readonly SampleAccount[];
  /** Where the listing goes on; undefined at its begin. */
  readonly token?: string;
  /** Whether it is counted to the end. */
  readonly done: boolean;
  /** When this was written, in ms since 1970. */
  readonly markedAt: number;
}

/** The campaigns, their uploaded lists, and the counts of their shards. */
export interface Campaigns {
  /**
   * Writes a new campaign, then its lists and contacts. Writing the same again changes nothing; false where another plan stands under its id, and nothing
   * is then written.
   */
  plan(row: CampaignRow, lists: Readonly<Partial<Record<ListName, ListEntries>>>, contacts: readonly Contact[]): Promise<boolean>;
  get(id: string): Promise<CampaignRow | undefined>;
  /** All campaigns, newest first. */
  list(): Promise<readonly CampaignRow[]>;
  /** The entries of an uploaded list; none where it was not uploaded. */
  entries(id: string, list: ListName): Promise<ListEntries>;
  /** Changes the state. `guards` are the values that the change compares with and does not set. */
  change(
    id: string,
    transition: Transition<CampaignState>,
    sets: Readonly<Record<string, unknown>>,
    guards?: Readonly<Record<string, unknown>>,
  ): Promise<Result<CampaignRow, NotPossible<CampaignState, CampaignRow>>>;
  /** What a shard has come to, where it was begun. */
  shard(id: string, prefix: string): Promise<ShardCount | undefined>;
  /** Records how far a shard is, with the entries of the uploaded lists that were matched since the last time. */
  keepShard(id: string, shard: ShardCount, matched: Readonly<Record<MatchedList, readonly string[]>>): Promise<void>;
  /** All shards that were begun. */
  shards(id: string): Promise<readonly ShardCount[]>;
  /** Entries of an uploaded list that some shard matched. */
  matchedEntries(id: string, list: MatchedList): Promise<ReadonlySet<string>>;
}

/** Campaigns in the table of this name. */
export function makeCampaigns(client: DynamoDBDocumentClient, table: string): Campaigns {
  const keyOf = (id: string) => ({ pk: 'campaign', sk: id });

  const get = async (id: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(id), ConsistentRead: true }));
    return Item as CampaignRow | undefined;
  };

  const all = <T>(pk: string, prefix: string) => queryPrefix<T>(client, table, pk, prefix);

  return {
    plan: async (row, lists, contacts) => {
      if (!(await putIfAbsent(client, table, { ...keyOf(row.id), ...row })) && (await get(row.id))?.digest !== row.digest) return false;
      for (const [name, entries] of Object.entries(lists)) {
        await putNewEntries(client, table, { pk: row.id, prefix: `list#${name}#` }, [...entries]);
      }
      await putContacts(client, table, row.id, contacts);
      return true;
    },
    get,
    list: () =>
      queryAll<CampaignRow>(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'campaign' },
        ConsistentRead: true,
        ScanIndexForward: false,
      }),
    entries: (id, list) => readMoments(client, table, { pk: id, prefix: `list#${list}#` }),
    change: (id, transition, sets, guards = {}) =>
      applyTransition<CampaignState, CampaignRow>(client, { table, key: keyOf(id), transition, sets, guards }),
    shard: async (id, prefix) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { pk: id, sk: `shard#${prefix}` }, ConsistentRead: true }),
      );
      return (Item as { readonly shard: ShardCount } | undefined)?.shard;
    },
    keepShard: async (id, shard, matched) => {
      const part = createHash('sha256')
        .update(shard.token ?? 'end')
        .digest('hex')
        .slice(0, 16);
      for (const [name, entries] of Object.entries(matched)) {
        await putEntries(client, table, { pk: id, prefix: `matched#${name}#${shard.prefix}#${part}#` }, entries.map(plain));
      }
      await client.send(new PutCommand({ TableName: table, Item: { pk: id, sk: `shard#${shard.prefix}`, shard } }));
    },
    shards: async (id) => (await all<{ readonly shard: ShardCount }>(id, 'shard#')).map((item) => item.shard),
    matchedEntries: (id, list) => readEntries(client, table, { pk: id, prefix: `matched#${list}#` }),
  };
}

/** The campaigns of the deployment. */
export const campaigns: Part<Campaigns> = (sandbox) => onTable(sandbox, 'campaigns', makeCampaigns);
