import type { ProgressTotals, Snapshot } from '#domain/progress/progress.ts';

/** Over so long at least the used rate is counted, in ms: counters are a few seconds behind. */
const leastSpanMs = 30_000;

/** Notices a second that went out lately; undefined where there is nothing old enough to compare with. */
export function usedRate(history: readonly Snapshot[], totals: ProgressTotals, nowMs: number): number | undefined {
  const from = history.findLast(({ atMs }) => nowMs - atMs >= leastSpanMs);
  if (from === undefined) return undefined;
  return (gone(totals) - gone(from.totals)) / ((nowMs - from.atMs) / 1000);
}

function gone({ notices: { sent, delivered, bounced, complained } }: ProgressTotals): number {
  return sent + delivered + bounced + complained;
}
