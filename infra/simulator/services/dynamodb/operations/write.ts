import { invalid } from '../refusals.ts';
import type { Row, RowKey } from '../storage/row.ts';
import { decode, encode } from '../storage/rows.ts';
import type { IndexImage } from '../storage/secondary-index.ts';
import type { Table } from '../storage/table.ts';
import type { Throughput } from '../storage/throughput.ts';
import { inspect, maxItemBytes } from '../values/item-size.ts';
import { equal, type Item } from '../values/values.ts';
import { writeUnits } from './capacity.ts';

/** What stands at a key before a write. */
export interface Found {
  readonly row: Row | undefined;
  /** The item, or `{}` where there is none; a copy. */
  readonly item: Item;
  /** What it has put into each of the table's indexes. */
  readonly images: readonly (IndexImage | undefined)[];
}

/** What a write puts in its place. */
interface Next {
  readonly text: string;
  readonly bytes: number;
  readonly images: readonly (IndexImage | undefined)[];
  readonly expiresMs: number | undefined;
}

/** A write that has been checked and may now be made. */
export interface Plan {
  readonly table: Table;
  readonly key: RowKey;
  readonly found: Found;
  /** `undefined`: the item goes. */
  readonly next: Next | undefined;
  /** True where the item stays as it is. */
  readonly unchanged: boolean;
  /** Write units of table and indexes together. */
  readonly units: number;
  /** The partitions that take them. */
  readonly loads: readonly { readonly throughput: Throughput; readonly hash: number; readonly units: number; readonly arn: string }[];
}

/** Looks at what stands at a key. */
export function find(table: Table, key: RowKey): Found {
  const row = table.entries.get(key.partition, key.sort);
  if (row === undefined) return { row, item: {}, images: [] };
  const item = decode(row.text);
  return { row, item, images: imagesOf(table, key, item, row.text, row.bytes) };
}

/**
 * Checks a write and adds up what it costs.
 * @param item what is to stand there; `undefined` deletes
 * @param updated true where an update expression made the item
 * @throws AwsError ValidationException for an item that is too large or has unfit values.
 */
export function plan(table: Table, key: RowKey, found: Found, item: Item | undefined, updated = false): Plan {
  const next = item && nextOf(table, key, item, updated);
  const bytes = Math.max(found.row?.bytes ?? 0, next?.bytes ?? 0);
  const loads = [{ throughput: table.writes, hash: key.hash, units: writeUnits(bytes), arn: table.arn }];
  for (const [at, index] of table.indexes.entries()) {
    const [before, after] = [found.images[at], next?.images[at]];
    const units = indexUnits(before, after);
    if (units === 0) continue;
    const hash = index.local ? key.hash : index.hashOf((after ?? before) as IndexImage);
    loads.push({ throughput: index.writes, hash, units, arn: index.local ? table.arn : index.arn });
  }
  const { row } = found;
  const unchanged =
    row?.text === next?.text || (item !== undefined && !updated && row?.text.length === next?.text.length && equal(item, found.item));
  return { table, key, found, next, unchanged, units: loads.reduce((sum, load) => sum + load.units, 0), loads };
}

/** The partition that cannot take the write now, if any. */
export function overloaded({ loads }: Plan): { readonly arn: string } | undefined {
  return loads.find(({ throughput, hash }) => !throughput.admits(hash));
}

/** Makes a write: row, indexes, expiry and stream. `factor` is 2 in a transaction. */
export function commit(planned: Plan, nowMs: number, factor: 1 | 2 = 1): void {
  for (const { throughput, hash, units } of planned.loads) throughput.take(hash, units * factor);
  if (!planned.unchanged) apply(planned, nowMs, false);
}

/** Deletes what expired and is due, at nobody's cost. */
export function deleteExpired(table: Table, nowMs: number): void {
  for (const { partition, sort } of table.expiry?.take(nowMs) ?? []) {
    const row = table.entries.get(partition, sort);
    if (row?.expiresMs === undefined || row.expiresMs > nowMs) continue;
    const item = decode(row.text);
    const key = table.placeOf(item);
    apply({ table, key, found: { row, item, images: imagesOf(table, key, item, row.text, row.bytes) }, next: undefined }, nowMs, true);
  }
}

function nextOf(table: Table, key: RowKey, item: Item, updated: boolean): Next {
  for (const index of table.indexes) index.check(item, updated);
  const { bytes, json } = inspect(item);
  if (bytes > maxItemBytes) throw invalid(`Item size ${updated ? 'to update ' : ''}has exceeded the maximum allowed size`);
  const text = encode(item, json);
  return { text, bytes, images: imagesOf(table, key, item, text, bytes), expiresMs: table.expiry?.of(item) };
}

function imagesOf(table: Table, key: RowKey, item: Item, text: string, bytes: number): readonly (IndexImage | undefined)[] {
  return table.indexes.map((index) => index.imageOf(item, key, text, bytes));
}

/** An entry that moves is deleted and put; one whose projected attributes stay as they are costs nothing. */
function indexUnits(before: IndexImage | undefined, after: IndexImage | undefined): number {
  if (before === undefined || after === undefined) {
    const only = before ?? after;
    return only === undefined ? 0 : writeUnits(only.bytes);
  }
  if (before.partition !== after.partition || before.sort !== after.sort) return writeUnits(before.bytes) + writeUnits(after.bytes);
  return before.content === after.content ? 0 : writeUnits(Math.max(before.bytes, after.bytes));
}

function apply(planned: Pick<Plan, 'table' | 'key' | 'found' | 'next'>, nowMs: number, expired: boolean): void {
  const { table, key, found, next } = planned;
  const before = found.row?.text;
  let row = found.row;
  table.past?.note(key.partition, key.sort, before);
  if (next === undefined) table.entries.delete(key.partition, key.sort);
  else if (row === undefined)
    table.entries.put(key.partition, (row = { ...key, text: next.text, bytes: next.bytes, expiresMs: undefined }));
  if (row !== undefined && next !== undefined) {
    if (next.expiresMs !== undefined && next.expiresMs !== row.expiresMs)
      table.expiry?.note(next.expiresMs, nowMs, key.partition, key.sort);
    row.text = next.text;
    row.bytes = next.bytes;
    row.expiresMs = next.expiresMs;
  }
  for (const [at, index] of table.indexes.entries()) {
    index.move(found.images[at], next?.images[at], row);
  }
  table.stream?.append(key, { atMs: nowMs, before, after: next?.text, expired });
}
