import { slowestOf } from './limits.ts';
import type { MailRate } from './mail-rate.ts';
import { leftOfDay, sharesOf } from './mail-shares.ts';
import { positionsBefore, slotAt, slotCap, slotPart, slotStart } from './pacing.ts';

/** For how long after a throttle the whole reserve is kept back, in ms: somebody else is sending. */
const reserveKeptMs = 60_000;

/** What limits the notices of a slot beside the rate. */
export interface SlotLimits {
  /** Share (0 to 0.5) of rate and daily quota that is kept for the customer's other mail. */
  readonly reserve: number;
  /** Mails of recoveries in the slot before. */
  readonly codesBefore: number;
}

/** What somebody may claim of a slot. */
export interface SlotRoom {
  /** Most positions that everybody together may claim. */
  readonly positions: number;
  /** Most positions that all claims of this kind (notices or codes) together may take. */
  readonly own: number;
}

/**
 * What notices may claim of a slot. Codes keep as much as they took of the slot before, up to their share; the rest of it is lent to notices. For a
 * minute after throttles the share of other mail is kept back too: then somebody sends who claims no slots.
 */
export function noticeRoom(rate: MailRate, slot: number, perSecond: number, { reserve, codesBefore }: SlotLimits): SlotRoom {
  const { codes } = sharesOf(reserve).rate;
  const positions = slotCap(slot, perSecond) - keptForOther(rate, slot, perSecond, reserve);
  const most = slowestOf(rate).perSecond;
  const carried = most < perSecond ? slotPart(slot, perSecond, most / perSecond) : positions;
  const left = leftOfDay(rate, reserve).notices - givenSinceReading(rate, slot, Math.min(perSecond, most));
  const free = positions - Math.min(slotPart(slot, perSecond, codes), codesBefore);
  return { positions, own: Math.max(0, Math.min(carried, left, free)) };
}

/** What mails of recoveries may claim of a slot: all but what notices can use of their own share. */
export function codeRoom(rate: MailRate, slot: number, perSecond: number, reserve: number): SlotRoom {
  const noticesGo = (rate.noticesToSend ?? 0) > 0 && rate.pausedFor === undefined && leftOfDay(rate, reserve).notices > 0;
  const share = noticesGo ? sharesOf(reserve).rate.notices : 0;
  const positions = slotCap(slot, perSecond) - keptForOther(rate, slot, perSecond, reserve);
  return { positions, own: positions - slotPart(slot, perSecond, Math.min(share, slowestOf(rate).perSecond / perSecond)) };
}

function keptForOther({ slowedAt = Number.NEGATIVE_INFINITY }: MailRate, slot: number, perSecond: number, reserve: number): number {
  return slotStart(slot) - slowedAt < reserveKeptMs ? slotPart(slot, perSecond, reserve) : 0;
}

/** Positions of all slots from the reading of the quota up to this slot. What was under way at the reading, a second's worth, counts as not yet seen by it. */
function givenSinceReading({ readAt = 0 }: MailRate, slot: number, perSecond: number): number {
  const from = slotAt(readAt) - 2;
  return positionsBefore(slot, perSecond) - positionsBefore(from, perSecond);
}
