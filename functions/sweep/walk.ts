import type { AccountRow } from '#domain/account/account.ts';
import { cohorts, type Primitive, type SweepPlan, sweepRange } from '#domain/account/sweep-plan.ts';
import { laneCount } from '#domain/lane.ts';
import type { Accounts } from '#shared/aws/account/accounts.ts';

/** Accounts read from a lane at once. */
const readSize = 25;

/** An account, and what is to be done to it. */
export interface Due {
  readonly account: AccountRow;
  readonly primitive: Primitive;
}

/**
 * The accounts that a sweep has to do with, one after the other. The lanes are read ahead and merged, so the order is exact over all of them: cohort
 * after cohort, in each the most recently changed first. It costs one read of every lane for each cohort, and one more for each {@link readSize} accounts.
 */
export interface Walk {
  /** The next account; undefined when there is none. */
  next(): Promise<Due | undefined>;
  /** Has an account come again, before all others. */
  putBack(due: Due): void;
}

interface Lane {
  readonly lane: number;
  rows: AccountRow[];
  /** Where to read on; undefined at the end of the lane. */
  from: string | undefined;
}

/** A walk over the cohorts that the plan of a campaign names. It gives no account twice but those that were put back. */
export function makeWalk(accounts: Pick<Accounts, 'toSweep'>, campaignId: string, plan: SweepPlan): Walk {
  const back: Due[] = [];
  const left = cohorts.flatMap((cohort) => {
    const primitive = plan.primitives[cohort];
    return primitive === undefined ? [] : [{ ...sweepRange(cohort), primitive }];
  });
  let lanes: Lane[] = [];

  const fill = async (each: Lane, to: string) => {
    if (each.from === undefined || each.rows.length > 0) return;
    each.rows = [...(await accounts.toSweep(campaignId, each.lane, { from: each.from, to, limit: readSize }))];
    const last = each.rows.at(-1)?.sweep;
    each.from = each.rows.length < readSize || last === undefined ? undefined : `${last}~`;
  };

  const first = () =>
    lanes.reduce<Lane | undefined>((best, each) => {
      const [mine, its] = [each.rows[0]?.sweep, best?.rows[0]?.sweep];
      return mine !== undefined && (its === undefined || mine < its) ? each : best;
    }, undefined);

  return {
    next: async () => {
      const again = back.shift();
      if (again !== undefined) return again;
      for (let cohort = left[0]; cohort !== undefined; cohort = left[0]) {
        const { from, to, primitive } = cohort;
        if (lanes.length === 0) lanes = Array.from({ length: laneCount }, (_, lane) => ({ lane, rows: [], from }));
        await Promise.all(lanes.map((each) => fill(each, to)));
        const account = first()?.rows.shift();
        if (account !== undefined) return { account, primitive };
        lanes = [];
        left.shift();
      }
      return undefined;
    },
    putBack: (due) => void back.push(due),
  };
}
