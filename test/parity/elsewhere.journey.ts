import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { plain, tables, things } from './dynamodb-case.ts';
import { emulatorDiffers } from './emulator-differs.ts';
import { runCases } from './run-cases.ts';

/** The DynamoDB to compare with: the emulator's, DynamoDB Local, or AWS. */
const endpoint = process.env.DYNAMODB_ENDPOINT ?? process.env.AWS_ENDPOINT_URL;

/**
 * With whose words the refusals are compared: `local`, those of DynamoDB Local; `aws`, AWS's own; `none`, for an emulator: it must refuse the same calls with the same
 * error, give the same answers, and leave the same items behind.
 */
const wording = process.env.DYNAMODB_WORDING ?? 'none';

describe(`DynamoDB at ${endpoint}`, () => {
  const bare = new DynamoDBClient({
    ...(endpoint !== undefined && { endpoint }),
    region: process.env.AWS_REGION ?? 'eu-west-1',
    ...(process.env.AWS_ACCESS_KEY_ID === undefined && { credentials: { accessKeyId: 'none', secretAccessKey: 'none' } }),
  });
  const client = DynamoDBDocumentClient.from(bare);
  const removeTables = async () => {
    for (const { TableName } of tables) await bare.send(new DeleteTableCommand({ TableName })).catch(() => undefined);
  };

  beforeAll(async () => {
    await removeTables();
    for (const table of tables) {
      const { TableName, AttributeDefinitions, KeySchema, LocalSecondaryIndexes, GlobalSecondaryIndexes } = structuredClone(table);
      const input = {
        TableName,
        AttributeDefinitions,
        KeySchema,
        LocalSecondaryIndexes,
        GlobalSecondaryIndexes,
        BillingMode: 'PAY_PER_REQUEST',
      };
      await bare.send(new CreateTableCommand(input as ConstructorParameters<typeof CreateTableCommand>[0]));
      await waitUntilTableExists({ client: bare, maxWaitTime: 60 }, { TableName });
    }
  }, 120_000);
  beforeEach(async () => {
    for (const TableName of [things, plain]) {
      const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
      for (const { pk, sk, id } of Items) await client.send(new DeleteCommand({ TableName, Key: id === undefined ? { pk, sk } : { id } }));
    }
  });
  afterAll(removeTables);
  runCases(
    () => client,
    ({ outcome, local }) => (wording === 'local' ? (local ?? outcome) : outcome),
    (outcome) => (wording === 'none' && 'error' in outcome ? { error: outcome.error } : outcome),
    wording === 'none' ? emulatorDiffers : undefined,
  );
});
