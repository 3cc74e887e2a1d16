import { supportsOnly } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { invalid } from '../refusals.ts';
import type { Database } from './database.ts';

const known = new Set(['ExclusiveStartTableName', 'Limit']);

/** Names of a page at most: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
const mostNames = 100;

/** Names of tables in alphabetical order, a page at a time. @throws AwsError ValidationException for a limit that is none */
export function listTables(database: Database, input: Fields): Fields {
  supportsOnly('dynamodb', 'ListTables', input, known);
  const { ExclusiveStartTableName: after = '', Limit: limit = mostNames } = input as { ExclusiveStartTableName?: string; Limit?: number };
  if (limit < 1 || limit > mostNames) {
    const bound = limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${mostNames}`;
    throw invalid(`1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${bound}`);
  }
  const names = database.names().filter((name) => name > after);
  const page = names.slice(0, limit);
  return { TableNames: page, ...(names.length > page.length && { LastEvaluatedTableName: page.at(-1) }) };
}
