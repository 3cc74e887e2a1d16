import { type Progress, progress } from '#shared/aws/progress/progress.ts';
import type { Clock } from '#shared/platform.ts';
import type { Part } from '#shared/wiring.ts';

/** Least time between two snapshots of a campaign by one sandbox, in ms: a snapshot reads 128 counters. */
const everyMs = 10_000;

/** Keeps the totals of these campaigns. */
export type Snapshots = (campaignIds: ReadonlySet<string>) => Promise<void>;

/** Keeps the totals of campaigns that changed, for the chart, at most once in ten seconds each. */
export function makeSnapshots(progress: Progress, clock: Clock): Snapshots {
  const keptAt = new Map<string, number>();
  return async (campaignIds) => {
    for (const campaignId of campaignIds) {
      const atMs = clock.now();
      if (atMs - (keptAt.get(campaignId) ?? Number.NEGATIVE_INFINITY) < everyMs) continue;
      keptAt.set(campaignId, atMs);
      await progress.keep(campaignId, { atMs, totals: await progress.totals(campaignId) });
    }
  };
}

/** The snapshots of this sandbox. */
export const snapshots: Part<Snapshots> = ({ use, platform }) => makeSnapshots(use(progress), platform.clock);
