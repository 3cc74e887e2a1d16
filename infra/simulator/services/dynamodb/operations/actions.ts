import { type BindingFields, Bindings } from '../expressions/bindings.ts';
import { holds } from '../expressions/condition.ts';
import { checkCondition } from '../expressions/condition-types.ts';
import type { Condition, Parsed, PathParts, UpdateAction } from '../expressions/syntax.ts';
import { applyUpdate, checkUpdate } from '../expressions/update.ts';
import { invalid, invalidValue, missing, oneOf } from '../refusals.ts';
import type { Database } from '../storage/database.ts';
import type { RowKey } from '../storage/row.ts';
import type { Table } from '../storage/table.ts';
import { toAttributeValues } from '../values/attribute-values.ts';
import { inspect, maxItemBytes } from '../values/item-size.ts';
import type { Item } from '../values/values.ts';
import { type Found, find, type Plan, plan } from './write.ts';

/** The four things that can be done to one item, as a request of its own or in a transaction. */
export type ActionKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** The parameters that all four have in common, those of PutItem and those of UpdateItem. */
export interface ActionFields extends BindingFields {
  readonly TableName?: string | undefined;
  readonly Item?: Item | undefined;
  readonly Key?: Item | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

/** A request to change or check one item, as far as it can be checked without the table's schema. */
export interface ReadAction {
  readonly kind: ActionKind;
  readonly table: Table;
  /** The whole item of a Put, the key of the others. */
  readonly given: Item;
  readonly bindings: Bindings;
  readonly condition: Parsed<Condition> | undefined;
  readonly update: Parsed<readonly UpdateAction[]> | undefined;
  /** The paths that an update changes. */
  readonly paths: readonly PathParts[];
  readonly returnsItemOnFailure: boolean;
}

/** A request whose key fits the table. */
export interface Action extends ReadAction {
  readonly key: RowKey;
}

const absentExpressions: Readonly<Record<ActionKind, string>> = {
  Put: 'ConditionExpression is null',
  Delete: 'ConditionExpression is null',
  ConditionCheck: 'ConditionExpression is null',
  Update: 'UpdateExpression and ConditionExpression are null',
};

/** Checks the parameters of a request. @throws AwsError ValidationException, ResourceNotFoundException */
export function readAction(database: Database, kind: ActionKind, fields: ActionFields): ReadAction {
  const table = database.table(fields.TableName);
  const given = kind === 'Put' ? fields.Item : fields.Key;
  if (given === undefined) throw missing(kind === 'Put' ? 'item' : 'key');
  const { ConditionExpression: conditionText, UpdateExpression: updateText } = fields;
  const bindings = new Bindings(fields, conditionText === undefined && updateText === undefined ? absentExpressions[kind] : undefined);
  const update = updateText === undefined ? undefined : database.expressions.update(updateText);
  const paths = update === undefined ? [] : checkUpdate(update, bindings);
  const condition = conditionText === undefined ? undefined : database.expressions.condition('ConditionExpression', conditionText);
  if (condition !== undefined) checkCondition(condition, bindings);
  bindings.checkUnused();
  const onFailure = oneOf(fields.ReturnValuesOnConditionCheckFailure, 'returnValuesOnConditionCheckFailure', ['ALL_OLD', 'NONE'], 'NONE');
  const { bytes } = inspect(given);
  if (kind === 'Put' && bytes > maxItemBytes) throw invalid('Item size has exceeded the maximum allowed size');
  return { kind, table, given, bindings, condition, update, paths, returnsItemOnFailure: onFailure === 'ALL_OLD' };
}

/** Fits a request to its table's schema. @throws AwsError ValidationException */
export function placed(action: ReadAction): Action {
  const { kind, table, given, bindings, condition, paths } = action;
  const key = kind === 'Put' ? table.placeOf(given) : table.keyOf(given);
  const changed = paths.find(([name]) => table.keyNames.has(name as string));
  if (changed !== undefined) throw invalidValue(`Cannot update attribute ${changed[0]}. This attribute is part of the key`);
  for (const path of condition?.paths ?? []) checkScalarKeys(table, bindings.path(path));
  for (const path of paths) checkScalarKeys(table, path);
  return { ...action, key };
}

/** Nothing lies inside a key attribute. */
function checkScalarKeys(table: Table, [name, ...deeper]: PathParts): void {
  if (deeper.length === 0) return;
  const isIndexKey = table.indexes.some(({ keys }) => keys.hash.name === name || keys.range?.name === name);
  if (!isIndexKey && !table.keyNames.has(name as string)) return;
  const role = table.keyNames.has(name as string) ? 'Key' : 'IndexKey';
  throw invalid(`Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${role}: ${name}`);
}

/** What an action meets: a plan to commit (none for a check), or a condition that does not hold. */
export interface Outcome {
  readonly found: Found;
  readonly holds: boolean;
  readonly plan: Plan | undefined;
}

/**
 * Evaluates an action on the item that is there now, without changing anything.
 * @throws AwsError ValidationException where the update does not fit the item.
 */
export function evaluate(action: Action): Outcome {
  const { kind, table, key, condition, bindings } = action;
  const found = find(table, key);
  if (condition !== undefined && !holds(condition.root, found.item, bindings)) return { found, holds: false, plan: undefined };
  if (kind === 'ConditionCheck') return { found, holds: true, plan: undefined };
  return { found, holds: true, plan: plan(table, key, found, itemAfter(action, found), kind === 'Update') };
}

function itemAfter(action: Action, found: Found): Item | undefined {
  if (action.kind === 'Delete') return undefined;
  if (action.kind === 'Put') return action.given;
  const item = found.row === undefined ? { ...action.given } : found.item;
  if (action.update !== undefined) applyUpdate(action.update, item, action.bindings);
  return item;
}

/** The item that a failed condition shows, where it was asked for: as attribute values, as the SDK leaves it in errors. */
export function itemOnFailure(action: Action, { found }: Outcome): { readonly Item?: Item } {
  return action.returnsItemOnFailure && found.row !== undefined ? { Item: toAttributeValues(found.item, 'bytes') } : {};
}
