/**
 * How fast mail goes out now. All senders read the same row before each slot and compute the same from it, so a raised or cut quota, a
 * ceiling and a pause hold for all of them from the next slot on.
 */
import type { DayQuota, DayUse } from './mail-shares.ts';
import { slotStart, usableShare } from './pacing.ts';
import type { MailFates } from './reputation.ts';
import type { SendingStops } from './sending-stop.ts';

/** What SES lets this AWS account send in this Region. */
export interface MailQuota extends DayQuota {
  /** Recipients a second. */
  readonly perSecond: number;
}

/** Why the notices of a campaign, or all notices, are paused until a person resumes them. */
export type PauseReason = 'person' | 'bounces' | 'complaints';

/** Why the notices of a campaign are held: they are paused, or the canary went out and the others wait. */
export type Hold = PauseReason | 'canary';

/** The mail rate as it stands: one row for the AWS account. */
export interface MailRate extends Partial<MailQuota>, DayUse, SendingStops {
  /** When the quota was read, in ms since 1970. */
  readonly readAt?: number;
  /** When somebody last set out to read it, in ms since 1970; absent once a new reading is asked for. */
  readonly askedAt?: number;
  /** What throttles left of the rate, 0.5 to 1, at `slowedAt`. */
  readonly factor?: number;
  /** When throttles last slowed the rate, in ms since 1970. */
  readonly slowedAt?: number;
  /** When SES last took a mail of a recovery, in ms since 1970. */
  readonly codeTakenAt?: number;
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
}

/** A quota older than this is read again while notices go out, in ms. */
export const quotaAgeMs = 15_000;

/** A quota older than this is trusted in part only, in ms. */
const trustedMs = 60_000;

/** For how long a quota is trusted in part, in ms; then nothing more is sent on it. */
const partlyTrustedMs = 300_000;

/** Share of a quota that is used while it is trusted in part. */
const partlyTrusted = 0.8;

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

/** The same for the mails of a recovery. A holder waits for the code, so an old quota is still used in part, at the risk of a throttle. */
export function recoveryPerSecond(rate: MailRate, slot: number): number {
  const { perSecond = 0 } = rate;
  return Math.max(pacedPerSecond(rate, slot), perSecond * partlyTrusted * usableShare(perSecond));
}
