import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableName } from '#domain/resources/tables.ts';
import type { Clock } from '#shared/platform.ts';
import { tableVariable, text } from '#shared/variables.ts';
import type { Part, Sandbox } from '#shared/wiring.ts';
import { dynamodb } from '../calls/clients.ts';

/** What `make` makes of a table of the function. */
export function onTable<T>(
  { use, read, platform }: Sandbox,
  table: TableName,
  make: (client: DynamoDBDocumentClient, table: string, clock: Clock) => T,
): T {
  return make(use(dynamodb), read(tableVariable(table), text), platform.clock);
}

/** The name that a table has in AWS. */
export function nameOf(table: TableName): Part<string> {
  return ({ read }) => read(tableVariable(table), text);
}

/** The names that some tables have in AWS. */
export function namesOf<T extends TableName>({ read }: Sandbox, ...tables: readonly T[]): Readonly<Record<T, string>> {
  return Object.fromEntries(tables.map((table) => [table, read(tableVariable(table), text)])) as Record<T, string>;
}
