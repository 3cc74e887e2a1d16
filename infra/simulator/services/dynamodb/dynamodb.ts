import type { Fields, Operation, Service } from '../../service.ts';
import type { World } from '../../world.ts';
import { batchGet, batchWrite } from './operations/batch.ts';
import { getItem } from './operations/get.ts';
import { query, scan } from './operations/query.ts';
import { RequestTokens } from './operations/request-tokens.ts';
import { writeItem } from './operations/single.ts';
import { transactGet, transactWrite } from './operations/transactions.ts';
import { Database } from './storage/database.ts';
import { listTables } from './storage/list-tables.ts';
import { decode } from './storage/rows.ts';
import type { DynamoDbOptions } from './storage/settings.ts';
import type { TableDefinition } from './storage/table-definition.ts';
import type { TableStream } from './streams/stream.ts';
import { pick } from './values/values.ts';

/** Simulated DynamoDB with what tests and event source mappings need beside the API. */
export interface SimulatedDynamoDb extends Service {
  /** @throws AwsError ResourceInUseException where the table exists; Error for a key schema that is none. */
  createTable(definition: TableDefinition): { readonly arn: string };
  /** The table's stream; `undefined` when it has none. @throws AwsError ResourceNotFoundException */
  stream(tableName: string): TableStream | undefined;
  /** Puts items in the place of all that the table has, as a restore to an earlier moment does: no stream tells of it. */
  restore(tableName: string, items: readonly Readonly<Record<string, unknown>>[]): void;
  /** All items, for tests and recounts, as copies. @throws AwsError ResourceNotFoundException */
  rows(tableName: string): Iterable<Readonly<Record<string, unknown>>>;
}

/**
 * DynamoDB with on-demand tables: items, expressions, indexes, transactions, streams and time to live.
 * Every operation sees and gives plain values, as the document client's callers do, except that items in errors are
 * attribute values, as the document client leaves them. Reads are never stale, indexes never late, partitions never split.
 */
export function simulateDynamoDb(world: World, options: DynamoDbOptions = {}): SimulatedDynamoDb {
  const database = new Database(world, options);
  const tokens = new RequestTokens(world.clock);
  const operations: Record<string, Operation> = {
    GetItem: (input: Fields) => getItem(database, input),
    PutItem: (input: Fields) => writeItem(database, 'Put', input),
    UpdateItem: (input: Fields) => writeItem(database, 'Update', input),
    DeleteItem: (input: Fields) => writeItem(database, 'Delete', input),
    ListTables: (input: Fields) => listTables(database, input),
    Query: (input: Fields) => query(database, input),
    Scan: (input: Fields) => scan(database, input),
    BatchGetItem: (input: Fields) => batchGet(database, input),
    BatchWriteItem: (input: Fields) => batchWrite(database, input),
    TransactWriteItems: (input: Fields) => transactWrite(database, tokens, input),
    TransactGetItems: (input: Fields) => transactGet(database, input),
  };
  return {
    name: 'dynamodb',
    operations,
    createTable: (definition) => database.create(definition),
    stream: (tableName) => database.table(tableName).stream,
    restore: (tableName, items) => {
      const table = database.table(tableName);
      const write = (kind: 'Put' | 'Delete', input: Fields) => writeItem(database, kind, { TableName: tableName, ...input });
      const replace = () => {
        for (const row of [...table.entries.scan()]) write('Delete', { Key: pick(decode(row.text), [...table.keyNames]) });
        for (const Item of items) write('Put', { Item });
      };
      if (table.stream === undefined) replace();
      else table.stream.silently(replace);
    },
    *rows(tableName) {
      for (const row of database.table(tableName).entries.scan()) yield decode(row.text);
    },
  };
}
