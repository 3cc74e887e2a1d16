import { firstRank } from '#domain/account/notice-order.ts';
import { laneCount } from '#domain/lane.ts';
import { type NoticeRow, noticeId, openRejected, openUnreached, openWaiting, timeIn } from '#domain/notice/notice.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Notices read from a lane at once. */
const readSize = 100;

/**
 * Has what SES refused sent again where staff ordered that: what was settled before the order, with the status that it names or with any. An order is done
 * when all lanes were gone through; where that is cut short, the next minute goes through them again.
 */
export async function sendAgain(dependencies: Dependencies, campaignId: string): Promise<void> {
  const { controls, logger } = dependencies;
  for (const order of await controls.resends(campaignId)) {
    const lanes = Array.from({ length: laneCount }, (_, lane) => lane);
    const counts = await Promise.all(lanes.map((lane) => sendLaneAgain(dependencies, campaignId, lane, order)));
    const resent = counts.reduce((sum, count) => sum + count, 0);
    await controls.endResend(campaignId, order);
    logger.log(messages.noticesResent, { campaignId, resent, status: order.status ?? 'any' });
  }
}

async function sendLaneAgain(
  { notices }: Dependencies,
  campaignId: string,
  lane: number,
  { status, atMs }: { readonly status?: string; readonly atMs: number },
): Promise<number> {
  const isMeant = ({ reason, status: of, open = '' }: NoticeRow) =>
    reason === 'rejected' && (status === undefined || of === status) && timeIn(open) <= atMs;
  let resent = 0;
  for (const { first, end } of [
    { first: '5#', end: openUnreached(atMs, '~') },
    { first: '7#', end: openRejected(atMs, '~') },
  ]) {
    for (let from: string | undefined = first; from !== undefined; ) {
      const rows: readonly NoticeRow[] = await notices.open(campaignId, lane, { from, to: end, limit: readSize });
      const changed = rows.filter(isMeant).map((row) => {
        const open = openWaiting(firstRank('privileged') - 1, noticeId(row));
        return notices.change(row, 'sendAgain', { open, resent: true }, { reason: 'rejected' });
      });
      resent += (await Promise.all(changed)).filter(Boolean).length;
      const last: string | undefined = rows.length < readSize ? undefined : rows.at(-1)?.open;
      from = last === undefined ? undefined : `${last}~`;
    }
  }
  return resent;
}
