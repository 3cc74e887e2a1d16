import type { Primitive } from '#domain/account/sweep-plan.ts';
import { sweepCalls } from '#domain/campaign/sweep.ts';
import { type AllowanceCategory, burstMs, sweepBatch, sweepPauseMs } from '#domain/pacing/allowance.ts';
import type { Allowance } from '#shared/aws/mail/allowance.ts';
import type { Clock } from '#shared/platform.ts';

/** What is reserved and not used within this time is forfeited, in ms: used later it would come on top of what others take then. */
const keptMs = burstMs / 3;

/** Calls of Cognito's quota that the sweep has reserved and not made yet: several are reserved in one write. */
export interface QuotaBatch {
  /** Takes the calls of a primitive. Gives 0 when they may be made, at once; else the ms after which to ask again. */
  take(primitive: Primitive): Promise<number>;
  /** Returns the calls of a primitive, none of which was made after all. */
  return(primitive: Primitive): void;
}

/** A batch with nothing reserved yet. */
export function makeQuotaBatch(allowance: Allowance, rates: Readonly<Record<AllowanceCategory, number>>, clock: Clock): QuotaBatch {
  const reserved = new Map<AllowanceCategory, { calls: number; readonly atMs: number }>();

  const has = async (category: AllowanceCategory): Promise<boolean> => {
    const there = reserved.get(category);
    if (there !== undefined && there.calls > 0 && clock.now() - there.atMs < keptMs) return true;
    const calls = sweepBatch(rates[category]);
    const atMs = clock.now();
    if ((await allowance.take(category, 'sweep', calls)) === undefined) return false;
    reserved.set(category, { calls, atMs });
    return true;
  };

  const change = (primitive: Primitive, by: number) => {
    for (const category of sweepCalls[primitive]) {
      const there = reserved.get(category);
      if (there !== undefined) there.calls += by;
    }
  };

  return {
    take: async (primitive) => {
      for (const category of sweepCalls[primitive]) if (!(await has(category))) return sweepPauseMs;
      change(primitive, -1);
      return 0;
    },
    return: (primitive) => change(primitive, 1),
  };
}
