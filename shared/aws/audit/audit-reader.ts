import { type DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditEntry, AuditHead } from '#domain/audit/audit.ts';
import type { Seal } from '#domain/audit/seal.ts';
import { type Link, linkOf } from '#domain/audit/verify-audit.ts';
import { queryAll, queryPrefix } from '../table/query-all.ts';
import { headsPartition } from './audit.ts';
import type { SealTables } from './seals.ts';

/** A chain as it stands in the table. */
export interface StoredChain {
  readonly links: readonly Link[];
  readonly head: AuditHead | undefined;
}

/** Reads the audit log with nothing but the right to read its tables. */
export interface AuditReader {
  seals(): Promise<readonly Seal[]>;
  /** Every chain of which there is an entry or a head. They may grow while they are read. */
  chains(): Promise<ReadonlyMap<string, StoredChain>>;
  /** One chain, its head before its entries. */
  chain(lane: string): Promise<StoredChain>;
}

/** Reads the tables of these names. */
export function makeAuditReader(client: DynamoDBDocumentClient, tables: Pick<SealTables, 'audit' | 'seals'>): AuditReader {
  const headAt = async (pk: string, sk: string): Promise<AuditHead | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: tables.audit, Key: { pk, sk }, ConsistentRead: true }));
    return Item as AuditHead | undefined;
  };
  return {
    seals: () =>
      queryAll<Seal>(client, {
        TableName: tables.seals,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'seals' },
        ConsistentRead: true,
      }),
    chains: async () => {
      const links = new Map<string, Link[]>();
      const heads = new Map<string, AuditHead>();
      const earlier = new Map<string, AuditHead>();
      let start: Record<string, unknown> | undefined;
      do {
        const page = await client.send(new ScanCommand({ TableName: tables.audit, ConsistentRead: true, ExclusiveStartKey: start }));
        for (const item of page.Items ?? []) {
          const { pk, sk } = item as Readonly<Record<'pk' | 'sk', string>>;
          if (pk === headsPartition) heads.set(sk, item as AuditHead);
          // Where heads were before they stood together.
          else if (sk === 'head') earlier.set(pk, item as AuditHead);
          else {
            const ofLane = links.get(pk) ?? [];
            ofLane.push(linkIn(pk, item));
            links.set(pk, ofLane);
          }
        }
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
      const lanes = new Set([...links.keys(), ...heads.keys(), ...earlier.keys()]);
      return new Map([...lanes].map((lane) => [lane, { links: links.get(lane) ?? [], head: heads.get(lane) ?? earlier.get(lane) }]));
    },
    chain: async (lane) => {
      const head = (await headAt(headsPartition, lane)) ?? (await headAt(lane, 'head'));
      const items = await queryPrefix<Record<string, unknown>>(client, tables.audit, lane, 'entry#');
      return { links: items.map((item) => linkIn(lane, item)), head };
    },
  };
}

/** What somebody else wrote may have any shape; an entry whose parts are not those of one is not sound. */
function linkIn(pk: string, item: Readonly<Record<string, unknown>>): Link {
  const { lane, number, fact, previous, hash } = item;
  if (lane === pk && typeof fact === 'object' && fact !== null) return linkOf(item as unknown as AuditEntry);
  return { number: Number(number ?? 0), previous: String(previous), hash: String(hash), isSound: false };
}
