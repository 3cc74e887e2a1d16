import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { type Operation, type Outcome, type ParityCase, things } from './dynamodb-case.ts';
import { dynamoDbCases } from './dynamodb-cases.ts';

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

/** Sends one call. */
export function send(client: DynamoDBDocumentClient, operation: Operation, input: object): Promise<object> {
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

/** What is compared of an outcome. */
export type Compare = (outcome: Outcome) => unknown;

/**
 * One test for each case.
 * @param expected the outcome that this DynamoDB must have
 * @param compare @default all of it
 * @param differs names of the cases in which it must have another one. @default none
 */
export function runCases(
  client: () => DynamoDBDocumentClient,
  expected: (one: ParityCase) => Outcome,
  compare: Compare = (outcome) => outcome,
  differs: ReadonlySet<string> = new Set(),
): void {
  it.each(dynamoDbCases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    for (const item of one.items ?? []) await send(client(), 'Put', { TableName: things, Item: item });
    const [seen, wanted] = [compare(await outcomeOf(client(), one)), compare(expected(one))];
    if (differs.has(one.name)) {
      expect(seen).not.toEqual(wanted);
      return;
    }
    expect(seen).toEqual(wanted);
    if (one.after === undefined) return;
    const { pk, sk } = one.after as { pk: string; sk: string };
    expect(await send(client(), 'Get', { TableName: things, Key: { pk, sk } })).toMatchObject({ Item: one.after });
  });
}
