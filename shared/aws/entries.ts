import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { queryAll } from './query-all.ts';

/** Entries of an uploaded list in one item: 350 of at most 254 characters stay under 400 KB, DynamoDB's limit, in any script. */
const entriesPerItem = 350;

/** Keeps the entries of a list in items `<prefix>0000`, `<prefix>0001`, … of one partition. Writing the same again changes nothing. */
export async function putEntries(
  client: DynamoDBDocumentClient,
  table: string,
  pk: string,
  prefix: string,
  entries: readonly string[],
): Promise<void> {
  for (let from = 0; from < entries.length; from += entriesPerItem) {
    const sk = `${prefix}${String(from / entriesPerItem).padStart(4, '0')}`;
    await client.send(new PutCommand({ TableName: table, Item: { pk, sk, entries: entries.slice(from, from + entriesPerItem) } }));
  }
}

/** The entries under a prefix, of several lists where it is theirs too. */
export async function readEntries(client: DynamoDBDocumentClient, table: string, pk: string, prefix: string): Promise<ReadonlySet<string>> {
  const chunks = await queryAll<{ readonly entries: readonly string[] }>(client, {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
    ConsistentRead: true,
  });
  return new Set(chunks.flatMap((chunk) => chunk.entries));
}
