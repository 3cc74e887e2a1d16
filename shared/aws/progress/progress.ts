import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { NextChannel } from '#domain/campaign/channel-plan.ts';
import { sweepTotals } from '#domain/campaign/sweep.ts';
import { type ChannelTotals, stepTotals } from '#domain/next-channel/next-channel.ts';
import { type CounterBook, emptyBook, enterChanges, type RowChange, tally } from '#domain/progress/lane-counter.ts';
import { type Counted, furtherTotals, noProgress, type ProgressTotals, type Snapshot } from '#domain/progress/progress.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { queryAll } from '../table/query-all.ts';
import { isConditionFailure } from '../table/transition.ts';

/** Which counters: those of one lane of a campaign. */
export interface CounterKey {
  readonly campaignId: string;
  readonly counted: Counted;
  /** 0 to 63. */
  readonly lane: number;
}

/** The counters of one lane, with the book that is kept beside them. */
export interface LaneCounter {
  readonly key: CounterKey;
  readonly book: CounterBook;
  /** How many rows count as what. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Two resolutions of history: fine for the first hours, coarse for the weeks after. */
const resolutions = [
  { prefix: 'fine#', ms: 10_000, keptSeconds: 7_200 },
  { prefix: 'coarse#', ms: 600_000, keptSeconds: undefined },
] as const;

/** The counters of the campaigns: one item a lane, each with the book that lets every change count once. */
export interface Progress {
  /** Counts changes of one lane, each exactly once, in whatever order and however often they are delivered; see {@link enterChanges}. */
  count(key: CounterKey, changes: readonly RowChange[]): Promise<void>;
  counter(key: CounterKey): Promise<LaneCounter>;
  /** Of all lanes of a campaign in which anything was counted. */
  counters(campaignId: string): Promise<readonly LaneCounter[]>;
  /** Adds to counters and replaces their book; false when somebody else wrote them meanwhile. */
  write(counter: LaneCounter, sums: Readonly<Record<string, number>>, book: CounterBook): Promise<boolean>;
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

  const readCounter = async (key: CounterKey): Promise<LaneCounter> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
    return toCounter(key, Item ?? {});
  };

  /** The books as this sandbox wrote them last, so that it need not read one before each write. */
  const books = new Map<string, CounterBook>();

  const write = async (
    key: CounterKey,
    before: CounterBook,
    sums: Readonly<Record<string, number>>,
    book: CounterBook,
  ): Promise<boolean> => {
    const entries = Object.entries(sums);
    const names = Object.fromEntries(entries.map(([name], index) => [`#c${index}`, name]));
    const values = Object.fromEntries(entries.map(([, count], index) => [`:c${index}`, count]));
    const added = entries.map((_, index) => `#c${index} :c${index}`).join(', ');
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(key),
          UpdateExpression: `SET #book = :book${added === '' ? '' : ` ADD ${added}`}`,
          ConditionExpression: before.revision === 0 ? 'attribute_not_exists(#book)' : '#book.#revision = :revision',
          ExpressionAttributeNames: { '#book': 'book', ...(before.revision > 0 && { '#revision': 'revision' }), ...names },
          ExpressionAttributeValues: { ':book': book, ...(before.revision > 0 && { ':revision': before.revision }), ...values },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };

  return {
    count: async (key, changes) => {
      const name = Object.values(keyOf(key)).join();
      let before = books.get(name) ?? (await readCounter(key)).book;
      for (;;) {
        const { fresh, book } = enterChanges(before, changes);
        if (book === before || (await write(key, before, tally(fresh), book))) return void books.set(name, book);
        before = (await readCounter(key)).book;
      }
    },
    counter: readCounter,
    counters: async (campaignId) => {
      const rows = await Promise.all(['accounts', 'notices', 'steps'].map((counted) => query(campaignId, `${counted}#`, `${counted}#~`)));
      return rows.flat().map(({ sk, ...row }) => toCounter({ campaignId, ...laneIn(String(sk)) }, row));
    },
    write: ({ key, book }, sums, next) => write(key, book, sums, next),
    totals: async (campaignId) => {
      const { accounts, notices } = structuredClone(noProgress);
      const sums: Record<'accounts' | 'notices', Record<string, number>> = { accounts, notices };
      for (const { sk, ...row } of await query(campaignId, 'accounts#', 'notices#~')) {
        const { counted, lane } = laneIn(String(sk));
        addTo(sums[counted as keyof typeof sums], toCounter({ campaignId, counted, lane }, row));
      }
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
      for (const { sk, ...row } of await query(campaignId, 'steps#', 'steps#~'))
        addTo(sums, toCounter({ campaignId, ...laneIn(String(sk)) }, row));
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

function laneIn(sk: string): Pick<CounterKey, 'counted' | 'lane'> {
  const [counted, lane] = sk.split('#');
  return { counted: counted as Counted, lane: Number(lane) };
}

function keyOf({ campaignId, counted, lane }: CounterKey) {
  return { pk: campaignId, sk: `${counted}#${String(lane).padStart(2, '0')}` };
}

function toCounter(
  key: CounterKey,
  { pk: _, sk: __, last: ___, book = emptyBook, ...counts }: Readonly<Record<string, unknown>>,
): LaneCounter {
  return { key, book: book as CounterBook, counts: counts as Readonly<Record<string, number>> };
}

/** Adds the counters of one lane to sums. */
function addTo(sums: Record<string, number>, { counts }: LaneCounter): void {
  for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + Number(count);
}

/** The counters of the deployment. */
export const progress: Part<Progress> = (sandbox) => onTable(sandbox, 'progress', makeProgress);
