import { laneCount, laneOf } from '../lane.ts';

/** Delays of notices to one domain within {@link delayWindowMs} from which on its notices pause. Fewer come from single mailboxes. */
const fewDelays = 3;

/** Share of a domain's notices in that window that must be delayed too: of a large domain some always are. */
const delayedShare = 0.02;

/** The window in which delays are counted together, in ms. */
export const delayWindowMs = 300_000;

/** The first rest of a domain, in ms; each that follows within {@link restedMs} is twice as long. */
const firstRestMs = 60_000;

/** The longest rest, in ms. */
const longestRestMs = 1_800_000;

/** For how long after a rest the next one is longer, in ms. */
export const restedMs = 7_200_000;

/** Whether notices to a domain pause, and for which time in a row. */
export interface DomainRest {
  /** Until when nothing is sent to it, in ms since 1970. */
  readonly until?: number;
  /** Rests in a row. */
  readonly rests?: number;
}

/**
 * Reasons of a delay (SES's `delayType`) that lie with a domain or with our address there, not with one mailbox (Amazon SES Developer Guide, "Contents of
 * event data: delivery delay object").
 */
const ofDomain = ['SpamDetected', 'RecipientServerError', 'IPFailure', 'TransientCommunicationFailure', 'SendingDeferral'];

/** Whether notices to a domain pause after so many delays. @param sent notices that were sent to the domain in the same window, as far as they were counted */
export function callsForRest(delays: number, sent: number): boolean {
  return delays >= Math.max(fewDelays, delayedShare * sent);
}

/** Whether the reason of a delay lies with the domain. */
export function isOfDomain(delayType: string): boolean {
  return ofDomain.includes(delayType);
}

/** The next rest of a domain, after its last one or after none. */
export function nextRest({ until = 0, rests = 0 }: DomainRest, nowMs: number): Required<DomainRest> {
  const before = nowMs - until < restedMs ? rests : 0;
  return { until: nowMs + Math.min(longestRestMs, firstRestMs * 2 ** before), rests: before + 1 };
}

/** When a notice to a domain that rests may be sent, in ms since 1970: its notices are spread over a minute, so that they do not all come at once. */
export function afterRest(until: number, sub: string): number {
  return until + Math.floor((laneOf(sub) * firstRestMs) / laneCount);
}
