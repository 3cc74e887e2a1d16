import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { factorLockedUntil, factorLockMs } from '#domain/campaign/factor.ts';
import type { Part } from '#shared/wiring.ts';
import { onTable } from '../table/on-table.ts';

/** Wrong codes of the second factor of accounts, over all recoveries. Whoever counts holds the account's lease. */
export interface FactorMisses {
  /** Until when no code is looked at, in ms since 1970; undefined where one is. */
  lockedUntil(sub: string, nowMs: number): Promise<number | undefined>;
  /** Counts a wrong code; true when it is the last that is borne. */
  count(sub: string, nowMs: number): Promise<boolean>;
}

/** Misses in the recoveries' table of this name. */
export function makeFactorMisses(client: DynamoDBDocumentClient, table: string): FactorMisses {
  const keyOf = (sub: string) => ({ pk: `factor#${sub}` });
  const read = async (sub: string, nowMs: number): Promise<readonly number[]> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(sub), ConsistentRead: true }));
    return ((Item?.misses as readonly number[] | undefined) ?? []).filter((at) => nowMs - at < factorLockMs);
  };
  return {
    lockedUntil: async (sub, nowMs) => factorLockedUntil(await read(sub, nowMs)),
    count: async (sub, nowMs) => {
      const misses = [...(await read(sub, nowMs)), nowMs];
      const expiresAt = Math.ceil((nowMs + factorLockMs) / 1000);
      await client.send(new PutCommand({ TableName: table, Item: { ...keyOf(sub), misses, expiresAt } }));
      return factorLockedUntil(misses) !== undefined;
    },
  };
}

/** The misses, kept beside the recoveries. */
export const factorMisses: Part<FactorMisses> = (sandbox) => onTable(sandbox, 'recoveries', makeFactorMisses);
