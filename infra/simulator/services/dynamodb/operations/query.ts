import { supportsOnly } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { toKeyCondition } from '../expressions/key-condition.ts';
import { invalid, invalidValue } from '../refusals.ts';
import type { Database } from '../storage/database.ts';
import { checkKey, checkKeyValue } from '../storage/keys.ts';
import { type Bounds, boundsAfter, boundsOf, orderKey, unbounded, within } from '../storage/order-key.ts';
import { SecondaryIndex } from '../storage/secondary-index.ts';
import type { KeyAttribute } from '../storage/table-definition.ts';
import { hashOf } from '../storage/throughput.ts';
import { type Item, pick, typeOf } from '../values/values.ts';
import { type PageFields, readPage, type Selection, select } from './page.ts';

const shared = [
  'TableName',
  'IndexName',
  'ConsistentRead',
  'ExclusiveStartKey',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'FilterExpression',
  'Limit',
  'ProjectionExpression',
  'ReturnConsumedCapacity',
  'Select',
];
const knownByQuery = new Set([...shared, 'KeyConditionExpression', 'ScanIndexForward']);
const knownByScan = new Set(shared);

/** Query. */
export function query(database: Database, input: Fields): Fields {
  supportsOnly('dynamodb', 'Query', input, knownByQuery);
  const fields = input as PageFields;
  const selection = select(database, 'Query', fields);
  const { target, keyCondition } = selection;
  if (keyCondition === undefined) {
    throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  }
  const { hash, range } = target.keys;
  const wanted = toKeyCondition(keyCondition.root, selection.bindings, hash.name, range?.name);
  const partition = keyText(hash, wanted.partition, 'HASH');
  let bounds = unbounded;
  if (wanted.range !== undefined && range !== undefined) {
    const values = wanted.range.values.map((value) => keyText(range, value, 'RANGE'));
    bounds = boundsOf(wanted.range.operator, values);
  }
  const forward = fields.ScanIndexForward ?? true;
  if (fields.ExclusiveStartKey !== undefined) bounds = boundsFrom(selection, fields.ExclusiveStartKey, partition, bounds, forward);
  return readPage(database, 'Query', selection, hashOf(partition), target.entries.walk(partition, bounds, forward));
}

/** Scan, without segments, in the order of the partition keys. It uses the throughput of its first item's partition. */
export function scan(database: Database, input: Fields): Fields {
  supportsOnly('dynamodb', 'Scan', input, knownByScan);
  const fields = input as PageFields;
  const selection = select(database, 'Scan', fields);
  const { entries } = selection.target;
  const start = fields.ExclusiveStartKey && placeOf(selection, fields.ExclusiveStartKey);
  const first = entries.scan(start).next().value;
  const row = first !== undefined && 'row' in first ? first.row : first;
  return readPage(database, 'Scan', selection, row === undefined ? 0 : hashOf(row.partition), entries.scan(start));
}

function keyText(attribute: KeyAttribute, value: unknown, role: 'HASH' | 'RANGE'): string {
  if (typeOf(value) !== attribute.type) throw invalidValue('Condition parameter type does not match schema type');
  checkKeyValue(attribute, value, role);
  return orderKey(value);
}

function boundsFrom(selection: Selection, startKey: Item, partition: string, bounds: Bounds, forward: boolean): Bounds {
  const start = placeOf(selection, startKey);
  if (start.partition !== partition) throw invalid('The provided starting key is outside query boundaries based on provided conditions');
  if (!within(bounds, start.sort)) throw invalid('The provided starting key does not match the range key predicate');
  return boundsAfter(bounds, start.sort, forward);
}

/** Where a start key stands in the table or index. @throws AwsError ValidationException */
function placeOf({ table, target }: Selection, startKey: Item): { readonly partition: string; readonly sort: string } {
  const message = 'The provided starting key is invalid: The provided key element does not match the schema';
  checkKey(target.keys, target.keyNames, startKey, message);
  checkKey(table.keys, target.keyNames, startKey, message);
  const key = table.keyOf(pick(startKey, table.keyNames));
  const place = target instanceof SecondaryIndex ? target.imageOf(startKey, key, '', 0) : key;
  return place ?? key;
}
