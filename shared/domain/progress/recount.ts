import type { CounterBook, Recount, RecountOutcome } from './lane-counter.ts';
import { noProgress } from './progress.ts';

/** Rows read in a minute at most, of all lanes of a campaign together, unless two lanes have more: 20,000 rows of 430 bytes are 2,100 read units. */
export const rowsPerMinute = 20_000;

/** Lanes, of accounts, notices and steps, that are recounted in a minute at most. */
export const lanesPerMinute = 64;

/** How long a lane rests after a recount, in ms: one in which something was counted since, and one in which nothing was. */
const restMs = { changed: 600_000, unchanged: 21_600_000 } as const;

/** How urgent it is to recount a lane: a lower number goes first; undefined where it may rest. */
export function urgency(book: CounterBook, balanced: boolean, nowMs: number): number | undefined {
  if (book.doubtful || book.gap !== undefined || !balanced) return 0;
  if (book.compared === undefined) return 1;
  const { atMs, revision } = book.compared;
  return nowMs - atMs < (revision === book.revision ? restMs.unchanged : restMs.changed) ? undefined : atMs;
}

/**
 * What a comparison of counters with rows comes to; undefined where it has to be made again, as changes are under way that are not counted yet.
 * @param late whether there was time enough for whatever was under way
 */
export function judge(book: CounterBook, found: Recount | undefined, late: boolean): RecountOutcome | undefined {
  if (found === undefined) return { kind: 'unclear' };
  const gap = found.versions - book.versions;
  if (gap === 0) return { kind: 'agreed' };
  if (!late) return undefined;
  return book.doubtful || gap === book.gap ? { kind: 'settled', versions: found.versions } : { kind: 'unclear', gap };
}

/** How many accounts, or first notices, these counters count: there is one first notice for every account in scope. */
export function countedIn(counted: 'accounts' | 'notices', counts: Readonly<Record<string, number>>): number {
  return Object.keys(noProgress[counted]).reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}
