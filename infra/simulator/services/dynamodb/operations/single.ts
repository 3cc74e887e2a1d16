import { supportsOnly } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { project } from '../expressions/paths.ts';
import { invalid, oneOf, refusal } from '../refusals.ts';
import type { Database } from '../storage/database.ts';
import { decode } from '../storage/rows.ts';
import type { Item } from '../values/values.ts';
import { type Action, type ActionFields, type ActionKind, evaluate, itemOnFailure, placed, readAction } from './actions.ts';
import { throttled, writeUnits } from './capacity.ts';
import { consumed, wantsCapacity } from './consumed.ts';
import { commit, overloaded, type Plan } from './write.ts';

const shared = [
  'TableName',
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValues',
  'ReturnValuesOnConditionCheckFailure',
  'ReturnConsumedCapacity',
];
const known: Readonly<Record<Exclude<ActionKind, 'ConditionCheck'>, ReadonlySet<string>>> = {
  Put: new Set([...shared, 'Item']),
  Update: new Set([...shared, 'Key', 'UpdateExpression']),
  Delete: new Set([...shared, 'Key']),
};

/** What a write answers with. */
type ReturnValues = 'NONE' | 'ALL_OLD' | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW';
const returnValues = ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW'] as const;

/** PutItem, UpdateItem and DeleteItem. */
export function writeItem(database: Database, kind: Exclude<ActionKind, 'ConditionCheck'>, input: Fields): Fields {
  const operation = `${kind}Item`;
  supportsOnly('dynamodb', operation, input, known[kind]);
  const capacity = wantsCapacity(input);
  const returns: ReturnValues = oneOf(input.ReturnValues, 'returnValues', returnValues, 'NONE');
  if (kind !== 'Update' && returns !== 'NONE' && returns !== 'ALL_OLD') throw invalid('ReturnValues can only be ALL_OLD or NONE');
  const action = placed(readAction(database, kind, input as ActionFields));
  const { table, key } = action;
  if (!table.writes.admits(key.hash)) throw throttled(table.arn, 'Write');
  const outcome = evaluate(action);
  const { found, plan } = outcome;
  if (plan === undefined) {
    const units = writeUnits(found.row?.bytes ?? 0);
    table.writes.take(key.hash, units);
    database.count(operation, 'writeUnits', units);
    throw refusal('ConditionalCheckFailedException', 'The conditional request failed', itemOnFailure(action, outcome));
  }
  const full = overloaded(plan);
  if (full !== undefined) throw throttled(full.arn, 'Write');
  const before = found.row?.text;
  commit(plan, database.world.clock.now());
  database.arm(table);
  database.count(operation, 'writeUnits', plan.units);
  return { ...attributes(action, plan, before, returns), ...(capacity && { ConsumedCapacity: consumed(table.name, plan.units) }) };
}

function attributes(action: Action, plan: Plan, before: string | undefined, returns: ReturnValues): { readonly Attributes?: Item } {
  if (returns === 'NONE') return {};
  const text = returns === 'ALL_OLD' || returns === 'UPDATED_OLD' ? before : plan.next?.text;
  if (text === undefined) return {};
  if (returns === 'ALL_OLD' || returns === 'ALL_NEW') return { Attributes: decode(text) };
  const changed = project(decode(text), action.paths);
  return Object.keys(changed).length === 0 ? {} : { Attributes: changed };
}
