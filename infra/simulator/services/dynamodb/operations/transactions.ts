import { supportsOnly } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { invalid, missing } from '../refusals.ts';
import type { Database } from '../storage/database.ts';
import {
  type Action,
  type ActionFields,
  type ActionKind,
  evaluate,
  itemOnFailure,
  type Outcome,
  placed,
  type ReadAction,
  readAction,
} from './actions.ts';
import { allOrCancel, attempt, cancelUnlessAll, checkDistinct, type Reason, throttling } from './cancellation.ts';
import { readUnits, writeUnits } from './capacity.ts';
import { Consumption, wantsCapacity } from './consumed.ts';
import { fetchItem, type GetFields, projectionPaths } from './get.ts';
import type { RequestTokens } from './request-tokens.ts';
import { commit, overloaded } from './write.ts';

/** AWS quotas of one transaction, fixed. */
const maxActions = 100;
const maxBytes = 4 * 1024 * 1024;

const knownByWrite = new Set(['TransactItems', 'ReturnConsumedCapacity', 'ClientRequestToken']);
const knownByGet = new Set(['TransactItems', 'ReturnConsumedCapacity']);
const shared = [
  'TableName',
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValuesOnConditionCheckFailure',
];
const knownByAction: Readonly<Record<ActionKind, ReadonlySet<string>>> = {
  Put: new Set([...shared, 'Item']),
  Update: new Set([...shared, 'Key', 'UpdateExpression']),
  Delete: new Set([...shared, 'Key']),
  ConditionCheck: new Set([...shared, 'Key']),
};
const knownInGet = new Set(['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames']);
const twice = 'Transaction request cannot include multiple operations on one item';

/** TransactWriteItems: all actions or none. */
export function transactWrite(database: Database, tokens: RequestTokens, input: Fields): Fields {
  supportsOnly('dynamodb', 'TransactWriteItems', input, knownByWrite);
  const capacity = wantsCapacity(input);
  const read = entriesOf(input).map((entry, at) => readEntry(database, entry, at));
  const actions = allOrCancel(read.map((action) => attempt(() => placed(action))));
  checkDistinct(actions, twice);
  const token = input.ClientRequestToken as string | undefined;
  if (token !== undefined && tokens.repeats(token, input)) return readAgain(database, actions, capacity);
  const outcomes = actions.map((action) => attempt(() => evaluate(action)));
  checkBytes(outcomes.reduce((sum, { value }) => sum + (value?.plan?.next?.bytes ?? 0), 0));
  const reasons = outcomes.map(({ value, reason }, at) => reason ?? reasonOf(actions[at] as Action, value));
  const consumption = new Consumption();
  for (const [at, { table, key }] of actions.entries()) {
    const outcome = outcomes[at]?.value;
    const units = 2 * (outcome?.plan?.units ?? writeUnits(outcome?.found.row?.bytes ?? 0));
    consumption.add(table.name, units);
    if (outcome?.plan === undefined) table.writes.take(key.hash, units);
  }
  database.count('TransactWriteItems', 'writeUnits', consumption.total);
  cancelUnlessAll(reasons);
  const now = database.world.clock.now();
  for (const { value } of outcomes) if (value?.plan !== undefined) commit(value.plan, now, 2);
  for (const { table } of actions) database.arm(table);
  if (token !== undefined) tokens.remember(token, input);
  return capacity ? { ConsumedCapacity: consumption.list('WriteCapacityUnits') } : {};
}

/** TransactGetItems: all items as they are at one moment. */
export function transactGet(database: Database, input: Fields): Fields {
  supportsOnly('dynamodb', 'TransactGetItems', input, knownByGet);
  const capacity = wantsCapacity(input);
  const gets = entriesOf(input).map((entry, at) => {
    const fields = (entry as { readonly Get?: GetFields }).Get;
    if (fields === undefined) throw missing(`transactItems.${at + 1}.member.get`);
    supportsOnly('dynamodb', 'TransactGetItems', fields, knownInGet);
    const { Key: given } = fields;
    if (given === undefined) throw missing(`transactItems.${at + 1}.member.get.key`);
    return { table: database.table(fields.TableName), paths: projectionPaths(database, fields), given };
  });
  const readings = allOrCancel(gets.map((get) => attempt(() => ({ ...get, key: get.table.keyOf(get.given) }))));
  checkDistinct(readings, twice);
  cancelUnlessAll(readings.map(({ table, key }) => (table.reads.admits(key.hash) ? undefined : throttling(table.arn, 'Read'))));
  const consumption = new Consumption();
  const found = readings.map((reading) => {
    const { item, bytes } = fetchItem(reading, true);
    const units = readUnits(bytes, 'transactional');
    reading.table.reads.take(reading.key.hash, units);
    consumption.add(reading.table.name, units);
    return { item, bytes };
  });
  checkBytes(found.reduce((sum, { bytes }) => sum + bytes, 0));
  database.count('TransactGetItems', 'readUnits', consumption.total);
  const responses = found.map(({ item }) => (item === undefined ? {} : { Item: item }));
  return { Responses: responses, ...(capacity && { ConsumedCapacity: consumption.list('ReadCapacityUnits') }) };
}

function entriesOf(input: Fields): readonly Readonly<Record<string, unknown>>[] {
  const entries = input.TransactItems as readonly Readonly<Record<string, unknown>>[] | undefined;
  if (entries === undefined) throw missing('transactItems');
  const constraint = "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length";
  if (entries.length === 0) throw invalid(`${constraint} greater than or equal to 1`);
  if (entries.length > maxActions) throw invalid(`${constraint} less than or equal to ${maxActions}`);
  return entries;
}

function readEntry(database: Database, entry: Readonly<Record<string, unknown>>, at: number): ReadAction {
  const [[kind, fields] = [], second] = Object.entries(entry).filter(([, value]) => value !== undefined);
  if (second !== undefined) throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  if (kind === undefined || !Object.hasOwn(knownByAction, kind)) {
    throw invalid('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  }
  const action = fields as ActionFields;
  supportsOnly('dynamodb', `TransactWriteItems ${kind}`, action, knownByAction[kind as ActionKind]);
  if (kind === 'ConditionCheck' && action.ConditionExpression === undefined) {
    throw missing(`transactItems.${at + 1}.member.conditionCheck.conditionExpression`);
  }
  return readAction(database, kind as ActionKind, action);
}

function reasonOf(action: Action, outcome: Outcome): Reason | undefined {
  const { table, key } = action;
  if (!table.writes.admits(key.hash)) return throttling(table.arn, 'Write');
  if (!outcome.holds) {
    const message = 'The conditional request failed';
    return { ...itemOnFailure(action, outcome), Code: 'ConditionalCheckFailed', Message: message };
  }
  const full = outcome.plan && overloaded(outcome.plan);
  return full && throttling(full.arn, 'Write');
}

function checkBytes(bytes: number): void {
  if (bytes > maxBytes) throw invalid(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`);
}

/** A repeated request changes nothing; it costs the reading of the items. */
function readAgain(database: Database, actions: readonly Action[], capacity: boolean): Fields {
  const consumption = new Consumption();
  for (const { table, key } of actions) {
    consumption.add(table.name, readUnits(table.entries.get(key.partition, key.sort)?.bytes ?? 0, 'transactional'));
  }
  database.count('TransactWriteItems', 'readUnits', consumption.total);
  return capacity ? { ConsumedCapacity: consumption.list('ReadCapacityUnits') } : {};
}
