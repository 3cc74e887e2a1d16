import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type GradedLists, gradedLists } from '#domain/campaign/compromised.ts';
import { type AdditionRow, additionTransitions, isInForce, type LanesOutcome } from '#domain/plan/addition.ts';
import type { Part } from '#shared/wiring.ts';
import { earliestOf, plain, putEntries, putNewEntries, readEntries, readMoments } from '../table/entries.ts';
import { onTable } from '../table/on-table.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';
import { queryPrefix } from '../table/query-all.ts';
import { isConditionFailure, tryTransition } from '../table/transition.ts';

/** Compromised accounts that were added to campaigns, with their lists and with what each lane came to. */
export interface Additions {
  /**
   * Writes a new addition, then its lists. Writing the same again changes nothing; false where another one stands under its id, and nothing is then
   * written.
   */
  add(row: AdditionRow, lists: GradedLists): Promise<boolean>;
  get(campaignId: string, id: string): Promise<AdditionRow | undefined>;
  /** Those of a campaign, newest first. */
  list(campaignId: string): Promise<readonly AdditionRow[]>;
  /** The lists of one addition. */
  lists(campaignId: string, id: string): Promise<GradedLists>;
  /** The lists of all additions of a campaign that are in force, but for one. */
  listsInForce(campaignId: string, but?: string): Promise<GradedLists>;
  change(
    campaignId: string,
    id: string,
    name: keyof typeof additionTransitions,
    sets?: Readonly<Record<string, unknown>>,
    guards?: Readonly<Record<string, unknown>>,
  ): Promise<boolean>;
  /** How many accounts a pass found in each lane, by lane. */
  counts(campaignId: string, id: string, pass: Pass): Promise<ReadonlyMap<number, number>>;
  keepCount(campaignId: string, id: string, pass: Pass, lane: number, accounts: number): Promise<void>;
  /** Takes what one addition grades from what one person may grade in a campaign, once for each addition; false where that is not left. */
  takeAlone(campaignId: string, id: string, accounts: number, most: number): Promise<boolean>;
  /** What the lanes came to that were gone through, by lane. */
  lanes(campaignId: string, id: string): Promise<ReadonlyMap<number, LanesOutcome>>;
  /** Keeps what a lane came to, with the entries that matched in it. */
  keepLane(campaignId: string, id: string, lane: number, outcome: LanesOutcome, matched: readonly string[]): Promise<void>;
  /** Entries that matched in some lane. */
  matched(campaignId: string, id: string): Promise<ReadonlySet<string>>;
}

/** What lanes are gone through for beside the grading itself: to count what it would grade, and to take it back. */
type Pass = 'counted' | 'undone';

interface Lane {
  readonly lane: number;
  readonly outcome: LanesOutcome;
}

/** Additions in the campaigns' table of this name. */
export function makeAdditions(client: DynamoDBDocumentClient, table: string): Additions {
  const keyOf = (campaignId: string, id: string) => ({ pk: campaignId, sk: `addition#${id}` });

  const all = <T>(pk: string, prefix: string) => queryPrefix<T>(client, table, pk, prefix, { ScanIndexForward: false });

  const get = async (campaignId: string, id: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(campaignId, id), ConsistentRead: true }));
    return Item as AdditionRow | undefined;
  };

  const listsOf = async (pk: string, ids: readonly string[]): Promise<GradedLists> => {
    const read = async (list: string) => {
      const each = await Promise.all(ids.map((id) => readMoments(client, table, { pk, prefix: `added#${list}#${id}#` })));
      return earliestOf(each.flatMap((entries) => [...entries]));
    };
    const lists = await Promise.all(gradedLists.map(async (list) => [list, await read(list)] as const));
    return Object.fromEntries(lists) as unknown as GradedLists;
  };

  return {
    add: async (row, lists) => {
      const isNew = await putIfAbsent(client, table, { ...keyOf(row.campaignId, row.id), ...row });
      if (!isNew && (await get(row.campaignId, row.id))?.digest !== row.digest) return false;
      for (const list of gradedLists) {
        await putNewEntries(client, table, { pk: row.campaignId, prefix: `added#${list}#${row.id}#` }, [...lists[list]]);
      }
      return true;
    },
    get,
    list: (campaignId) => all<AdditionRow>(campaignId, 'addition#'),
    lists: (campaignId, id) => listsOf(campaignId, [id]),
    listsInForce: async (campaignId, but) => {
      const rows = await all<AdditionRow>(campaignId, 'addition#');
      return listsOf(
        campaignId,
        rows.filter((row) => row.id !== but && isInForce(row)).map(({ id }) => id),
      );
    },
    change: (campaignId, id, name, sets = {}, guards = {}) =>
      tryTransition(client, { table, key: keyOf(campaignId, id), transition: additionTransitions[name], sets, guards }),
    counts: async (campaignId, id, pass) => {
      const lanes = await all<{ readonly lane: number; readonly accounts: number }>(campaignId, `${pass}#${id}#`);
      return new Map(lanes.map(({ lane, accounts }) => [lane, accounts]));
    },
    keepCount: async (campaignId, id, pass, lane, accounts) => {
      await putIfAbsent(client, table, { pk: campaignId, sk: `${pass}#${id}#${lane}`, lane, accounts });
    },
    takeAlone: async (campaignId, id, accounts, most) => {
      const Key = { pk: campaignId, sk: 'graded-alone' };
      if (accounts > most) return false;
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key,
            UpdateExpression: 'ADD accounts :accounts, additions :ids',
            ConditionExpression: 'attribute_not_exists(pk) OR (NOT contains(additions, :id) AND accounts <= :most)',
            ExpressionAttributeValues: { ':accounts': accounts, ':ids': new Set([id]), ':id': id, ':most': most - accounts },
          }),
        );
        return true;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
        return (Item?.additions as ReadonlySet<string> | undefined)?.has(id) ?? false;
      }
    },
    lanes: async (campaignId, id) => {
      const lanes = await all<Lane>(campaignId, `graded#${id}#`);
      return new Map(lanes.map(({ lane, outcome }) => [lane, outcome]));
    },
    keepLane: async (campaignId, id, lane, outcome, matched) => {
      await putEntries(client, table, { pk: campaignId, prefix: `met#${id}#${lane}#` }, matched.map(plain));
      const Item: Lane & Record<'pk' | 'sk', string> = { pk: campaignId, sk: `graded#${id}#${lane}`, lane, outcome };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    matched: (campaignId, id) => readEntries(client, table, { pk: campaignId, prefix: `met#${id}#` }),
  };
}

/** The additions, kept beside their campaigns. */
export const additions: Part<Additions> = (sandbox) => onTable(sandbox, 'campaigns', makeAdditions);
