/** What one operation of one service was used for. */
export interface Usage {
  calls: number;
  errors: number;
  throttles: number;
  /** Billed units: DynamoDB request units, SES recipients, SQS requests; 0 where the service bills by call. */
  readUnits: number;
  writeUnits: number;
}

/** Counts calls, refusals and billed units by service and operation. */
export class Meter {
  readonly #usage = new Map<string, Map<string, Usage>>();

  /** The mutable counter of one operation. */
  of(service: string, operation: string): Usage {
    let operations = this.#usage.get(service);
    if (operations === undefined) this.#usage.set(service, (operations = new Map()));
    let usage = operations.get(operation);
    if (usage === undefined) operations.set(operation, (usage = { calls: 0, errors: 0, throttles: 0, readUnits: 0, writeUnits: 0 }));
    return usage;
  }

  /** Sums over all operations of a service. */
  total(service: string): Usage {
    const sum: Usage = { calls: 0, errors: 0, throttles: 0, readUnits: 0, writeUnits: 0 };
    for (const usage of this.#usage.get(service)?.values() ?? []) {
      sum.calls += usage.calls;
      sum.errors += usage.errors;
      sum.throttles += usage.throttles;
      sum.readUnits += usage.readUnits;
      sum.writeUnits += usage.writeUnits;
    }
    return sum;
  }

  /** A copy of everything counted so far, ordered by name. */
  snapshot(): Record<string, Record<string, Usage>> {
    const sorted = [...this.#usage].sort(([a], [b]) => a.localeCompare(b));
    return Object.fromEntries(
      sorted.map(([service, operations]) => [service, Object.fromEntries([...operations].map(([name, usage]) => [name, { ...usage }]))]),
    );
  }
}
