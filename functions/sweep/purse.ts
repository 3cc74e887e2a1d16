import type { Primitive } from '#domain/account/sweep-plan.ts';
import { sweepCalls } from '#domain/campaign/sweep.ts';
import { type AllowanceCategory, burstMs, sweepBatch, sweepPauseMs } from '#domain/pacing/allowance.ts';
import type { Allowance } from '#shared/aws/mail/allowance.ts';
import type { Clock } from '#shared/platform.ts';

/** What is taken and not used within this time is forfeited, in ms: used later it would come on top of what others take then. */
const keptMs = burstMs / 3;

/** Calls of Cognito that the sweep has taken and not made yet: several are taken in one write. */
export interface Purse {
  /** Spends the calls of a primitive. Gives 0 when they may be made, at once; else the ms after which to ask again. */
  spend(primitive: Primitive): Promise<number>;
  /** Takes back what was spent on a primitive for which no call was made after all. */
  giveBack(primitive: Primitive): void;
}

/** An empty purse. */
export function makePurse(allowance: Allowance, rates: Readonly<Record<AllowanceCategory, number>>, clock: Clock): Purse {
  const taken = new Map<AllowanceCategory, { calls: number; readonly atMs: number }>();

  const has = async (category: AllowanceCategory): Promise<boolean> => {
    const there = taken.get(category);
    if (there !== undefined && there.calls > 0 && clock.now() - there.atMs < keptMs) return true;
    const calls = sweepBatch(rates[category]);
    const atMs = clock.now();
    if ((await allowance.take(category, 'sweep', calls)) === undefined) return false;
    taken.set(category, { calls, atMs });
    return true;
  };

  const change = (primitive: Primitive, by: number) => {
    for (const category of sweepCalls[primitive]) {
      const there = taken.get(category);
      if (there !== undefined) there.calls += by;
    }
  };

  return {
    spend: async (primitive) => {
      for (const category of sweepCalls[primitive]) if (!(await has(category))) return sweepPauseMs;
      change(primitive, -1);
      return 0;
    },
    giveBack: (primitive) => change(primitive, 1),
  };
}
