import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addressDigest, personalAttributes, personalLists } from '#domain/plan/erasure.ts';
import type { Clock } from '#shared/platform.ts';
import { retryThrottled } from '../calls/retry-throttled.ts';
import type { ReadSecret } from '../secret.ts';
import { queryPrefix } from '../table/query-all.ts';
import { isConditionFailure } from '../table/transition.ts';
import { lanePartition } from './accounts.ts';

/** Names of the tables that hold personal data of campaigns. */
export interface ErasureTables {
  readonly campaigns: string;
  readonly accounts: string;
  readonly notices: string;
}

/** Takes personal data out. Each part is safe to repeat: what is erased already is passed over. */
export interface Erasure {
  /** Uploaded lists, their matches, contacts, notes, and samples of proposals and additions; gives how many items changed. */
  lists(campaignId: string): Promise<number>;
  /**
   * The accounts and notices of a lane.
   * @param atMs the moment, in ms since 1970
   * @param hasTime asked after each page of rows: without time it ends there
   */
  lane(campaignId: string, lane: number, atMs: number, hasTime: () => boolean): Promise<ErasedLane>;
}

/** What was done in a lane. */
export interface ErasedLane {
  /** Rows that changed. */
  readonly rows: number;
  /** Whether nothing is left to erase in it. */
  readonly complete: boolean;
}

/** Rows that are written side by side. */
const together = 25;

/** Rows that are read at once, so that time is looked at every few seconds. */
const pageSize = 1_000;

/** Between two tries of a row that DynamoDB had no room for, in ms, after the client's own. */
const throttledMs = 500;

/** What an erase looks at. */
interface Row {
  readonly pk: string;
  readonly sk: string;
  readonly sub?: string;
  readonly address?: string;
  readonly out?: string;
  readonly erasedAt?: number;
}

/** Erasure in the tables of these names. @param readSecret gives what the digests of addresses are made with: the secret of the codes */
export function makeErasure(client: DynamoDBDocumentClient, tables: ErasureTables, readSecret: ReadSecret, clock: Clock): Erasure {
  const eraseRow = async (table: 'accounts' | 'notices', { pk, sk, sub = '', address, out }: Row, atMs: number): Promise<void> => {
    const secret = await readSecret();
    const removed = personalAttributes[table];
    const kept = table === 'accounts' && address !== undefined ? { address: addressDigest(secret, address) } : {};
    const set: Readonly<Record<string, unknown>> = { username: '', erasedAt: atMs, ...kept, ...(out !== undefined && { out: `#${sub}` }) };
    const named = (names: readonly string[], mark: string) => names.map((name, index) => [`#${mark}${index}`, name] as const);
    const sets = named(Object.keys(set), 's');
    const removals = named(removed, 'r');
    await client.send(
      new UpdateCommand({
        TableName: tables[table],
        Key: { pk, sk },
        UpdateExpression: `SET ${sets.map(([name], index) => `${name} = :s${index}`).join(', ')} REMOVE ${removals.map(([name]) => name).join(', ')} ADD #version :one`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: Object.fromEntries([...sets, ...removals, ['#version', 'version']]),
        ExpressionAttributeValues: {
          ...Object.fromEntries(Object.values(set).map((value, index) => [`:s${index}`, value])),
          ':one': 1,
        },
      }),
    );
  };

  const eraseLane = async (table: 'accounts' | 'notices', pk: string, atMs: number, hasTime: () => boolean): Promise<ErasedLane> => {
    let rows = 0;
    let start: Record<string, unknown> | undefined;
    do {
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tables[table],
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
          Limit: pageSize,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      const left = ((Items ?? []) as Row[]).filter(({ erasedAt }) => erasedAt === undefined);
      for (let from = 0; from < left.length; from += together) {
        await Promise.all(
          left.slice(from, from + together).map((row) => retryThrottled(clock, throttledMs, () => eraseRow(table, row, atMs))),
        );
      }
      rows += left.length;
      start = LastEvaluatedKey;
    } while (start !== undefined && hasTime());
    return { rows, complete: start === undefined };
  };

  const itemsOf = (pk: string, prefix: string) =>
    queryPrefix<Pick<Row, 'pk' | 'sk'>>(client, tables.campaigns, pk, prefix, { ProjectionExpression: 'pk, sk' });

  /** Takes what is shown of lists out of the rows that have them. */
  const eraseSamples = async (pk: string, prefix: string, ...path: readonly string[]): Promise<void> => {
    const names = path.map((name, index) => [`#p${index}`, name] as const);
    for (const { sk } of await itemsOf(pk, prefix)) {
      const removed = new UpdateCommand({
        TableName: tables.campaigns,
        Key: { pk, sk },
        UpdateExpression: `REMOVE ${names.map(([name]) => name).join('.')} ADD #version :one`,
        // DynamoDB refuses to remove what lies inside something that is not there, such as the outcome of an addition that was withdrawn.
        ConditionExpression: 'attribute_exists(#p0)',
        ExpressionAttributeNames: Object.fromEntries([...names, ['#version', 'version']]),
        ExpressionAttributeValues: { ':one': 1 },
      });
      await client.send(removed).catch((error: unknown) => {
        if (!isConditionFailure(error)) throw error;
      });
    }
  };

  return {
    lists: async (campaignId) => {
      const items = (await Promise.all(personalLists.map((prefix) => itemsOf(campaignId, prefix)))).flat();
      for (let from = 0; from < items.length; from += together) {
        await Promise.all(
          items
            .slice(from, from + together)
            .map((Key) => retryThrottled(clock, throttledMs, () => client.send(new DeleteCommand({ TableName: tables.campaigns, Key })))),
        );
      }
      await eraseSamples(campaignId, 'proposal#', 'sample');
      await eraseSamples(campaignId, 'shard#', 'shard', 'sample');
      await eraseSamples(campaignId, 'addition#', 'outcome', 'unmatchedFirst');
      return items.length;
    },
    lane: async (campaignId, lane, atMs, hasTime) => {
      const pk = lanePartition(campaignId, lane);
      const accounts = await eraseLane('accounts', pk, atMs, hasTime);
      if (!accounts.complete || !hasTime()) return { ...accounts, complete: false };
      const notices = await eraseLane('notices', pk, atMs, hasTime);
      return { rows: accounts.rows + notices.rows, complete: notices.complete };
    },
  };
}
