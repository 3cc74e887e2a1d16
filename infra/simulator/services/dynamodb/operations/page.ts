import type { Fields } from '#simulator/service.ts';
import { type BindingFields, Bindings } from '../expressions/bindings.ts';
import { holds } from '../expressions/condition.ts';
import { checkCondition } from '../expressions/condition-types.ts';
import { project } from '../expressions/paths.ts';
import type { Condition, Parsed, PathParts } from '../expressions/syntax.ts';
import { invalid, invalidValue, oneOf } from '../refusals.ts';
import type { Database } from '../storage/database.ts';
import { namesOf } from '../storage/keys.ts';
import type { Row } from '../storage/row.ts';
import { decode } from '../storage/rows.ts';
import { type IndexEntry, SecondaryIndex } from '../storage/secondary-index.ts';
import type { Table } from '../storage/table.ts';
import { type Item, pick } from '../values/values.ts';
import { type Consistency, readUnits } from './capacity.ts';
import { consumed, wantsCapacity } from './consumed.ts';
import { boundPaths } from './get.ts';

/** A page ends with the item that makes it larger than 1 MB (AWS quota, fixed). */
const pageBytes = 1024 * 1024;
const selects = ['SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'] as const;

/** The parameters of Query and Scan. */
export interface PageFields extends BindingFields {
  readonly TableName?: string | undefined;
  readonly IndexName?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly Select?: string | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ScanIndexForward?: boolean | undefined;
  readonly Limit?: number | undefined;
  readonly ExclusiveStartKey?: Item | undefined;
}

/** What a Query or Scan reads, checked. */
export interface Selection {
  readonly table: Table;
  readonly target: Table | SecondaryIndex;
  readonly bindings: Bindings;
  readonly keyCondition: Parsed<Condition> | undefined;
  readonly filter: Condition | undefined;
  /** `undefined`: all attributes that are there. */
  readonly paths: readonly PathParts[] | undefined;
  readonly countOnly: boolean;
  /** True where a local index is asked for attributes that only the table has. */
  readonly fetchesRows: boolean;
  readonly consistency: Consistency;
  readonly limit: number;
  readonly capacity: boolean;
}

/** Checks the parameters that Query and Scan have in common. @throws AwsError ValidationException, ResourceNotFoundException */
export function select(database: Database, operation: 'Query' | 'Scan', fields: PageFields): Selection {
  const capacity = wantsCapacity(fields as Fields);
  const table = database.table(fields.TableName);
  const target = fields.IndexName === undefined ? table : table.index(fields.IndexName);
  if (fields.ConsistentRead && target instanceof SecondaryIndex && !target.local) {
    throw invalid('Consistent reads are not supported on global secondary indexes');
  }
  const limit = fields.Limit ?? Number.POSITIVE_INFINITY;
  if (!(limit >= 1)) {
    throw invalid(
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    );
  }
  const wanted = selectOf(fields, target);
  const { KeyConditionExpression: keyText, FilterExpression: filterText, ProjectionExpression: projectionText } = fields;
  const expressionless = [keyText, filterText, projectionText].every((text) => text === undefined);
  const bindings = new Bindings(
    fields,
    expressionless ? 'FilterExpression, KeyConditionExpression and ProjectionExpression are null' : undefined,
  );
  const { expressions } = database;
  const keyCondition = keyText === undefined ? undefined : expressions.condition('KeyConditionExpression', keyText);
  if (keyCondition !== undefined) checkCondition(keyCondition, bindings);
  const filter = filterText === undefined ? undefined : expressions.condition('FilterExpression', filterText);
  if (filter !== undefined) checkFilter(filter, bindings, target, operation);
  const paths = boundPaths(database, projectionText, bindings);
  bindings.checkUnused();
  const lacking = lacksOf(
    target,
    (paths ?? []).map(([name]) => name as string),
  );
  if (lacking.length > 0 && target instanceof SecondaryIndex && !target.local) {
    throw invalidValue(`Global secondary index ${target.name} does not project [${lacking.join(', ')}]`);
  }
  const fetchesRows = target.projected !== undefined && (wanted === 'ALL_ATTRIBUTES' || lacking.length > 0);
  const consistency = fields.ConsistentRead ? 'strong' : 'eventual';
  const countOnly = wanted === 'COUNT';
  return { table, target, bindings, keyCondition, filter: filter?.root, paths, countOnly, fetchesRows, consistency, limit, capacity };
}

