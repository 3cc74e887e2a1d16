import { laneCount, laneOf } from '#domain/lane.ts';
import { type NoticeRow, noticeId, openDeferred } from '#domain/notice.ts';
import type { Dependencies } from './dependencies.ts';
import { screen } from './screen.ts';

/** Notices read from a lane at once: few, so that the order among lanes is kept roughly; as many as it takes that one round is enough. */
const readSizes = { least: 5, most: 25 } as const;

/** A lane is read from its front again after so long, in ms: what was put in front meanwhile goes out before the rest. */
const frontMs = 10_000;

/** The waiting notices of a sender's lanes, read ahead. A notice stays waiting in the table until it is claimed, so a crash loses nothing. */
export interface Supply {
  /** Takes over the lanes that are the parts of these workers among `senders`, and leaves all others, with what was read of them. */
  share(workers: readonly number[], senders: number): void;
  /** Reads until `wanted` notices are at hand or the lanes have no more. */
  fill(wanted: number): Promise<void>;
  /** How many are at hand. */
  size(): number;
  /** Hands out the first `count`; each must be settled. */
  take(count: number): readonly NoticeRow[];
  /** The notice is claimed, or could not be: it may be read again. */
  settle(notice: NoticeRow): void;
}

/** The supply of one sender. */
export function makeSupply(dependencies: Dependencies, campaignId: string): Supply {
  const { notices, clock } = dependencies;
  const known = new Set<string>();
  const cursors = new Map<number, string>();
  const fronts = new Map<number, number>();
  let atHand: NoticeRow[] = [];
  let lanes: readonly number[] = [];
  let next = 0;

  const readLane = async (lane: number, limit: number) => {
    const isDue = clock.now() - (fronts.get(lane) ?? Number.NEGATIVE_INFINITY) >= frontMs;
    const from = isDue ? undefined : cursors.get(lane);
    if (from === undefined) fronts.set(lane, clock.now());
    const rows = await notices.open(campaignId, lane, { from: from === undefined ? '1#' : `${from}~`, to: '1#~', limit });
    const last = rows.at(-1)?.open;
    if (last === undefined) cursors.delete(lane);
    else cursors.set(lane, last);
    const until = openDeferred(clock.now(), '');
    const due = last === undefined ? await notices.open(campaignId, lane, { from: '4#', to: until, limit }) : [];
    const fresh = [...rows, ...due].filter((row) => !known.has(noticeId(row)));
    for (const row of await screen(dependencies, fresh)) {
      known.add(noticeId(row));
      atHand.push(row);
    }
  };

  return {
    share: (workers, senders) => {
      lanes = Array.from({ length: laneCount }, (_, lane) => lane).filter((lane) => workers.includes(lane % senders));
      const others = atHand.filter(({ sub }) => !lanes.includes(laneOf(sub)));
      for (const row of others) known.delete(noticeId(row));
      atHand = atHand.filter((row) => !others.includes(row));
    },
    fill: async (wanted) => {
      const limit = Math.min(readSizes.most, Math.max(readSizes.least, Math.ceil(wanted / lanes.length)));
      for (let reads = 0; atHand.length < wanted && reads < 2 * lanes.length; reads++) {
        next = (next + 1) % lanes.length;
        await readLane(lanes[next] as number, limit);
      }
    },
    size: () => atHand.length,
    take: (count) => {
      const taken = atHand.slice(0, count);
      atHand = atHand.slice(count);
      return taken;
    },
    settle: (notice) => void known.delete(noticeId(notice)),
  };
}
