import { beginRecount, differences, endRecount, type Recount, recountOf } from '#domain/progress/lane-counter.ts';
import { judge } from '#domain/progress/recount.ts';
import type { CounterKey } from '#shared/aws/progress/progress.ts';
import type { Dependencies } from './dependencies.ts';

/** How long changes that are under way have to be counted, in ms: a stream is read within three seconds, a crashed reader comes again within some more. */
const patienceMs = 25_000;
const lookMs = 1_000;

/** What a recount of one lane came to. */
export interface LaneRecount {
  /** What the rows come to. */
  readonly found: Recount;
  /** By how much counters were changed, by name; none where they were right. */
  readonly mended: Readonly<Record<string, number>>;
}

/**
 * Compares the counters of a lane with its rows, while both move, and mends the counters. What is counted from the beginning on is kept beside the counters,
 * so the rows can be brought up to the very changes that were counted; the sums of versions say whether they were.
 * @returns undefined where it is not clear yet what is right
 */
export async function recountLane({ progress, rows, clock }: Dependencies, key: CounterKey): Promise<LaneRecount | undefined> {
  const beganAt = clock.now();
  let counter = await progress.counter(key);
  while (!(await progress.write(counter, {}, beginRecount(counter.book, beganAt)))) counter = await progress.counter(key);
  const read = await rows.ofLane(key);
  const lateAt = clock.now() + patienceMs;
  for (;;) {
    const { book, counts } = (counter = await progress.counter(key));
    if (book.recount?.beganAt !== beganAt) return undefined;
    const found = recountOf(read, book.recount.kept);
    const outcome = judge(book, found, clock.now() >= lateAt);
    if (outcome === undefined) {
      await clock.sleep(lookMs);
      continue;
    }
    const isClear = found !== undefined && outcome.kind !== 'unclear';
    const mended = isClear ? differences(counts, found.counts) : {};
    if (await progress.write(counter, mended, endRecount(book, clock.now(), outcome))) return isClear ? { found, mended } : undefined;
  }
}
