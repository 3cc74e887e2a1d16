import { AwsError } from '#simulator/errors.ts';
import { invalid, refusal } from '../refusals.ts';
import type { RowKey } from '../storage/row.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/values.ts';
import { throttled } from './capacity.ts';

/** Why one action stopped a transaction. */
export interface Reason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError' | 'ThrottlingError';
  readonly Message?: string;
  readonly Item?: Item;
}

/** What one action came to: a value, or why it stops the transaction. */
export type Attempt<T> = { readonly value: T; readonly reason?: undefined } | { readonly value?: undefined; readonly reason: Reason };

/** Runs one action's part; a refusal of AWS's becomes a reason. */
export function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { value: run() };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { reason: { Code: 'ValidationError', Message: error.message } };
  }
}

/** The reason of an action that found no capacity. */
export function throttling(arn: string, access: 'Read' | 'Write'): Reason {
  return { Code: 'ThrottlingError', Message: throttled(arn, access).message };
}

/** @throws AwsError TransactionCanceledException, with one reason for each action, where any was stopped. */
export function cancelUnlessAll(reasons: readonly (Reason | undefined)[]): void {
  if (reasons.every((reason) => reason === undefined)) return;
  const all = reasons.map((reason): Reason => reason ?? { Code: 'None' });
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${all.map(({ Code }) => Code).join(', ')}]`;
  throw refusal('TransactionCanceledException', message, { CancellationReasons: all });
}

/** The values of all attempts. @throws AwsError TransactionCanceledException where one has none. */
export function allOrCancel<T>(attempts: readonly Attempt<T>[]): readonly T[] {
  cancelUnlessAll(attempts.map(({ reason }) => reason));
  return attempts.map(({ value }) => value as T);
}

/** @throws AwsError ValidationException with `message` where two places are one. */
export function checkDistinct(places: readonly { readonly table: Table; readonly key: RowKey }[], message: string): void {
  const seen = new Set(places.map(({ table, key }) => `${table.name}\0${key.partition}\0\0${key.sort}`));
  if (seen.size < places.length) throw invalid(message);
}
