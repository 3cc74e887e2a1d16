/**
 * Slot leases: the mail rate is cut into slots of half a second; a sender claims positions of a slot before it takes work, and sends
 * each at its own instant. What is not used is forfeited, so the attempts in a slot never exceed its cap, whatever crashes.
 */

/** Length of a slot, in ms. */
export const slotMs = 500;

/**
 * Share of the SES rate that slots give out. Positions are evenly spaced, so a bucket of any depth holds; the rest covers
 * clock differences between sandboxes.
 */
export const usableShare = 0.99;

/** The slot that an instant (ms since 1970) lies in. */
export function slotAt(ms: number): number {
  return Math.floor(ms / slotMs);
}

/** The instant at which a slot begins, in ms since 1970. */
export function slotStart(slot: number): number {
  return slot * slotMs;
}

/** Recipients that a slot may carry at a rate; fractions are kept from slot to slot, so that 1/s is used as fully as 1,000/s. */
export function slotCap(slot: number, recipientsPerSecond: number): number {
  const share = (recipientsPerSecond * usableShare * slotMs) / 1000;
  return Math.floor(share * (slot + 1)) - Math.floor(share * slot);
}

/** The instant of a position (0 to cap − 1) of a slot, in ms since 1970: evenly spaced, in the middle of its part. */
export function positionMs(slot: number, position: number, cap: number): number {
  return slotStart(slot) + (slotMs * (position + 0.5)) / cap;
}

/** Recipients of one bulk call: a twentieth of a second's worth keeps the spacing even, and SES takes 50 at most. */
export function bulkSize(recipientsPerSecond: number): number {
  return Math.min(50, Math.max(1, Math.floor(recipientsPerSecond / 20)));
}

/** Senders for a rate: one for each 100 recipients a second begun. */
export function senderCount(recipientsPerSecond: number): number {
  return Math.max(1, Math.ceil(recipientsPerSecond / 100));
}

/** What SES lets this AWS account send in this Region. */
export interface MailQuota {
  /** Recipients a second. */
  readonly perSecond: number;
  /** Recipients in any 24 hours; -1 for no limit. */
  readonly perDay: number;
  /** Recipients in the last 24 hours, when the quota was read. */
  readonly sentLastDay: number;
  /** When it was read, in ms since 1970. */
  readonly readAt: number;
}

/** A quota older than this is read again while notices go out, in ms. */
export const quotaAgeMs = 15_000;
