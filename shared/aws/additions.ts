import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type AdditionOutcome, type AdditionRow, additionTransitions, type LanesOutcome } from '#domain/addition.ts';
import { type GradedLists, gradedLists } from '#domain/compromised.ts';
import { plain, putEntries, readEntries, readMoments } from './entries.ts';
import { putNew } from './put-new.ts';
import { queryAll } from './query-all.ts';
import { tryTransition } from './transition.ts';

/** Compromised accounts that were added to campaigns, with their lists and with what each lane came to. */
export interface Additions {
  /** Writes a new addition with its lists. Writing the same again changes nothing. */
  add(row: AdditionRow, lists: GradedLists): Promise<void>;
  get(campaignId: string, id: string): Promise<AdditionRow | undefined>;
  /** Those of a campaign, newest first. */
  list(campaignId: string): Promise<readonly AdditionRow[]>;
  /** The lists of one addition, or of all that a campaign has. */
  lists(campaignId: string, id?: string): Promise<GradedLists>;
  /** What the lanes came to that were gone through, by lane. */
  lanes(campaignId: string, id: string): Promise<ReadonlyMap<number, LanesOutcome>>;
  /** Keeps what a lane came to, with the entries that matched in it. */
  keepLane(campaignId: string, id: string, lane: number, outcome: LanesOutcome, matched: readonly string[]): Promise<void>;
  /** Entries that matched in some lane. */
  matched(campaignId: string, id: string): Promise<ReadonlySet<string>>;
  /** Every lane was gone through; false where that was known. */
  finish(campaignId: string, id: string, outcome: AdditionOutcome): Promise<boolean>;
}

interface Lane {
  readonly lane: number;
  readonly outcome: LanesOutcome;
}

/** Additions in the campaigns' table of this name. */
export function makeAdditions(client: DynamoDBDocumentClient, table: string): Additions {
  const keyOf = (campaignId: string, id: string) => ({ pk: campaignId, sk: `addition#${id}` });

  const all = <T>(pk: string, prefix: string) =>
    queryAll<T>(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: true,
      ScanIndexForward: false,
    });

  return {
    add: async (row, lists) => {
      for (const list of gradedLists) {
        await putEntries(client, table, { pk: row.campaignId, prefix: `added#${list}#${row.id}#` }, [...lists[list]]);
      }
      await putNew(client, table, { ...keyOf(row.campaignId, row.id), ...row });
    },
    get: async (campaignId, id) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(campaignId, id), ConsistentRead: true }));
      return Item as AdditionRow | undefined;
    },
    list: (campaignId) => all<AdditionRow>(campaignId, 'addition#'),
    lists: async (campaignId, id) => {
      const ofOne = id === undefined ? '' : `${id}#`;
      const read = (list: string) => readMoments(client, table, { pk: campaignId, prefix: `added#${list}#${ofOne}` });
      const lists = await Promise.all(gradedLists.map(async (list) => [list, await read(list)] as const));
      return Object.fromEntries(lists) as unknown as GradedLists;
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
    finish: (campaignId, id, outcome) =>
      tryTransition(client, { table, key: keyOf(campaignId, id), transition: additionTransitions.finish, sets: { outcome } }),
  };
}
