import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { putIfAbsent } from './put-if-absent.ts';
import { queryPrefix } from './query-all.ts';

/** Entries of an uploaded list in one item: 350 of at most 254 characters, twice, stay under 400 KB, DynamoDB's limit, in any script. */
const entriesPerItem = 350;

/** The different, normalized entries of an uploaded list; of compromised accounts, since when (ms since 1970) where that is known. */
export type ListEntries = ReadonlyMap<string, number | undefined>;

/** An entry, and since when. */
export type ListEntry = readonly [entry: string, since: number | undefined];

/** An entry of a list that says no more. */
export function plain(entry: string): ListEntry {
  return [entry, undefined];
}

/** Each entry once; of several moments the earliest. */
export function earliestOf(entries: readonly ListEntry[]): ListEntries {
  const latestFirst = [...entries].sort(([, a = Number.POSITIVE_INFINITY], [, b = Number.POSITIVE_INFINITY]) => (a === b ? 0 : b - a));
  return new Map(latestFirst);
}

/** Where a list is kept: in items `<prefix>0000`, `<prefix>0001`, … of one partition. */
export interface ListPlace {
  readonly pk: string;
  readonly prefix: string;
}

interface Chunk {
  readonly entries: readonly string[];
  readonly since?: Readonly<Record<string, number>>;
}

/** Keeps the entries of a list that we found ourselves, over what stands there. */
export async function putEntries(
  client: DynamoDBDocumentClient,
  table: string,
  place: ListPlace,
  entries: readonly ListEntry[],
): Promise<void> {
  for (const Item of itemsOf(place, entries)) await client.send(new PutCommand({ TableName: table, Item }));
}

/** Keeps the entries of a list that people gave: what stands there already is never written over. */
export async function putNewEntries(
  client: DynamoDBDocumentClient,
  table: string,
  place: ListPlace,
  entries: readonly ListEntry[],
): Promise<void> {
  for (const item of itemsOf(place, entries)) await putIfAbsent(client, table, item);
}

function itemsOf({ pk, prefix }: ListPlace, entries: readonly ListEntry[]): readonly (Chunk & Record<'pk' | 'sk', string>)[] {
  const items: (Chunk & Record<'pk' | 'sk', string>)[] = [];
  for (let from = 0; from < entries.length; from += entriesPerItem) {
    const some = entries.slice(from, from + entriesPerItem);
    const moments = some.filter(([, since]) => since !== undefined);
    const chunk: Chunk = {
      entries: some.map(([entry]) => entry),
      ...(moments.length > 0 && { since: Object.fromEntries(moments) as Record<string, number> }),
    };
    items.push({ pk, sk: `${prefix}${String(from / entriesPerItem).padStart(4, '0')}`, ...chunk });
  }
  return items;
}

/** The entries under a prefix, of several lists where it is theirs too, and since when. */
export async function readMoments(client: DynamoDBDocumentClient, table: string, { pk, prefix }: ListPlace): Promise<ListEntries> {
  const chunks = await queryPrefix<Chunk>(client, table, pk, prefix);
  return earliestOf(chunks.flatMap(({ entries, since }) => entries.map((entry): ListEntry => [entry, since?.[entry]])));
}

/** The entries under a prefix, of several lists where it is theirs too. */
export async function readEntries(client: DynamoDBDocumentClient, table: string, place: ListPlace): Promise<ReadonlySet<string>> {
  return new Set((await readMoments(client, table, place)).keys());
}
