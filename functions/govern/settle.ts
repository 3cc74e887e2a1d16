import { laneCount } from '#domain/lane.ts';
import { doubtMs, type NoticeRow, noticeId, openClaimed, openUncertain, openWaiting } from '#domain/notice/notice.ts';
import type { Dependencies } from './dependencies.ts';

/** Notices settled at once. */
const readSize = 100;

/**
 * A claim that ran out becomes a doubt, never straight a new attempt: SES may have taken the mail. A doubt that no event answered
 * in time becomes a new attempt.
 * @returns how many notices changed.
 */
export async function settleClaims({ clock, notices }: Dependencies, campaignId: string): Promise<number> {
  const now = clock.now();
  const settle = async (lane: number, from: string, to: string, change: (row: NoticeRow) => Promise<boolean>) => {
    const rows = await notices.open(campaignId, lane, { from, to, limit: readSize });
    return (await Promise.all(rows.map(change))).filter(Boolean).length;
  };
  const lanes = Array.from({ length: laneCount }, (_, lane) => lane);
  const counts = await Promise.all(
    lanes.map(async (lane) => {
      const doubted = await settle(lane, '2#', openClaimed(now, ''), (row) =>
        notices.change(row, 'doubt', { open: openUncertain(now, noticeId(row)) }, { claim: row.claim }),
      );
      const retried = await settle(lane, '3#', openUncertain(now - doubtMs, ''), (row) =>
        notices.change(row, 'retry', { open: openWaiting(0, noticeId(row)) }, { claim: row.claim }),
      );
      return doubted + retried;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
