import { firstRank } from '#domain/account/notice-order.ts';
import { laneCount, laneOf } from '#domain/lane.ts';
import { type NoticeRow, noticeId, openDeferred, openResting, openWaiting } from '#domain/notice/notice.ts';
import type { Dependencies } from './dependencies.ts';
import { type Rules, screen } from './screen.ts';

/** Notices read from a lane at once: small, so that the order among lanes is kept roughly. */
const readSize = 25;

/** How often all lanes are looked at for notices that go before the rest, in ms: they may have come since, or may wait in a lane whose turn is late. */
const urgentMs = 10_000;

/** Where the notices end that go before the rest: those of compromised accounts, and of attempts that came to nothing. */
const urgentEnd = openWaiting(firstRank('privileged'), '');

/** The waiting notices of a sender's lanes, read ahead. A notice stays waiting in the table until it is claimed, so a crash loses nothing. */
export interface Supply {
  /** What may be sent goes by these from now on; what is at hand already is still handed out. */
  setRules(rules: Rules): void;
  /** Takes over the lanes that are the parts of these workers among `senders`, and leaves all others, with what was read of them. */
  assignLanes(workers: readonly number[], senders: number): void;
  /** Reads until `wanted` notices are at hand or the lanes have no more. */
  fill(wanted: number): Promise<void>;
  /** How many are at hand. */
  size(): number;
  /** Hands out the first `count`; each must be forgotten. */
  take(count: number): readonly NoticeRow[];
  /** Hands a notice out again, before all others. */
  putBack(notice: NoticeRow): void;
  /** The notice is claimed, or could not be: it may be read again. */
  forget(notice: NoticeRow): void;
}

/** The supply of one sender. */
export function makeSupply(dependencies: Dependencies, campaignId: string): Supply {
  const { notices, clock } = dependencies;
  const known = new Set<string>();
  const cursors = new Map<number, string>();
  let atHand: NoticeRow[] = [];
  let lanes: readonly number[] = [];
  let next = 0;
  let rules: Rules = { resting: new Map() };
  let urgentAt = Number.NEGATIVE_INFINITY;

  /** Those of some rows that are not at hand and may be sent. */
  const fresh = async (rows: readonly NoticeRow[]): Promise<readonly NoticeRow[]> => {
    const unknown = rows.filter((row) => !known.has(noticeId(row)));
    const screened = await screen(dependencies, rules, unknown);
    for (const row of screened) known.add(noticeId(row));
    return screened;
  };

  const readUrgent = async () => {
    urgentAt = clock.now();
    const ranges = [
      { from: '1#', to: urgentEnd, limit: readSize },
      { from: '6#', to: openResting(clock.now(), ''), limit: readSize },
    ];
    const read = lanes.flatMap((lane) => ranges.map(async (range) => fresh(await notices.open(campaignId, lane, range))));
    const pages = await Promise.all(read);
    atHand = [...pages.flat().sort((a, b) => ((a.open ?? '') < (b.open ?? '') ? -1 : 1)), ...atHand];
  };

  /** Whether the lane may have more than what was read of it now. */
  const readLane = async (lane: number): Promise<boolean> => {
    const from = cursors.get(lane);
    const rows = await notices.open(campaignId, lane, { from: from === undefined ? '1#' : `${from}~`, to: '1#~', limit: readSize });
    const last = rows.at(-1)?.open;
    if (last === undefined) cursors.delete(lane);
    else cursors.set(lane, last);
    const until = openDeferred(clock.now(), '');
    const due = last === undefined ? await notices.open(campaignId, lane, { from: '4#', to: until, limit: readSize }) : [];
    const read = await fresh([...rows, ...due]);
    atHand.push(...read);
    return from !== undefined || rows.length + due.length > 0;
  };

  return {
    setRules: (given) => {
      rules = given;
    },
    assignLanes: (workers, senders) => {
      lanes = Array.from({ length: laneCount }, (_, lane) => lane).filter((lane) => workers.includes(lane % senders));
      const others = atHand.filter(({ sub }) => !lanes.includes(laneOf(sub)));
      for (const row of others) known.delete(noticeId(row));
      atHand = atHand.filter((row) => !others.includes(row));
    },
    fill: async (wanted) => {
      if (clock.now() - urgentAt >= urgentMs) await readUrgent();
      let empty = 0;
      for (let reads = 0; atHand.length < wanted && empty < lanes.length && reads < 2 * lanes.length; ) {
        const count = Math.min(Math.ceil((wanted - atHand.length) / readSize), lanes.length);
        const batch = Array.from({ length: count }, (_, index) => lanes[(next + 1 + index) % lanes.length] as number);
        next = (next + count) % lanes.length;
        reads += count;
        for (const hasMore of await Promise.all(batch.map(readLane))) empty = hasMore ? 0 : empty + 1;
      }
    },
    size: () => atHand.length,
    take: (count) => {
      const taken = atHand.slice(0, count);
      atHand = atHand.slice(count);
      return taken;
    },
    putBack: (notice) => {
      if (known.has(noticeId(notice)) || !lanes.includes(laneOf(notice.sub))) return;
      known.add(noticeId(notice));
      atHand = [notice, ...atHand];
    },
    forget: (notice) => void known.delete(noticeId(notice)),
  };
}
