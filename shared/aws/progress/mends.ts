import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Ids } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';
import type { CounterKey } from './progress.ts';

/** Counters that were wrong and are right again. Whoever reads the stream of the table makes an entry of the audit log of each. */
export interface Mends {
  /** @param sums by how much each counter was changed */
  note(key: CounterKey, sums: Readonly<Record<string, number>>): Promise<void>;
}

/** Mends in the campaigns' table of this name. */
export function makeMends(client: DynamoDBDocumentClient, table: string, ids: Ids): Mends {
  return {
    note: async ({ campaignId, counted, lane }, sums) => {
      await putIfAbsent(client, table, { pk: campaignId, sk: `mend#${ids.next()}`, counted, lane, sums });
    },
  };
}

/** The mends, kept beside their campaigns. */
export const mends: Part<Mends> = (sandbox) =>
  onTable(sandbox, 'campaigns', (client, table) => makeMends(client, table, sandbox.platform.ids));
