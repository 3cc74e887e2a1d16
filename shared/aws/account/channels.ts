import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ChannelRow } from '#domain/campaign/channels.ts';
import { shardPrefixes } from '#domain/plan/plan.ts';
import type { Part } from '#shared/wiring.ts';
import { batchGet } from '../table/batch-get.ts';
import { onTable } from '../table/on-table.ts';

/** How far a shard of the directory has been looked at. */
export interface ShardMark {
  /** First hex digit of the subjects in it. */
  readonly prefix: string;
  /** Where the listing goes on; undefined at its begin. */
  readonly token?: string;
  /** When this was written, in ms since 1970. */
  readonly markedAt: number;
  /** When it was last looked at to its end, in ms since 1970; 0 for never. */
  readonly doneAt: number;
}

/** The addresses that we saw accounts have. */
export interface Channels {
  /** The rows of any number of accounts, by subject, 100 a call; eventually consistent. */
  getMany(subs: readonly string[]): Promise<ReadonlyMap<string, ChannelRow>>;
  put(row: ChannelRow): Promise<void>;
  /** Every shard that was begun. */
  marks(): Promise<readonly ShardMark[]>;
  keepMark(mark: ShardMark): Promise<void>;
}

/** Channels in the table of this name. */
export function makeChannels(client: DynamoDBDocumentClient, table: string): Channels {
  const getMany = <T>(keys: readonly string[]) => batchGet<T>(client, { table, keys: keys.map((pk) => ({ pk })) });
  return {
    getMany: async (subs) => new Map((await getMany<ChannelRow>(subs)).map((row) => [row.sub, row])),
    put: async (row) => void (await client.send(new PutCommand({ TableName: table, Item: { pk: row.sub, ...row } }))),
    marks: () => getMany<ShardMark>(shardPrefixes.map((prefix) => `shard#${prefix}`)),
    keepMark: async (mark) => void (await client.send(new PutCommand({ TableName: table, Item: { pk: `shard#${mark.prefix}`, ...mark } }))),
  };
}

/** The channels of the deployment. */
export const channels: Part<Channels> = (sandbox) => onTable(sandbox, 'channels', makeChannels);
