import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { NextChannel } from '#domain/channel-plan.ts';
import { type ChannelTotals, stepTotals } from '#domain/next-channel.ts';
import {
  comparableSequence,
  furtherTotals,
  noProgress,
  type ProgressTotals,
  type RowChange,
  type Snapshot,
  tally,
} from '#domain/progress.ts';
import { sweepTotals } from '#domain/sweep.ts';
import { queryAll } from './query-all.ts';
import { isConditionFailure } from './transition.ts';

/** What is counted. */
export type Counted = 'accounts' | 'notices' | 'steps';

/** Two resolutions of history: fine for the first hours, coarse for the weeks after. */
const resolutions = [
  { prefix: 'fine#', ms: 10_000, keptSeconds: 7_200 },
  { prefix: 'coarse#', ms: 600_000, keptSeconds: undefined },
] as const;

/** The counters of the campaigns: one a lane, each with the stream position up to which it has counted. */
export interface Progress {
  /**
   * Counts changes of one lane, in stream order, each exactly once however often it is delivered. A row may count as several things: its changes
   * then come one after the other with the same sequence.
   */
  count(campaignId: string, counted: Counted, lane: string, changes: readonly RowChange[]): Promise<void>;
  totals(campaignId: string): Promise<ProgressTotals>;
  /** Steps for holders who cannot be reached, by channel. */
  steps(campaignId: string): Promise<Readonly<Record<NextChannel, ChannelTotals>>>;
  /** Keeps the totals as they are at an instant. */
  keep(campaignId: string, snapshot: Snapshot): Promise<void>;
  /** Kept totals, oldest first. */
  history(campaignId: string): Promise<readonly Snapshot[]>;
}

/** Progress in the table of this name. */
export function makeProgress(client: DynamoDBDocumentClient, table: string): Progress {
  const query = (campaignId: string, from: string, to: string) =>
    queryAll<Record<string, unknown>>(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': campaignId, ':from': from, ':to': to },
      ConsistentRead: true,
    });

  const add = async (key: Record<string, string>, changes: readonly RowChange[], condition: string, expected: string): Promise<boolean> => {
    const entries = Object.entries(tally(changes));
    const names = Object.fromEntries(entries.map(([state], index) => [`#c${index}`, state]));
    const values = Object.fromEntries(entries.map(([, count], index) => [`:c${index}`, count]));
    const sums = entries.map((_, index) => `#c${index} :c${index}`).join(', ');
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: key,
          UpdateExpression: `SET #last = :last${sums === '' ? '' : ` ADD ${sums}`}`,
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#last': 'last', ...names },
          ExpressionAttributeValues: { ...values, ':last': comparableSequence(changes.at(-1)?.sequence ?? ''), ':expected': expected },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };

  return {
    count: async (campaignId, counted, lane, changes) => {
      const first = changes[0];
      if (first === undefined) return;
      const key = { pk: campaignId, sk: `${counted}#${lane}` };
      if (await add(key, changes, 'attribute_not_exists(#last) OR #last < :expected', comparableSequence(first.sequence))) return;
      for (;;) {
        const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
        const last = String(Item?.last ?? '');
        const rest = changes.filter((change) => comparableSequence(change.sequence) > last);
        if (rest.length === 0 || (await add(key, rest, '#last = :expected', last))) return;
      }
    },
    totals: async (campaignId) => {
      const { accounts, notices } = structuredClone(noProgress);
      const sums: Record<'accounts' | 'notices', Record<string, number>> = { accounts, notices };
      for (const row of await query(campaignId, 'accounts#', 'notices#~'))
        addTo(sums[String(row.sk).split('#')[0] as keyof typeof sums], row);
      const of = (counted: keyof typeof sums) => Object.keys(noProgress[counted]).map((state) => [state, sums[counted][state]]);
      const further = furtherTotals(sums.notices);
      return {
        ...(further && { further }),
        accounts: Object.fromEntries(of('accounts')),
        notices: Object.fromEntries(of('notices')),
        sweep: sweepTotals(sums.accounts),
      };
    },
    steps: async (campaignId) => {
      const sums: Record<string, number> = {};
      for (const row of await query(campaignId, 'steps#', 'steps#~')) addTo(sums, row);
      return stepTotals(sums);
    },
    keep: async (campaignId, { atMs, totals }) => {
      for (const { prefix, ms, keptSeconds } of resolutions) {
        const at = Math.floor(atMs / ms) * ms;
        const expiry = keptSeconds === undefined ? {} : { expiresAt: Math.ceil(at / 1000) + keptSeconds };
        await client.send(
          new PutCommand({
            TableName: table,
            Item: { pk: campaignId, sk: `snapshot#${prefix}${String(at).padStart(15, '0')}`, atMs, totals, ...expiry },
          }),
        );
      }
    },
    history: async (campaignId) => {
      const snapshots = (await query(campaignId, 'snapshot#', 'snapshot#~')) as unknown as Snapshot[];
      return [...new Map(snapshots.map(({ atMs, totals }) => [atMs, { atMs, totals }])).values()].sort((a, b) => a.atMs - b.atMs);
    },
  };
}

/** Adds the counters of one lane to sums. */
function addTo(sums: Record<string, number>, { pk: _, sk: __, last: ___, ...counters }: Readonly<Record<string, unknown>>): void {
  for (const [name, count] of Object.entries(counters)) sums[name] = (sums[name] ?? 0) + Number(count);
}
