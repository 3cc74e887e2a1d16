import type { MailRate } from '#domain/pacing/mail-rate.ts';
import { leftOfDay } from '#domain/pacing/mail-shares.ts';
import { type CodeWay, codeWay, unaskedBucket, unaskedCodes } from '#domain/recovery/code-limit.ts';

/** What each kind of mail has left of the day, and how codes are given out. */
export interface CodeStatus {
  /** Notices that the rolling day took when the quota was read; undefined without a daily quota. */
  readonly leftToday?: number;
  /** The same for mails of recoveries, for those of them that are codes asked for without a reference, and for the customer's other mail. */
  readonly leftForCodes?: number;
  readonly leftForPlainCodes?: number;
  readonly leftForOther?: number;
  /** How codes are given out. */
  readonly codes: CodeWay;
  /** Codes that were mailed and not typed, about: more than a few are a flood. Each is a mail that somebody did not ask for. */
  readonly unasked: number;
  /** The most of them that are mailed at once; then only the reference of a notice brings a code, and a few an hour. */
  readonly mostUnasked: number;
}

/**
 * The status from what is kept.
 * @param refilledAt of the bucket of unasked codes, in ms since 1970
 * @param reserve what is kept for the customer's other mail, 0 to 0.5
 */
export function codeStatus(rate: MailRate, refilledAt: number, reserve: number, nowMs: number): CodeStatus {
  const left = leftOfDay(rate, reserve);
  const { costMs, burstMs } = unaskedBucket(rate, reserve);
  return {
    ...(Number.isFinite(left.notices) && {
      leftToday: left.notices,
      leftForCodes: left.codes,
      leftForPlainCodes: left.plain,
      leftForOther: left.other,
    }),
    codes: codeWay(rate, refilledAt, reserve, nowMs),
    unasked: unaskedCodes(rate, refilledAt, reserve, nowMs),
    mostUnasked: Math.round(burstMs / costMs),
  };
}
