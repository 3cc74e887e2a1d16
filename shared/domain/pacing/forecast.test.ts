import { describe, expect, it } from 'vitest';
import { endOfNotices } from './forecast.ts';

const nowMs = Date.UTC(2026, 10, 20, 13, 30);
const hours = (ms: number | undefined) => Math.round(((ms ?? Number.NaN) - nowMs) / 360_000) / 10;
const quiet = Array.from({ length: 25 }, () => 0);
const base = { nowMs, remaining: 72_000, perSecond: 10, perDay: Number.POSITIVE_INFINITY, sentLastDay: 0, ownByHour: quiet };

describe('the end of notices', () => {
  it('is what the rate takes, where there is no daily quota', () => {
    expect(hours(endOfNotices(base))).toBe(2);
  });

  it('waits for the mails of yesterday to leave the rolling day', () => {
    // 50,000 go out until the day is full, at 14:53; they leave it after 14:00 and 15:00 of tomorrow.
    expect(hours(endOfNotices({ ...base, perDay: 50_000 }))).toBeCloseTo(25.5 + 4_000 / 36_000, 0);
    const sentBefore = quiet.map((_, hour) => (hour === 20 ? 50_000 : 0));
    const end = hours(endOfNotices({ ...base, remaining: 10_000, perDay: 50_000, sentLastDay: 50_000, ownByHour: sentBefore }));
    // Sent between 9 and 10 this morning: free again from 10 tomorrow on, at the latest.
    expect(end).toBeGreaterThan(20.4);
    expect(end).toBeLessThan(22);
  });

  it('takes mail of others to go on as it was', () => {
    expect(hours(endOfNotices({ ...base, remaining: 30_000, perDay: 50_000, sentLastDay: 30_000 }))).toBeGreaterThan(24);
  });

  it('is a whole number of milliseconds, at any rate', () => {
    expect(endOfNotices({ ...base, remaining: 10, perSecond: 13.7 })).toBe(nowMs + 730);
  });

  it('is unknown where notices never end', () => {
    expect(endOfNotices({ ...base, perSecond: 0 })).toBeUndefined();
    expect(endOfNotices({ ...base, perDay: 1_000, sentLastDay: 1_000 })).toBeUndefined();
  });
});
