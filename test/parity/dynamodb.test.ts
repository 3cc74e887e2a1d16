import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe } from 'vitest';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { connectWire } from '#simulator/doors/wire.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { virtualWorld } from '#simulator/world.ts';
import { tables } from './dynamodb-case.ts';
import { runCases } from './run-cases.ts';

describe.each(['direct', 'wire'] as const)('simulated DynamoDB through the door %s', (door) => {
  let client: DynamoDBDocumentClient;
  beforeEach(() => {
    const world = virtualWorld({ latencyMs: { dynamodb: 0 } });
    const service = simulateDynamoDb(world);
    for (const table of tables) service.createTable(table);
    const bare = new DynamoDBClient({ region: 'eu-west-1', maxAttempts: 1 });
    client =
      door === 'direct'
        ? connectDirect(DynamoDBDocumentClient.from(bare), world, outsideCaller, new Map([['DynamoDBDocumentClient', service]]))
        : DynamoDBDocumentClient.from(connectWire(bare, world, outsideCaller, new Map([['DynamoDBClient', service]])));
  });
  runCases(
    () => client,
    ({ outcome }) => outcome,
  );
});
