/**
 * Slot leases: the mail rate is cut into slots of half a second; a sender claims positions of a slot before it takes work, and sends
 * each at its own instant. What is not used is forfeited, so the attempts in a slot never exceed its cap, whatever crashes.
 * A position is one recipient; the positions of all slots together are evenly spaced in time, over the borders of slots too.
 */

/** Length of a slot, in ms. */
export const slotMs = 500;

/**
 * Share of the SES rate that slots give out. The rest covers clock differences between sandboxes and call times that differ. At a low rate the
 * bucket of SES may hold no more than one mail, so a call that arrives a little early is refused: more is left there.
 */
export function usableShare(perSecond: number): number {
  return perSecond < 50 ? 0.975 : 0.99;
}

/** The slot that an instant (ms since 1970) lies in. */
export function slotAt(ms: number): number {
  return Math.floor(ms / slotMs);
}

/** The instant at which a slot begins, in ms since 1970. */
export function slotStart(slot: number): number {
  return slot * slotMs;
}

/** Positions in all slots before this one, at a rate: fractions of a position are kept, so that 1/s is used as fully as 1,000/s. */
export function positionsBefore(slot: number, perSecond: number): number {
  return Math.ceil((slot * perSecond * slotMs) / 1000);
}

/** Positions of a slot, at the rate that slots give out. */
export function slotCap(slot: number, perSecond: number): number {
  return positionsBefore(slot + 1, perSecond) - positionsBefore(slot, perSecond);
}

/** Of the positions of a slot, how many a share (0 to 1) of all positions comes to: fractions are kept from slot to slot. */
export function slotPart(slot: number, perSecond: number, share: number): number {
  return Math.floor(positionsBefore(slot + 1, perSecond) * share) - Math.floor(positionsBefore(slot, perSecond) * share);
}

/** The instant of a position (0 to its slot's cap − 1), in ms since 1970: evenly spaced, and never outside its slot. */
export function positionMs(slot: number, position: number, perSecond: number): number {
  const ideal = ((positionsBefore(slot, perSecond) + position) * 1000) / perSecond;
  return Math.min(Math.max(ideal, slotStart(slot)), slotStart(slot + 1) - 1);
}

/** Recipients of one bulk call: a twentieth of a second's worth keeps the spacing even, and SES takes 50 at most. */
export function bulkSize(perSecond: number): number {
  return Math.min(50, Math.max(1, Math.floor(perSecond / 20)));
}

/**
 * Senders for a rate: one for each 100 recipients a second begun and a spare, so that the others carry on where one crashes. At a rate so low that
 * calls have to take turns there is one only.
 */
export function senderCount(perSecond: number): number {
  return takesTurns(perSecond) ? 1 : Math.ceil(perSecond / 100) + 1;
}

/** Whether calls to SES follow one another: they are further apart than most of them take, about 60 ms. */
export function takesTurns(perSecond: number): boolean {
  return 1000 / perSecond > 60;
}
