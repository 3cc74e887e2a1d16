import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type AuditFact, type AuditHead, chain, noEntries } from '#domain/audit/audit.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';
import { conditionFailures } from '../table/transition.ts';

/** Entries appended in one transaction: DynamoDB takes 100 actions, one of which moves the head. */
const entriesPerWrite = 99;

/** Tries of a transaction, as somebody else may append to the chain at the same instant. */
const tries = 10;

/** The audit log: append-only hash chains, one a lane. */
export interface Audit {
  /**
   * Appends facts to a chain; those whose origin it has already are passed over. Gives those that it appended.
   * @throws TransactionCanceledException when somebody else appends to the lane again and again; repeat then.
   */
  append(lane: string, facts: readonly AuditFact[]): Promise<readonly AuditFact[]>;
}

/** All heads stand together, so that whoever seals them finds them with one query. */
export const headsPartition = 'heads';

/** Where a chain's entry with this origin is. */
function entryKey(lane: string, { origin }: AuditFact) {
  return { pk: lane, sk: `entry#${origin}` };
}

/** The audit log in the table of this name. */
export function makeAudit(client: DynamoDBDocumentClient, table: string): Audit {
  const get = async (Key: { readonly pk: string; readonly sk: string }): Promise<AuditHead | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && { number: Number(Item.number), hash: String(Item.hash) };
  };

  const appendSome = async (lane: string, facts: readonly AuditFact[], triesLeft: number): Promise<readonly AuditFact[]> => {
    const key = { pk: headsPartition, sk: lane };
    const kept = await get(key);
    // Heads from before they stood together are each with their chain.
    let head = kept ?? (await get({ pk: lane, sk: 'head' })) ?? noEntries;
    const puts = facts.map((fact) => {
      const entry = chain(lane, head, fact);
      head = entry;
      return { Put: { TableName: table, Item: { ...entryKey(lane, fact), ...entry }, ConditionExpression: 'attribute_not_exists(pk)' } };
    });
    const moved = {
      Put: {
        TableName: table,
        Item: { ...key, number: head.number, hash: head.hash },
        ...(kept === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#hash = :before',
              ExpressionAttributeNames: { '#hash': 'hash' },
              ExpressionAttributeValues: { ':before': kept.hash },
            }),
      },
    };
    try {
      await client.send(new TransactWriteCommand({ TransactItems: [...puts, moved] }));
      return facts;
    } catch (error) {
      const failed = conditionFailures(error);
      if (failed === undefined || triesLeft === 0) throw error;
      const fresh = facts.filter((_, index) => !failed.has(index));
      return fresh.length === 0 ? [] : appendSome(lane, fresh, triesLeft - 1);
    }
  };

  return {
    append: async (lane, facts) => {
      const once = [...new Map(facts.map((fact) => [fact.origin, fact])).values()];
      const appended: AuditFact[] = [];
      for (let from = 0; from < once.length; from += entriesPerWrite) {
        appended.push(...(await appendSome(lane, once.slice(from, from + entriesPerWrite), tries)));
      }
      return appended;
    },
  };
}

/** The audit log of the deployment. */
export const audit: Part<Audit> = (sandbox) => onTable(sandbox, 'audit', makeAudit);
