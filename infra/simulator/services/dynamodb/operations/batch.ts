import { supportsOnly } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { invalid, missing } from '../refusals.ts';
import type { Database } from '../storage/database.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/values.ts';
import { type Action, evaluate, placed, readAction } from './actions.ts';
import { checkDistinct } from './cancellation.ts';
import { readUnits, throttled } from './capacity.ts';
import { Consumption, wantsCapacity } from './consumed.ts';
import { fetchItem, type GetFields, projectionPaths } from './get.ts';
import { commit, overloaded, type Plan } from './write.ts';

/** AWS quotas of one request, fixed. */
const maxWrites = 25;
const maxKeys = 100;
const maxReadBytes = 16 * 1024 * 1024;

const twice = 'Provided list of item keys contains duplicates';
const known = new Set(['RequestItems', 'ReturnConsumedCapacity']);
const knownPerTable = new Set(['Keys', 'ConsistentRead', 'ProjectionExpression', 'ExpressionAttributeNames']);

/** One put or delete of a batch. */
interface WriteRequest {
  readonly PutRequest?: { readonly Item?: Item | undefined } | undefined;
  readonly DeleteRequest?: { readonly Key?: Item | undefined } | undefined;
}

/** The keys of one table that a batch reads. */
interface KeysAndAttributes extends Omit<GetFields, 'TableName' | 'Key'> {
  readonly Keys?: readonly Item[] | undefined;
}

/** BatchWriteItem: each write by itself; those whose partition has no capacity left come back as unprocessed. */
export function batchWrite(database: Database, input: Fields): Fields {
  supportsOnly('dynamodb', 'BatchWriteItem', input, known);
  const capacity = wantsCapacity(input);
  const tables = Object.entries((input.RequestItems as Record<string, readonly WriteRequest[]> | undefined) ?? {});
  if (tables.length === 0) throw invalid('BatchWriteItem cannot have a null or no requests set');
  const requests = tables.flatMap(([name, requests]) => {
    if (requests.length === 0) throw invalid(`The batch write request list for a table cannot be null or empty: ${name}`);
    return requests.map((request) => ({ name, request, action: writeOf(database, name, request) }));
  });
  if (requests.length > maxWrites) throw invalid('Too many items requested for the BatchWriteItem call');
  checkDistinct(
    requests.map(({ action }) => action),
    twice,
  );
  const consumption = new Consumption();
  const unprocessed: Record<string, WriteRequest[]> = {};
  let refused: { readonly arn: string } | undefined;
  for (const { name, request, action } of requests) {
    const { plan } = evaluate(action) as { readonly plan: Plan };
    const full = overloaded(plan) ?? (database.leavesOut(requests.length) ? action.table : undefined);
    if (full === undefined) {
      commit(plan, database.world.clock.now());
      consumption.add(name, plan.units);
    } else {
      refused = full;
      unprocessed[name] = [...(unprocessed[name] ?? []), request];
    }
    database.arm(action.table);
  }
  if (refused !== undefined && consumption.total === 0) throw throttled(refused.arn, 'Write');
  database.count('BatchWriteItem', 'writeUnits', consumption.total);
  return { UnprocessedItems: unprocessed, ...(capacity && { ConsumedCapacity: consumption.list() }) };
}

function writeOf(database: Database, name: string, { PutRequest: put, DeleteRequest: remove, ...others }: WriteRequest): Action {
  if ((put === undefined) === (remove === undefined) || Object.keys(others).length > 0) {
    throw invalid('Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes');
  }
  if (put !== undefined) return placed(readAction(database, 'Put', { TableName: name, Item: put.Item }));
  return placed(readAction(database, 'Delete', { TableName: name, Key: remove?.Key }));
}

/** BatchGetItem: up to 16 MB; what is beyond, and what is throttled, comes back as unprocessed. */
export function batchGet(database: Database, input: Fields): Fields {
  supportsOnly('dynamodb', 'BatchGetItem', input, known);
  const capacity = wantsCapacity(input);
  const tables = Object.entries((input.RequestItems as Record<string, KeysAndAttributes> | undefined) ?? {});
  if (tables.length === 0) throw invalid('BatchGetItem must have some requests set');
  const requests = tables.map(([name, request]) => readingOf(database, name, request));
  if (requests.reduce((sum, { places }) => sum + places.length, 0) > maxKeys) {
    throw invalid('Too many items requested for the BatchGetItem call');
  }
  for (const { places } of requests) checkDistinct(places, twice);
  const consumption = new Consumption();
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, KeysAndAttributes> = {};
  let [bytes, refused]: [number, Table | undefined] = [0, undefined];
  for (const { name, request, table, paths, places } of requests) {
    const items: Item[] = [];
    const left: Item[] = [];
    let read = 0;
    for (const { key, given } of places) {
      const found = fetchItem({ table, key, paths }, request.ConsistentRead);
      const admitted = table.reads.admits(key.hash);
      if (!admitted) refused = table;
      if (!admitted || bytes + found.bytes > maxReadBytes || database.leavesOut(places.length)) {
        left.push(given);
        continue;
      }
      const units = readUnits(found.bytes, request.ConsistentRead ? 'strong' : 'eventual');
      table.reads.take(key.hash, units);
      read += units;
      bytes += found.bytes;
      if (found.item !== undefined) items.push(found.item);
    }
    consumption.add(name, read);
    responses[name] = items;
    if (left.length > 0) unprocessed[name] = { ...request, Keys: left };
  }
  if (refused !== undefined && consumption.total === 0) throw throttled(refused.arn, 'Read');
  database.count('BatchGetItem', 'readUnits', consumption.total);
  return { Responses: responses, UnprocessedKeys: unprocessed, ...(capacity && { ConsumedCapacity: consumption.list() }) };
}

function readingOf(database: Database, name: string, request: KeysAndAttributes) {
  supportsOnly('dynamodb', 'BatchGetItem', request, knownPerTable);
  const table = database.table(name);
  if (request.Keys === undefined) throw missing(`requestItems.${name}.member.keys`);
  if (request.Keys.length === 0) throw invalid(`The list of keys in RequestItems for BatchGetItem is required: ${name} has empty list`);
  const paths = projectionPaths(database, request);
  return { name, request, table, paths, places: request.Keys.map((given) => ({ table, given, key: table.keyOf(given) })) };
}
