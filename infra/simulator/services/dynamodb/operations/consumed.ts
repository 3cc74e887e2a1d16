import { UnsupportedError } from '#simulator/errors.ts';
import type { Fields } from '#simulator/service.ts';
import { oneOf } from '../refusals.ts';

/** Whether a request wants to know what it used. @throws UnsupportedError for the sums by index. */
export function wantsCapacity(input: Fields): boolean {
  const wanted = oneOf(input.ReturnConsumedCapacity, 'returnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE'], 'NONE');
  if (wanted === 'INDEXES') throw new UnsupportedError('dynamodb', 'ReturnConsumedCapacity INDEXES');
  return wanted === 'TOTAL';
}

/** What a request used of one table, its indexes included. */
export function consumed(tableName: string, units: number): Fields {
  return { TableName: tableName, CapacityUnits: units };
}

/** Adds up what a request used of several tables. */
export class Consumption {
  readonly #units = new Map<string, number>();

  add(tableName: string, units: number): void {
    this.#units.set(tableName, (this.#units.get(tableName) ?? 0) + units);
  }

  get total(): number {
    return [...this.#units.values()].reduce((sum, units) => sum + units, 0);
  }

  /** A list of what was used of each table. `kind` is also told apart by transactions. */
  list(kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits'): readonly Fields[] {
    return [...this.#units].map(([name, units]) => ({ ...consumed(name, units), ...(kind && { [kind]: units }) }));
  }
}
