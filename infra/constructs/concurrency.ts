import type { Parameters } from '#infra/parameters.ts';

/** Concurrent executions from which on AWS lets an account keep some for single functions as is done here; 1,000 is its published default. */
const enough = 1_000;

/** What has to stay for functions without executions of their own: AWS's least, which is left to other functions of the account. */
export const leastUnreserved = 100;

/**
 * What whoever can be called by strangers may use of the account's concurrency, and no more: then nobody who floods one keeps the gate from
 * running. `seconds` is about what one of their requests takes, by which the API turns others away before Lambda does.
 */
const shares = {
  pages: { concurrency: 200, seconds: 0.1 },
  staff: { concurrency: 25, seconds: 0.25 },
  check: { concurrency: 75, seconds: 0.05 },
  authorizer: { concurrency: 75, seconds: 0.05 },
} as const;

type Given = Pick<Parameters, 'lambdaConcurrency' | 'gateReservedConcurrency' | 'emulator'>;

/** Executions kept for the gate; 0 where it shares those of the account with everything else. */
export function keptForGate({ lambdaConcurrency, gateReservedConcurrency, emulator }: Given): number {
  return emulator || lambdaConcurrency < enough ? 0 : gateReservedConcurrency;
}

/** Executions kept for a function, which are also the most that it gets; undefined where none are kept. */
export function reservedFor(name: string, parameters: Given): number | undefined {
  const gate = keptForGate(parameters);
  if (gate === 0) return undefined;
  return name === 'gate' ? gate : Object.entries(shares).find(([each]) => each === name)?.[1].concurrency;
}

/** Requests a second that an API lets through, and how many at once: what its function can carry. In a small account it is as much less, but for ten a second. */
export function throttleOf(name: keyof typeof shares, { lambdaConcurrency }: Given): { readonly rate: number; readonly burst: number } {
  const { concurrency, seconds } = shares[name];
  const part = Math.min(1, lambdaConcurrency / enough);
  return { rate: Math.max(10, Math.round((concurrency / seconds) * part)), burst: Math.max(10, Math.round(concurrency * part)) };
}

/** Shards of a table's stream, each of which runs its reader once: as many as the table has partitions, 32 where it carries 1,000 notices a second. */
export const streamShards = (table: string): number => (table === 'accounts' || table === 'notices' ? 32 : 4);

/** How often a function that a schedule runs may run at once: the run before may not be over, or be tried again. */
export const scheduledRuns = 2;
