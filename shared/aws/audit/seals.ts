import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditHead } from '#domain/audit/audit.ts';
import { type LastSeal, noSeals, type Seal } from '#domain/audit/seal.ts';
import type { Part } from '#shared/wiring.ts';
import { dynamodb } from '../calls/clients.ts';
import { namesOf } from '../table/on-table.ts';
import { putIfAbsent } from '../table/put-if-absent.ts';
import { queryAll } from '../table/query-all.ts';
import { headsPartition } from './audit.ts';

/** The tables that seals are made from and kept in: a table of the seals alone, and how many there are beside the counters. */
export interface SealTables {
  readonly audit: string;
  readonly seals: string;
  readonly progress: string;
}

/** How far sealing has come, as it is kept apart from the seals. */
export interface SealCount extends LastSeal {
  /** When it was last looked for something to seal, in ms since 1970. */
  readonly lookedAt: number;
}

/** The seals of the audit log. */
export interface Seals {
  /** The heads of all chains. */
  heads(): Promise<ReadonlyMap<string, AuditHead>>;
  /** The head of each chain as it was sealed last. */
  sealed(): Promise<ReadonlyMap<string, AuditHead>>;
  last(): Promise<LastSeal>;
  count(): Promise<SealCount>;
  /** Keeps a seal; false where there is one with its number. */
  add(seal: Seal): Promise<boolean>;
  keepSealed(lane: string, head: AuditHead): Promise<void>;
  keepCount(count: SealCount): Promise<void>;
}

const countKey = { pk: 'audit', sk: 'seals' } as const;

/** Key of a seal. Numbers are padded, so that seals sort by them. */
function sealKey(number: number) {
  return { pk: 'seals', sk: String(number).padStart(12, '0') };
}

/** Seals in the tables of these names. */
export function makeSeals(client: DynamoDBDocumentClient, tables: SealTables): Seals {
  const headsIn = async (TableName: string, pk: string) => {
    const rows = await queryAll<AuditHead & { readonly sk: string }>(client, {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    });
    return new Map(rows.map(({ sk, number, hash }) => [sk, { number, hash }]));
  };
  return {
    heads: () => headsIn(tables.audit, headsPartition),
    sealed: () => headsIn(tables.seals, 'sealed'),
    last: async () => {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: tables.seals,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': 'seals' },
          ScanIndexForward: false,
          Limit: 1,
          ConsistentRead: true,
        }),
      );
      const seal = Items?.[0] as Seal | undefined;
      return seal === undefined ? noSeals : { number: seal.number, root: seal.root };
    },
    count: async () => {
      const { Item } = await client.send(new GetCommand({ TableName: tables.progress, Key: countKey, ConsistentRead: true }));
      return (Item as SealCount | undefined) ?? { ...noSeals, lookedAt: 0 };
    },
    add: (seal) => putIfAbsent(client, tables.seals, { ...sealKey(seal.number), ...seal }),
    keepSealed: async (lane, { number, hash }) => {
      await client.send(new PutCommand({ TableName: tables.seals, Item: { pk: 'sealed', sk: lane, number, hash } }));
    },
    keepCount: async (count) => {
      await client.send(new PutCommand({ TableName: tables.progress, Item: { ...countKey, ...count } }));
    },
  };
}

/** The seals of the deployment. */
export const seals: Part<Seals> = (sandbox) => makeSeals(sandbox.use(dynamodb), namesOf(sandbox, 'audit', 'seals', 'progress'));
