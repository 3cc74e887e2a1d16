/** What a forecast of the end of notices goes by. */
export interface ForecastInput {
  readonly nowMs: number;
  /** Notices still to be sent. */
  readonly remaining: number;
  /** Notices a second while nothing but the rate limits them. */
  readonly perSecond: number;
  /** Notices that any 24 hours take; infinite where there is no daily quota. */
  readonly perDay: number;
  /** Mails of the last 24 hours, ours and others'. */
  readonly sentLastDay: number;
  /** Our own notices of this hour and the 24 before it, the oldest first. */
  readonly ownByHour: readonly number[];
}

const hourMs = 3_600_000;

/** Hours looked ahead: a year. */
const horizon = 8_760;

/**
 * When the last notice goes out, in whole ms since 1970; undefined when it does not within a year. Each hour carries what the rate and the rolling day
 * allow; our own mails leave the day a full 24 hours after the end of their hour, and others are taken to go on sending as they did, so the
 * forecast is rather late than early.
 */
export function endOfNotices({ nowMs, remaining, perSecond, perDay, sentLastDay, ownByHour }: ForecastInput): number | undefined {
  const others = Math.max(0, sentLastDay - ownByHour.reduce((sum, count) => sum + count, 0));
  const window = [...ownByHour];
  let left = remaining;
  let fromMs = nowMs;
  for (let hour = 0; hour < horizon && perSecond > 0; hour++) {
    const untilMs = (Math.floor(fromMs / hourMs) + 1) * hourMs;
    const byDay = perDay - others - window.reduce((sum, count) => sum + count, 0);
    const carried = Math.max(0, Math.min(left, byDay, Math.floor(((untilMs - fromMs) / 1000) * perSecond)));
    left -= carried;
    if (left === 0) return Math.ceil(fromMs + (carried / perSecond) * 1000);
    window.push((window.pop() ?? 0) + carried, 0);
    window.shift();
    fromMs = untilMs;
  }
  return undefined;
}
