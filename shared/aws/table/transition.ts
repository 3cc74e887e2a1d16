import { type DynamoDBDocumentClient, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Transition } from '#domain/transition.ts';

/** One change of one row. */
export interface Change<S extends string> {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  readonly transition: Transition<S>;
  /** Values of the attributes that the transition sets; each must be there, and no other. */
  readonly sets?: Readonly<Record<string, unknown>>;
  /** Values that its guards compare with, by name. */
  readonly guards?: Readonly<Record<string, unknown>>;
}

/** The row as it stands, when a change was not possible. */
export interface NotPossible<S extends string, Row> {
  /** Its state, or undefined when there is no such row. */
  readonly state: S | undefined;
  readonly row: Row | undefined;
}

/**
 * The conditional write that a transition is: the only place where one is compiled. It raises the row's version by one, so that whoever reads the stream
 * can tell changes of one row apart, and sees those that were made past all functions.
 * @throws Error when `sets` does not hold exactly what the transition sets.
 */
export function transitionUpdate<S extends string>({
  table,
  key,
  transition,
  sets = {},
  guards = {},
}: Change<S>): UpdateCommandInput & { UpdateExpression: string } {
  const wanted = [...(transition.sets ?? [])].sort().join();
  const setting = Object.keys(sets).sort().join();
  if (wanted !== setting) throw new Error(`${transition.name} sets ${wanted || 'nothing'}, given: ${setting || 'nothing'}`);
  const names: Record<string, string> = { '#state': 'state', '#version': 'version' };
  const values: Record<string, unknown> = transition.to === undefined ? { ':one': 1 } : { ':one': 1, ':to': transition.to };
  const assignments = Object.entries(sets).map(([attribute, value], index) => {
    names[`#s${index}`] = attribute;
    values[`:s${index}`] = value;
    return `#s${index} = :s${index}`;
  });
  const removals = (transition.removes ?? []).map((attribute, index) => {
    names[`#r${index}`] = attribute;
    return `#r${index}`;
  });
  const from = transition.from.map((state, index) => {
    values[`:f${index}`] = state;
    return `:f${index}`;
  });
  const conditions = (transition.guard ?? []).map((guard, index) => {
    names[`#g${index}`] = guard.attribute;
    const given = guards[guard.value] ?? sets[guard.value];
    if (guard.is === 'disjoint') {
      return (given as readonly string[])
        .map((each, at) => {
          values[`:g${index}x${at}`] = each;
          return `NOT contains(#g${index}, :g${index}x${at})`;
        })
        .join(' AND ');
    }
    values[`:g${index}`] = given;
    if (guard.is === 'equal') return `#g${index} = :g${index}`;
    return `(attribute_not_exists(#g${index}) OR #g${index} ${guard.is === 'unequal' ? '<>' : '<'} :g${index})`;
  });
  const settings = [...(transition.to === undefined ? [] : ['#state = :to']), ...assignments];
  const parts = [
    ...(settings.length > 0 ? [`SET ${settings.join(', ')}`] : []),
    ...(removals.length > 0 ? [`REMOVE ${removals.join(', ')}`] : []),
    'ADD #version :one',
  ];
  return {
    TableName: table,
    Key: key,
    UpdateExpression: parts.join(' '),
    ConditionExpression: [`#state IN (${from.join(', ')})`, ...conditions].join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

/** Carries a change out, or says how the row stands when it cannot be. */
export async function applyTransition<S extends string, Row extends { readonly state: S }>(
  client: DynamoDBDocumentClient,
  change: Change<S>,
): Promise<Result<Row, NotPossible<S, Row>>> {
  try {
    const { Attributes } = await client.send(new UpdateCommand({ ...transitionUpdate(change), ReturnValues: 'ALL_NEW' }));
    return ok(Attributes as unknown as Row);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const { Item } = await client.send(new GetCommand({ TableName: change.table, Key: change.key, ConsistentRead: true }));
    return refused({ state: (Item as Row | undefined)?.state, row: Item as Row | undefined });
  }
}

/** Carries a change out; false when the row does not allow it. Does not read how the row stands. */
export async function tryTransition<S extends string>(client: DynamoDBDocumentClient, change: Change<S>): Promise<boolean> {
  try {
    await client.send(new UpdateCommand(transitionUpdate(change)));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** Whether a write was refused by its own condition. */
export function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

/**
 * Whether a transaction was refused because of how its rows stand: by one of its conditions, or because another transaction was changing them
 * at that moment. Reading the rows then tells who was first.
 */
export function isTransactionConditionFailure(error: unknown): boolean {
  return conditionFailures(error) !== undefined;
}

/** Which actions of a transaction their own condition refused, by place; undefined where that, or another transaction, is not what it failed of. */
export function conditionFailures(error: unknown): ReadonlySet<number> | undefined {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException' || !('CancellationReasons' in error)) return undefined;
  const codes = (error.CancellationReasons as readonly { readonly Code?: string }[]).map(({ Code }) => Code);
  if (!codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')) return undefined;
  return new Set(codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : [])));
}

/** Whether a transaction was refused because another one was changing the same rows at that moment, and by no condition of its own. */
export function isTransactionConflict(error: unknown): boolean {
  return conditionFailures(error)?.size === 0;
}
