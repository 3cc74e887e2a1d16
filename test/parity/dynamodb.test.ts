import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { connectWire } from '#simulator/doors/wire.ts';
import { simulateDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import { virtualWorld } from '#simulator/world.ts';
import { type Operation, type Outcome, type ParityCase, plain, tables, things } from './dynamodb-case.ts';
import { dynamoDbCases } from './dynamodb-cases.ts';

/** Runs the cases on another DynamoDB: DynamoDB Local, an emulator, or AWS. */
const endpoint = process.env.DYNAMODB_ENDPOINT;
/** DynamoDB Local words some refusals otherwise; set to `aws` to expect AWS's own words of the endpoint. */
const isLocal = process.env.DYNAMODB_WORDING !== 'aws';

const commands = {
  Get: GetCommand,
  Put: PutCommand,
  Update: UpdateCommand,
  Delete: DeleteCommand,
  Query: QueryCommand,
  Scan: ScanCommand,
  BatchGet: BatchGetCommand,
  BatchWrite: BatchWriteCommand,
  TransactGet: TransactGetCommand,
  TransactWrite: TransactWriteCommand,
} as const;

function send(client: DynamoDBDocumentClient, operation: Operation, input: object): Promise<object> {
  const command = new (commands[operation] as typeof GetCommand)(input as ConstructorParameters<typeof GetCommand>[0]);
  return client.send(command);
}

async function outcomeOf(client: DynamoDBDocumentClient, { operation, input }: ParityCase): Promise<Outcome> {
  try {
    const { $metadata, ...output } = (await send(client, operation, input)) as { $metadata: unknown };
    return { ok: output };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { Item, CancellationReasons } = error as { Item?: object; CancellationReasons?: object[] };
    return { error: error.name, message: error.message, ...(Item && { Item }), ...(CancellationReasons && { CancellationReasons }) };
  }
}

function runCases(client: () => DynamoDBDocumentClient, expected: (one: ParityCase) => Outcome): void {
  it.each(dynamoDbCases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    for (const item of one.items ?? []) await send(client(), 'Put', { TableName: things, Item: item });
    expect(await outcomeOf(client(), one)).toEqual(expected(one));
    if (one.after === undefined) return;
    const { pk, sk } = one.after as { pk: string; sk: string };
    expect(await send(client(), 'Get', { TableName: things, Key: { pk, sk } })).toMatchObject({ Item: one.after });
  });
}

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

describe.runIf(endpoint !== undefined)(`DynamoDB at ${endpoint}`, () => {
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
    ({ outcome, local }) => (isLocal ? (local ?? outcome) : outcome),
  );
});
