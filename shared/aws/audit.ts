import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditEntry, type AuditFact, type AuditHead, chain, noEntries } from '#domain/audit.ts';
import { comparableSequence } from '#domain/progress.ts';
import { queryAll } from './query-all.ts';

/** Entries appended in one transaction: DynamoDB takes 100 actions, one of which moves the head. */
const entriesPerWrite = 99;

/** The audit log: append-only hash chains, one a lane. */
export interface Audit {
  /**
   * Appends facts of one lane in stream order; those that the chain already has are passed over.
   * @throws TransactionCanceledException when somebody else appends to the lane at the same instant; repeat then.
   */
  append(lane: string, facts: readonly AuditFact[]): Promise<void>;
  /** A chain from its first entry on. */
  entries(lane: string): Promise<readonly AuditEntry[]>;
}

/** The audit log in the table of this name. */
export function makeAudit(client: DynamoDBDocumentClient, table: string): Audit {
  const headKey = (lane: string) => ({ pk: lane, sk: 'head' });

  const appendSome = async (lane: string, facts: readonly AuditFact[]): Promise<void> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: headKey(lane), ConsistentRead: true }));
    const last = String(Item?.last ?? '');
    const fresh = facts.filter((fact) => comparableSequence(fact.sequence) > last);
    if (fresh.length === 0) return;
    let head: AuditHead = Item === undefined ? noEntries : { number: Number(Item.number), hash: String(Item.hash) };
    const puts = fresh.map((fact) => {
      const entry = chain(lane, head, fact);
      head = entry;
      const key = { pk: lane, sk: `entry#${String(entry.number).padStart(12, '0')}` };
      return { Put: { TableName: table, Item: { ...key, ...entry }, ConditionExpression: 'attribute_not_exists(pk)' } };
    });
    const moved = {
      Put: {
        TableName: table,
        Item: { ...headKey(lane), number: head.number, hash: head.hash, last: comparableSequence(fresh.at(-1)?.sequence ?? '') },
        ConditionExpression: 'attribute_not_exists(pk) OR #hash = :before',
        ExpressionAttributeNames: { '#hash': 'hash' },
        ExpressionAttributeValues: { ':before': String(Item?.hash ?? '') },
      },
    };
    await client.send(new TransactWriteCommand({ TransactItems: [...puts, moved] }));
  };

  return {
    append: async (lane, facts) => {
      for (let from = 0; from < facts.length; from += entriesPerWrite) await appendSome(lane, facts.slice(from, from + entriesPerWrite));
    },
    entries: (lane) =>
      queryAll<AuditEntry>(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': lane, ':prefix': 'entry#' },
      }),
  };
}
