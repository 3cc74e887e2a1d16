import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { virtualWorld } from '#simulator/world.ts';

/** A world in virtual time with the table `pace`, and a client of it. Nothing that expires is swept from it. */
export function startPaceTable(options: Parameters<typeof virtualWorld>[0] = {}) {
  const world = virtualWorld(options);
  const dynamodb = simulateDynamoDb(world);
  dynamodb.createTable({
    TableName: 'pace',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  const bare = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
  return { world, client: connectDirect(bare, world, outsideCaller, new Map([['DynamoDBDocumentClient', dynamodb]])) };
}