function selectOf(fields: PageFields, target: Table | SecondaryIndex): (typeof selects)[number] {
  const specific = fields.ProjectionExpression !== undefined;
  const select = oneOf(fields.Select, 'select', selects, specific ? 'SPECIFIC_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES');
  if (select === 'SPECIFIC_ATTRIBUTES' && !specific) {
    throw invalid('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');
  }
  if (select !== 'SPECIFIC_ATTRIBUTES' && specific) {
    throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${select === 'COUNT' ? 'only the Count' : select}`);
  }
  if (fields.Select === 'ALL_PROJECTED_ATTRIBUTES' && fields.IndexName === undefined) {
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  if (select === 'ALL_ATTRIBUTES' && target instanceof SecondaryIndex && !target.local && target.projected !== undefined) {
    const about = `for global secondary index ${target.name} because its projection type is not ALL`;
    throw invalidValue(`Select type ALL_ATTRIBUTES is not supported ${about}`);
  }
  return select;
}

function checkFilter(filter: Parsed<Condition>, bindings: Bindings, target: Table | SecondaryIndex, operation: 'Query' | 'Scan'): void {
  checkCondition(filter, bindings);
  const names = filter.paths.map((path) => bindings.path(path)[0] as string);
  const key = operation === 'Query' ? names.find((name) => namesOf(target.keys).has(name)) : undefined;
  if (key !== undefined) throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`);
  const lacking = lacksOf(target, names);
  if (lacking.length > 0) {
    const name = (target as SecondaryIndex).name;
    throw invalidValue(`Secondary index ${name} does not project one or more filter attributes: [${lacking.join(', ')}]`);
  }
}

function lacksOf({ projected }: Table | SecondaryIndex, names: readonly string[]): readonly string[] {
  return projected === undefined ? [] : names.filter((name) => !projected.has(name));
}

/** Reads one page of `entries`, which are in order; `hash` decides whose throughput it uses. */
export function readPage(
  database: Database,
  operation: 'Query' | 'Scan',
  selection: Selection,
  hash: number,
  entries: Iterable<Row | IndexEntry>,
): Fields {
  const { table, target, filter, consistency, limit } = selection;
  database.admitRead(target, hash);
  const items: Item[] = [];
  let [count, scanned, bytes, fetched] = [0, 0, 0, 0];
  let last: Row | undefined;
  for (const entry of entries) {
    const row = 'row' in entry ? entry.row : entry;
    scanned++;
    bytes += entry.bytes;
    if (selection.fetchesRows) fetched += readUnits(row.bytes, consistency);
    const text = textOf(selection, row);
    if (text === undefined) continue;
    const item = selection.countOnly && filter === undefined ? {} : seen(selection, text);
    if (filter === undefined || holds(filter, item, selection.bindings)) {
      count++;
      if (!selection.countOnly) items.push(selection.paths === undefined ? item : project(item, selection.paths));
    }
    if (scanned < limit && bytes <= pageBytes) continue;
    last = row;
    break;
  }
  const units = readUnits(bytes, consistency) + fetched;
  target.reads.take(hash, units);
  database.count(operation, 'readUnits', units);
  return {
    ...(!selection.countOnly && { Items: items }),
    Count: count,
    ScannedCount: scanned,
    ...(last && { LastEvaluatedKey: pick(decode(last.text), target.keyNames) }),
    ...(selection.capacity && { ConsumedCapacity: consumed(table.name, units) }),
  };
}

/** A row as this read sees it; undefined where it does not see it yet. A global index has its own delay. */
function textOf({ table, target, consistency }: Selection, row: Row): string | undefined {
  if (table.past === undefined || consistency === 'strong' || (target instanceof SecondaryIndex && !target.local)) return row.text;
  return table.past.seen(row.partition, row.sort, row.text);
}

/** The attributes of a row that the target holds. */
function seen({ target, fetchesRows }: Selection, text: string): Item {
  const item = decode(text);
  return target.projected === undefined || fetchesRows ? item : pick(item, target.projected);
}
