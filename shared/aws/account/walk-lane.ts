import type { AccountRow } from '#domain/account/account.ts';
import type { LanePage, LanePosition } from './accounts.ts';

/** Goes through the accounts of a lane, page after page, and hands them out in parts of at most `size`, one after the other. */
export async function walkLane(
  read: (start?: LanePosition) => Promise<LanePage>,
  size: number,
  work: (rows: readonly AccountRow[]) => Promise<void>,
): Promise<void> {
  let next: LanePosition | undefined;
  do {
    const page = await read(next);
    for (let from = 0; from < page.rows.length; from += size) await work(page.rows.slice(from, from + size));
    next = page.next;
  } while (next !== undefined);
}
