import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CountedRow } from '#domain/progress/lane-counter.ts';
import { type Counted, countedAttributes, countsOf } from '#domain/progress/progress.ts';
import type { Part } from '#shared/wiring.ts';
import { lanePartition } from '../account/accounts.ts';
import { dynamodb } from '../calls/clients.ts';
import { namesOf } from '../table/on-table.ts';
import { queryAll } from '../table/query-all.ts';
import type { CounterKey } from './progress.ts';

/** The rows that are counted, as a recount reads them. */
export interface CountedRows {
  /** The rows of a lane by their sort keys. Each is as it was at some moment while they were read. */
  ofLane(key: CounterKey): Promise<ReadonlyMap<string, CountedRow>>;
}

type Row = Readonly<Record<string, unknown>>;

/** Rows in the tables of these names. */
export function makeCountedRows(client: DynamoDBDocumentClient, tables: Readonly<Record<Counted, string>>): CountedRows {
  const attributes = ['sk', 'version', ...countedAttributes];
  const names = Object.fromEntries(attributes.map((attribute) => [`#${attribute}`, attribute]));
  return {
    ofLane: async ({ campaignId, counted, lane }) => {
      const rows = await queryAll<Row>(client, {
        TableName: tables[counted],
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': lanePartition(campaignId, lane) },
        ExpressionAttributeNames: names,
        ProjectionExpression: Object.keys(names).join(', '),
        // A row that is read must not be older than a change of it that was counted.
        ConsistentRead: true,
      });
      return new Map(
        rows.map((row) => [String(row.sk), { version: Number(row.version ?? 0), counts: countsOf((attribute) => row[attribute]) }]),
      );
    },
  };
}

/** The counted rows of the deployment. */
export const countedRows: Part<CountedRows> = (sandbox) =>
  makeCountedRows(sandbox.use(dynamodb), namesOf(sandbox, 'accounts', 'notices', 'steps'));
