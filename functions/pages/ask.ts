import { addressBucket, type CodeWay, limitKey, madeUpByTyped, networkBucket, referenceBucket } from '#domain/recovery/code-limit.ts';
import type { RecoveryRow } from '#domain/recovery/recovery.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { failureOf } from '#shared/aws/calls/failures.ts';
import { unaskedKey } from '#shared/aws/mail/code-way.ts';
import type { Dependencies } from './dependencies.ts';

/** For what a code is asked. */
export interface Asked extends Pick<RecoveryRow, 'address' | 'source'> {
  /** What uses of the typed reference are counted under. @default none was typed */
  readonly reference?: string | undefined;
}

/** A code that is on its way. */
export interface Given {
  /** When the next one is possible without a reference, in ms since 1970. @default at once */
  readonly nextAt?: number;
}

/** Why there is no code now: `soon`, the next one is possible in so many minutes; else as {@link CodeWay} says. */
export type NoCode = { readonly why: 'soon'; readonly minutes: number } | { readonly why: Exclude<CodeWay, 'open'> };

/**
 * Whether a code may be asked for now. No account is looked up: it goes by the address as typed, the network, the reference, and how many of all mailed
 * codes were typed, so known and unknown addresses get the same answer.
 */
export async function askForCode(dependencies: Dependencies, { address, source, reference }: Asked): Promise<Result<Given, NoCode>> {
  const { codeState, limits, hurriedLimits, recoveries, secret, clock, metrics } = dependencies;
  const no = (reason: NoCode): Result<Given, NoCode> => {
    metrics.count('Code::Withheld');
    return refused(reason);
  };
  const soon = (ms: number) => no({ why: 'soon', minutes: Math.ceil(ms / 60_000) });
  const { way } = await codeState();
  if (way === 'none') return no({ why: way });
  if (reference !== undefined) {
    const waitMs = await limits.take(reference, referenceBucket);
    return waitMs > 0 ? soon(waitMs) : ok({});
  }
  if (way === 'referred') return no({ why: way });
  const key = await secret();
  const network = limitKey(key, 'network', source);
  const bucket = networkBucket(way === 'flood');
  // Where the table has no room, whoever has no reference makes room: a request that waits for it holds one of the function's executions.
  const waitMs = await hurriedLimits.take(network, bucket).catch((error: unknown) => {
    if (failureOf(error) === 'throttled') return undefined;
    throw error;
  });
  if (waitMs === undefined) return no({ why: 'flood' });
  if (waitMs > 0) return soon(waitMs);
  const { taken, nextAt } = await recoveries.takePlace(limitKey(key, 'pair', address, source), clock.now());
  if (taken) return ok({ nextAt });
  await limits.giveBack(network, bucket);
  return soon(nextAt - clock.now());
}

/** The right code was typed: that is an arrival, the address has all its codes again, and a code without a reference gives back what it took. */
export async function codeTyped(dependencies: Dependencies, row: RecoveryRow): Promise<void> {
  const { codeState, limits, buckets, recoveries, secret, hours, clock } = dependencies;
  const key = await secret();
  await Promise.all([
    hours.countArrival(),
    limits.giveBack(limitKey(key, 'address', row.address), addressBucket, addressBucket.burstMs / addressBucket.costMs),
  ]);
  if (row.reference !== undefined) return;
  const { way, unasked } = await codeState();
  await Promise.all([
    recoveries.freePlace(limitKey(key, 'pair', row.address, row.source), clock.now()),
    limits.giveBack(limitKey(key, 'network', row.source), networkBucket(way === 'flood')),
    buckets.giveBack(unaskedKey, unasked, madeUpByTyped),
  ]);
}
