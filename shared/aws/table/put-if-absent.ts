import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailure } from './transition.ts';

/** Writes a row under its key `pk` (and `sk`), as version 1; false when there is one already, which is then left as it is. */
export async function putIfAbsent(client: DynamoDBDocumentClient, table: string, item: object): Promise<boolean> {
  try {
    await client.send(new PutCommand({ TableName: table, Item: { ...item, version: 1 }, ConditionExpression: 'attribute_not_exists(pk)' }));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
