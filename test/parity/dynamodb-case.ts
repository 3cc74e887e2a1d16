import type { TableDefinition } from '#simulator/services/dynamodb/storage/table-definition.ts';

/** What a call comes to: its output, or the name, message and extra fields of its error. */
export type Outcome =
  | { readonly ok: object }
  | { readonly error: string; readonly message: string; readonly Item?: object; readonly CancellationReasons?: readonly object[] };

/** The document client's commands that the cases use, without `Command`. */
export type Operation =
  | 'Get'
  | 'Put'
  | 'Update'
  | 'Delete'
  | 'Query'
  | 'Scan'
  | 'BatchGet'
  | 'BatchWrite'
  | 'TransactGet'
  | 'TransactWrite';

/** One call on tables that hold `items`, and what DynamoDB answers. */
export interface ParityCase {
  readonly name: string;
  /** Items of the table `things`. @default none */
  readonly items?: readonly object[] | undefined;
  readonly operation: Operation;
  readonly input: object;
  readonly outcome: Outcome;
  /** The item that is there afterwards at the key of the call, where that is to be checked. */
  readonly after?: object | undefined;
  /** What DynamoDB Local 2.6.1 answers where it differs from AWS's documentation or known answers. */
  readonly local?: Outcome | undefined;
}

/** The table of most cases. */
export const things = 'parity-things';
/** A table with nothing but a partition key, `id`. */
export const plain = 'parity-plain';

const key = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' as const }]),
];

/** The tables that the cases need. */
export const tables: readonly TableDefinition[] = [
  {
    TableName: things,
    AttributeDefinitions: [
      ...['pk', 'sk', 'due', 'grp'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      { AttributeName: 'rank', AttributeType: 'N' },
    ],
    KeySchema: key('pk', 'sk'),
    LocalSecondaryIndexes: [{ IndexName: 'byDue', KeySchema: key('pk', 'due'), Projection: { ProjectionType: 'KEYS_ONLY' } }],
    GlobalSecondaryIndexes: [
      { IndexName: 'byRank', KeySchema: key('grp', 'rank'), Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['extra'] } },
    ],
  },
  { TableName: plain, AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: key('id') },
];

/** A call that is answered with `output`. */
export function ok(output: object = {}): Outcome {
  return { ok: output };
}

/** A call that is refused with a ValidationException. */
export function refused(message: string): Outcome {
  return { error: 'ValidationException', message };
}

/** A call whose condition does not hold. */
export const conditionFailed: Outcome = { error: 'ConditionalCheckFailedException', message: 'The conditional request failed' };
