/**
 * How fast mail goes out now. All senders read the same row before each slot and compute the same from it, so a raised or cut quota, a
 * ceiling and a pause hold for all of them from the next slot on.
 */
import { leftOfDay, sharesOf } from './mail-shares.ts';
import { positionsBefore, slotAt, slotCap, slotPart, slotStart, usableShare } from './pacing.ts';
import type { MailFates } from './reputation.ts';
import type { SendingStops } from './sending-stop.ts';

/** What SES lets this AWS account send in this Region. */
export interface MailQuota {
  /** Recipients a second. */
  readonly perSecond: number;
  /** Recipients in any 24 hours; -1 for no limit. */
  readonly perDay: number;
  /** Recipients in the last 24 hours, when the quota was read. */
  readonly sentLastDay: number;
}

/** Why the notices of a campaign, or all of them, stand still until a person lets them go on. */
export type PauseReason = 'person' | 'bounces' | 'complaints';

/** Why the notices of a campaign stand still: a reason to pause them, or the first ones went out and the others wait. */
export type Hold = PauseReason | 'canary';

/** The mail rate as it stands: one row for the AWS account. */
export interface MailRate extends Partial<MailQuota>, SendingStops {
  /** When the quota was read, in ms since 1970. */
  readonly readAt?: number;
  /** When somebody last set out to read it, in ms since 1970; absent once a new reading is asked for. */
  readonly askedAt?: number;
  /** What throttles left of the rate, 0.5 to 1, at `slowedAt`. */
  readonly factor?: number;
  /** When throttles last slowed the rate, in ms since 1970. */
  readonly slowedAt?: number;
  /** Notices a second that the commander allows, all campaigns together. */
  readonly ceiling?: number;
  /** Notices a second that bring no more people to the pages than Cognito carries. */
  readonly recoveryPerSecond?: number;
  /** Notices a second that bring no more calls than the helpdesk takes. */
  readonly helpdeskPerSecond?: number;
  /** Calls an hour that the helpdesk takes, as a commander said. @default nobody said, and calls limit nothing */
  readonly helpdeskPerHour?: number;
  /** Calls in the hour before {@link callsAt}, as somebody at the helpdesk said. */
  readonly calls?: number;
  /** When they said so, in ms since 1970. */
  readonly callsAt?: number;
  /** Why no notice goes out at all. */
  readonly pausedFor?: PauseReason;
  /** What the guard saw of a day's mails when it stopped them. */
  readonly pausedAfter?: MailFates;
  /** Notices, and mails of recoveries, in the last 24 hours; of those that are older, some more until the next minute. */
  readonly noticesLastDay?: number;
  readonly codesLastDay?: number;
  /** Of those mails of recoveries: codes that were asked for without a reference. */
  readonly plainLastDay?: number;
  /** Notices that are to be sent and may go, of all campaigns, as of the last minute. */
  readonly noticesToSend?: number;
}

/** A quota older than this is read again while notices go out, in ms. */
export const quotaAgeMs = 15_000;

/** A quota older than this is trusted in part only, in ms. */
const trustedMs = 60_000;

/** For how long a quota is trusted in part, in ms; then nothing more is sent on it. */
const partlyTrustedMs = 300_000;

/** Share of a quota that is used while it is trusted in part. */
const partlyTrusted = 0.8;

/** For how long after a throttle the whole reserve is kept back, in ms: somebody else is sending. */
const reserveKeptMs = 60_000;

/** How far throttles may slow the rate. */
const leastFactor = 0.5;

/** What is left of the rate at an instant: a slowed rate comes back by 1 % of the quota a second. */
export function factorAt({ factor = 1, slowedAt = 0 }: MailRate, nowMs: number): number {
  return Math.min(1, factor + Math.max(0, nowMs - slowedAt) / 100_000);
}

/** What is left of the rate after one more burst of throttles. */
export function slowed(rate: MailRate, nowMs: number): number {
  return Math.max(leastFactor, factorAt(rate, nowMs) * 0.9);
}

/**
 * Whether so many throttled recipients within one second are a burst: over 0.2 % of the rate, and more than one, as a single call that came a few
 * ms early says nothing. At a rate below ten there are never two.
 */
export function isThrottleBurst(throttled: number, perSecond: number): boolean {
  return throttled > Math.max(perSecond < 10 ? 0 : 1, perSecond * 0.002);
}

