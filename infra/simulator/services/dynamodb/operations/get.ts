import { supportsOnly } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { type BindingFields, Bindings } from '../expressions/bindings.ts';
import { checkOverlaps, project } from '../expressions/paths.ts';
import type { PathParts } from '../expressions/syntax.ts';
import { missing } from '../refusals.ts';
import type { Database } from '../storage/database.ts';
import type { RowKey } from '../storage/row.ts';
import { decode } from '../storage/rows.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/values.ts';
import { readUnits } from './capacity.ts';
import { consumed, wantsCapacity } from './consumed.ts';

const known = new Set(['TableName', 'Key', 'ConsistentRead', 'ProjectionExpression', 'ExpressionAttributeNames', 'ReturnConsumedCapacity']);

/** The parameters of a read of one item, alone or in a transaction. */
export interface GetFields extends ProjectionFields {
  readonly TableName?: string | undefined;
  readonly Key?: Item | undefined;
  readonly ConsistentRead?: boolean | undefined;
}

/** The parameters that say which attributes to read. */
export interface ProjectionFields extends Pick<BindingFields, 'ExpressionAttributeNames'> {
  readonly ProjectionExpression?: string | undefined;
}

/** One item to read. */
export interface Reading {
  readonly table: Table;
  readonly key: RowKey;
  /** `undefined`: all attributes. */
  readonly paths: readonly PathParts[] | undefined;
}

/** GetItem. */
export function getItem(database: Database, input: Fields): Fields {
  supportsOnly('dynamodb', 'GetItem', input, known);
  const capacity = wantsCapacity(input);
  const fields = input as GetFields;
  const table = database.table(fields.TableName);
  if (fields.Key === undefined) throw missing('key');
  const paths = projectionPaths(database, fields);
  const key = table.keyOf(fields.Key);
  database.admitRead(table, key.hash);
  const { item, bytes } = fetchItem({ table, key, paths }, fields.ConsistentRead);
  const units = readUnits(bytes, fields.ConsistentRead ? 'strong' : 'eventual');
  table.reads.take(key.hash, units);
  database.count('GetItem', 'readUnits', units);
  return { ...(item && { Item: item }), ...(capacity && { ConsumedCapacity: consumed(table.name, units) }) };
}

/** Reads an item; `bytes` is the size of the whole item, 0 where there is none. */
export function fetchItem({ table, key, paths }: Reading, consistent = false): { readonly item: Item | undefined; readonly bytes: number } {
  const row = table.entries.get(key.partition, key.sort);
  if (row === undefined) return { item: undefined, bytes: 0 };
  const text = consistent || table.past === undefined ? row.text : table.past.seen(key.partition, key.sort, row.text);
  if (text === undefined) return { item: undefined, bytes: 0 };
  const item = decode(text);
  return { item: paths === undefined ? item : project(item, paths), bytes: row.bytes };
}

/** The paths of a request that has no expression but its projection. @throws AwsError ValidationException */
export function projectionPaths(database: Database, fields: ProjectionFields): readonly PathParts[] | undefined {
  const bindings = new Bindings(fields, fields.ProjectionExpression === undefined ? 'ProjectionExpression is null' : undefined);
  const paths = boundPaths(database, fields.ProjectionExpression, bindings);
  bindings.checkUnused();
  return paths;
}

/** The paths of a projection, if there is one. @throws AwsError ValidationException where two overlap. */
export function boundPaths(database: Database, text: string | undefined, bindings: Bindings): readonly PathParts[] | undefined {
  if (text === undefined) return undefined;
  const parsed = database.expressions.projection(text);
  bindings.use(parsed);
  const paths = parsed.root.map((path) => bindings.path(path));
  checkOverlaps('ProjectionExpression', paths);
  return paths;
}
