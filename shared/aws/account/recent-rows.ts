import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { GateAccount } from '#domain/gate/gate.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';

/** How long the rows of an account that was let in are remembered, in ms: from the check before its password to the one before its tokens. */
export const recentMs = 5_000;

/** Accounts that a sandbox remembers at most. */
const mostAccounts = 1_000;

/**
 * The rows of accounts that this sandbox let in a moment ago, so that a sign-in, which asks twice, reads once. What lets an account in never turns
 * back: rows go from contained to recovered or exempt, and a new epoch has a row of its own. Rows that keep somebody out are not
 * remembered, nor those of an account that is recovering.
 */
export interface RecentRows {
  /** The rows in these campaigns, where they are remembered. */
  get(sub: string, candidates: readonly EpochRow[]): readonly GateAccount[] | undefined;
  remember(sub: string, candidates: readonly EpochRow[], rows: readonly GateAccount[]): void;
}

/** An empty memory. */
export function recentRows(clock: Clock): RecentRows {
  const known = new Map<string, { readonly rows: readonly GateAccount[]; readonly untilMs: number }>();
  const keyOf = (sub: string, candidates: readonly EpochRow[]) => [sub, ...candidates.map(({ campaignId }) => campaignId)].join(' ');
  return {
    get: (sub, candidates) => {
      const found = known.get(keyOf(sub, candidates));
      return found !== undefined && clock.now() < found.untilMs ? found.rows : undefined;
    },
    remember: (sub, candidates, rows) => {
      if (known.size >= mostAccounts) known.clear();
      known.set(keyOf(sub, candidates), { rows, untilMs: clock.now() + recentMs });
    },
  };
}

/** The rows that this sandbox read lately. */
export const recent: Part<RecentRows> = ({ platform }) => recentRows(platform.clock);
