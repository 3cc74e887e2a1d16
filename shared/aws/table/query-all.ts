import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';

/** Every item of a query, page after page. For collections that are known to be small. */
export async function queryAll<T>(client: DynamoDBDocumentClient, query: QueryCommandInput): Promise<T[]> {
  const items: T[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...query, ExclusiveStartKey: start }));
    items.push(...((page.Items ?? []) as T[]));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/**
 * Every item of a partition whose sort key begins with a text, as it was written a moment ago.
 * @param more such as `ScanIndexForward: false` for the last ones first, or a projection
 */
export function queryPrefix<T>(
  client: DynamoDBDocumentClient,
  table: string,
  pk: string,
  prefix: string,
  more: Pick<QueryCommandInput, 'ScanIndexForward' | 'ProjectionExpression'> = {},
): Promise<T[]> {
  return queryAll<T>(client, {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
    ConsistentRead: true,
    ...more,
  });
}
