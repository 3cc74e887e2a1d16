import { AwsError, supportsOnly } from '../../errors.ts';
import type { Fields } from '../../service.ts';
import { type Action, type ActionFields, type ActionKind, evaluate, itemOnFailure, type Outcome, readAction } from './actions.ts';
import { readUnits, throttled, writeUnits } from './capacity.ts';
import { Consumption, wantsCapacity } from './consumed.ts';
import type { Database } from './database.ts';
import { fetchItem, type GetFields, type Reading, readGet } from './get.ts';
import { invalid, missing } from './refusals.ts';
import type { RequestTokens } from './request-tokens.ts';
import type { RowKey, Table } from './table.ts';
import type { Item } from './values.ts';
import { commit, overloaded } from './write.ts';

/** AWS quotas of one transaction, fixed. */
const maxActions = 100;
const maxBytes = 4 * 1024 * 1024;

const knownByWrite = new Set(['TransactItems', 'ReturnConsumedCapacity', 'ClientRequestToken']);
const knownByGet = new Set(['TransactItems', 'ReturnConsumedCapacity']);
const expressionFields = ['TableName', 'ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues'];
const knownByAction: Readonly<Record<ActionKind, ReadonlySet<string>>> = {
  Put: new Set([...expressionFields, 'ReturnValuesOnConditionCheckFailure', 'Item']),
  Update: new Set([...expressionFields, 'ReturnValuesOnConditionCheckFailure', 'Key', 'UpdateExpression']),
  Delete: new Set([...expressionFields, 'ReturnValuesOnConditionCheckFailure', 'Key']),
  ConditionCheck: new Set([...expressionFields, 'ReturnValuesOnConditionCheckFailure', 'Key']),
};
const knownInGet = new Set(['TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames']);

/** Why one action stopped the transaction; `None` where it did not. */
interface Reason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError' | 'ThrottlingError';
  readonly Message?: string;
  readonly Item?: Item;
}

/** TransactWriteItems: all actions or none. */
export function transactWrite(database: Database, tokens: RequestTokens, input: Fields): Fields {
  supportsOnly('dynamodb', 'TransactWriteItems', input, knownByWrite);
  const capacity = wantsCapacity(input);
  const actions = actionsOf(input).map((fields, at) => actionOf(database, fields as Readonly<Record<string, ActionFields>>, at));
  checkDistinct(actions);
  const token = input.ClientRequestToken as string | undefined;
  if (token !== undefined && tokens.repeats(token, input)) return readAgain(database, actions, capacity);
  const outcomes = actions.map(attempt);
  checkBytes(outcomes.reduce((sum, { outcome }) => sum + (outcome?.plan?.next?.bytes ?? 0), 0));
  const consumption = new Consumption();
  for (const [at, { table, key }] of actions.entries()) {
    const outcome = outcomes[at]?.outcome;
    const units = 2 * (outcome?.plan?.units ?? writeUnits(outcome?.found.row?.bytes ?? 0));
    consumption.add(table.name, units);
    if (outcome?.plan === undefined) table.writes.take(key.hash, units);
  }
  database.count('TransactWriteItems', 'writeUnits', consumption.total);
  const reasons = outcomes.map(({ reason }) => reason);
  if (reasons.some(({ Code }) => Code !== 'None')) throw canceled(reasons);
  const now = database.world.clock.now();
  for (const { outcome } of outcomes) if (outcome?.plan !== undefined) commit(outcome.plan, now, 2);
  for (const { table } of actions) database.arm(table);
  if (token !== undefined) tokens.remember(token, input);
  return capacity ? { ConsumedCapacity: consumption.list('WriteCapacityUnits') } : {};
}

/** TransactGetItems: all items as they are at one moment. */
export function transactGet(database: Database, input: Fields): Fields {
  supportsOnly('dynamodb', 'TransactGetItems', input, knownByGet);
  const capacity = wantsCapacity(input);
  const readings = actionsOf(input).map((entry, at) => {
    const fields = (entry as { readonly Get?: GetFields }).Get;
    if (fields === undefined) throw missing(`transactItems.${at + 1}.member.get`);
    supportsOnly('dynamodb', 'TransactGetItems', fields, knownInGet);
    return readGet(database, fields);
  });
  checkDistinct(readings);
  const full = readings.map(({ table, key }) => !table.reads.admits(key.hash));
  if (full.includes(true))
    throw canceled(full.map((refused, at) => (refused ? throttling((readings[at] as Reading).table.arn, 'Read') : { Code: 'None' })));
  const consumption = new Consumption();
  const found = readings.map((reading) => {
    const { item, bytes } = fetchItem(reading);
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

function actionsOf(input: Fields): readonly object[] {
  const entries = input.TransactItems as readonly object[] | undefined;
  if (entries === undefined) throw missing('transactItems');
  const constraint = "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length";
  if (entries.length === 0) throw invalid(`${constraint} greater than or equal to 1`);
  if (entries.length > maxActions) throw invalid(`${constraint} less than or equal to ${maxActions}`);
  return entries;
}

function actionOf(database: Database, entry: Readonly<Record<string, ActionFields>>, at: number): Action {
  const [[kind, fields] = [], second] = Object.entries(entry).filter(([, value]) => value !== undefined);
  if (second !== undefined) throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  if (kind === undefined || fields === undefined || !Object.hasOwn(knownByAction, kind)) {
    throw invalid('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  }
  supportsOnly('dynamodb', `TransactWriteItems ${kind}`, fields, knownByAction[kind as ActionKind]);
  if (kind === 'ConditionCheck' && fields.ConditionExpression === undefined) {
    throw missing(`transactItems.${at + 1}.member.conditionCheck.conditionExpression`);
  }
  return readAction(database, kind as ActionKind, fields);
}

function checkDistinct(places: readonly { readonly table: Table; readonly key: RowKey }[]): void {
  const seen = new Set(places.map(({ table, key }) => `${table.name}\0${key.partition}\0\0${key.sort}`));
  if (seen.size < places.length) throw invalid('Transaction request cannot include multiple operations on one item');
}

function checkBytes(bytes: number): void {
  if (bytes > maxBytes) throw invalid(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`);
}

function attempt(action: Action): { readonly outcome: Outcome | undefined; readonly reason: Reason } {
  const { table, key } = action;
  if (!table.writes.admits(key.hash)) return { outcome: undefined, reason: throttling(table.arn, 'Write') };
  try {
    const outcome = evaluate(action);
    if (!outcome.holds) {
      const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' } as const;
      return { outcome, reason: { ...itemOnFailure(action, outcome), ...failed } };
    }
    const full = outcome.plan && overloaded(outcome.plan);
    return { outcome, reason: full === undefined ? { Code: 'None' } : throttling(full.arn, 'Write') };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { outcome: undefined, reason: { Code: 'ValidationError', Message: error.message } };
  }
}

function throttling(arn: string, access: 'Read' | 'Write'): Reason {
  return { Code: 'ThrottlingError', Message: throttled(arn, access).message };
}

function canceled(reasons: readonly Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new AwsError('TransactionCanceledException', message, { CancellationReasons: reasons });
}

/** A repeated request changes nothing; it costs the reading of the items. */
function readAgain(database: Database, actions: readonly Action[], capacity: boolean): Fields {
  const consumption = new Consumption();
  for (const { table, key } of actions)
    consumption.add(table.name, readUnits(table.entries.get(key.partition, key.sort)?.bytes ?? 0, 'transactional'));
  database.count('TransactWriteItems', 'readUnits', consumption.total);
  return capacity ? { ConsumedCapacity: consumption.list('ReadCapacityUnits') } : {};
}
