import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type NoteRow, notedStates } from '#domain/campaign/note.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { queryPrefix } from '../table/query-all.ts';
import { isTransactionConditionFailure, isTransactionConflict } from '../table/transition.ts';

/** The notes that staff put on campaigns. */
export interface Notes {
  /** Writes a note, unless it is there already; gives it as it stands. Undefined where its campaign takes none: it was cancelled, or is being erased. */
  put(row: NoteRow): Promise<NoteRow | undefined>;
  /** Those of a campaign, newest first. */
  list(campaignId: string): Promise<readonly NoteRow[]>;
}

/** How often a note is tried whose campaign another write is changing. */
const tries = 10;

/** Notes in the campaigns' table of this name. */
export function makeNotes(client: DynamoDBDocumentClient, table: string): Notes {
  return {
    put: async (row) => {
      const Key = { pk: row.campaignId, sk: `note#${row.id}` };
      const note = { TableName: table, Item: { ...Key, ...row, version: 1 }, ConditionExpression: 'attribute_not_exists(pk)' };
      const states = notedStates.map((state, index) => [`:s${index}`, state] as const);
      // One transaction, so that no note comes to stand behind an erase.
      const campaign = {
        TableName: table,
        Key: { pk: 'campaign', sk: row.campaignId },
        ConditionExpression: `#state IN (${states.map(([name]) => name).join(', ')}) AND attribute_not_exists(erasedBy)`,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: Object.fromEntries(states),
      };
      for (let attempt = 1; ; attempt++) {
        try {
          await client.send(new TransactWriteCommand({ TransactItems: [{ Put: note }, { ConditionCheck: campaign }] }));
          return row;
        } catch (error) {
          if (isTransactionConflict(error) && attempt < tries) continue;
          if (isTransactionConflict(error) || !isTransactionConditionFailure(error)) throw error;
          const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
          return Item as NoteRow | undefined;
        }
      }
    },
    list: (campaignId) => queryPrefix<NoteRow>(client, table, campaignId, 'note#', { ScanIndexForward: false }),
  };
}

/** The notes, kept beside their campaigns. */
export const notes: Part<Notes> = (sandbox) => onTable(sandbox, 'campaigns', makeNotes);