/** The part of the quota that is trusted at an instant, in recipients a second; 0 where it is unknown or too old. */
export function trustedPerSecond({ perSecond = 0, readAt = 0 }: MailRate, nowMs: number): number {
  const age = nowMs - readAt;
  if (age <= trustedMs) return perSecond;
  return age <= trustedMs + partlyTrustedMs ? perSecond * partlyTrusted : 0;
}

/** The rate at which a slot gives out positions, in recipients a second. */
export function pacedPerSecond(rate: MailRate, slot: number): number {
  const atMs = slotStart(slot);
  return trustedPerSecond(rate, atMs) * usableShare(rate.perSecond ?? 0) * factorAt(rate, atMs);
}

/** The same for the mails of a recovery: a holder who waits for a code is worth a throttle, so a quota that is old is still used in part. */
export function recoveryPerSecond(rate: MailRate, slot: number): number {
  const { perSecond = 0 } = rate;
  return Math.max(pacedPerSecond(rate, slot), perSecond * partlyTrusted * usableShare(perSecond));
}

/** What limits the notices of a slot beside the rate. */
export interface SlotLimits {
  /** Share (0 to 0.5) of rate and daily quota that is kept for the customer's other mail. */
  readonly reserve: number;
  /** Mails of recoveries in the slot before. */
  readonly codesBefore: number;
}

/** What somebody may claim of a slot. */
export interface SlotRoom {
  /** Positions claimed by everybody at most. */
  readonly positions: number;
  /** Positions claimed by whoever claims and those like them at most. */
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

/** The tightest of the limits that are not those of SES, and how many notices a second it allows; infinite where there is none. */
export function slowestOf({ ceiling, recoveryPerSecond, helpdeskPerSecond }: MailRate): {
  readonly limit: 'ceiling' | 'recovery' | 'helpdesk';
  readonly perSecond: number;
} {
  const limits = [
    { limit: 'ceiling', perSecond: ceiling ?? Number.POSITIVE_INFINITY },
    { limit: 'recovery', perSecond: recoveryPerSecond ?? Number.POSITIVE_INFINITY },
    { limit: 'helpdesk', perSecond: helpdeskPerSecond ?? Number.POSITIVE_INFINITY },
  ] as const;
  return limits.reduce((slowest, each) => (each.perSecond < slowest.perSecond ? each : slowest));
}

/** Positions of all slots from the reading of the quota up to this slot. What was under way at the reading, a second's worth, counts as not yet seen by it. */
function givenSinceReading({ readAt = 0 }: MailRate, slot: number, perSecond: number): number {
  const from = slotAt(readAt) - 2;
  return positionsBefore(slot, perSecond) - positionsBefore(from, perSecond);
}

/**
 * What limits the notices of a campaign now. `unknown`: the quota was never read, or so long ago that it is not trusted; `paused`: by a person;
 * `guard`: by bounces or complaints; `canary`: the first ones went out and the others wait; `stopped`: SES refuses our mail; `daily`: the rolling day is used up, to less than two seconds' worth, as what is under way cannot be seen; `ceiling`: the commander's; `recovery`, `helpdesk`: as many people as the pages and Cognito,
 * or the helpdesk, can carry; `throttled`: SES throttled within the last
 * minute; `rate`: SES's rate, so nothing could go faster.
 */
export type Limit = (typeof limits)[number];

/** See {@link Limit}. */
export const limits = [
  'unknown',
  'paused',
  'guard',
  'canary',
  'daily',
  'stopped',
  'ceiling',
  'recovery',
  'helpdesk',
  'throttled',
  'rate',
] as const;

/** The limit that binds now. */
export function limitOf(rate: MailRate, hold: Hold | undefined, nowMs: number, reserve: number): Limit {
  const reason = rate.pausedFor ?? hold;
  if (reason !== undefined) return reason === 'person' ? 'paused' : reason === 'canary' ? 'canary' : 'guard';
  const trusted = trustedPerSecond(rate, nowMs);
  if (trusted === 0) return 'unknown';
  const paced = pacedPerSecond(rate, slotAt(nowMs));
  if (leftOfDay(rate, reserve).notices <= 2 * paced) return 'daily';
  if (rate.noticesStop !== undefined) return 'stopped';
  const slowest = slowestOf(rate);
  if (slowest.perSecond < paced) return slowest.limit;
  return trusted < (rate.perSecond ?? 0) || factorAt(rate, nowMs) < 1 ? 'throttled' : 'rate';
}
