import { describe, expect, it } from 'vitest';
import { isRoundDue, nextRoundAt, type Reminded } from './reminders.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 20, 14);
const at = (days: number) => start + days * day;
const live = (more: Partial<Reminded> = {}): Reminded => ({ state: 'live', startedAt: start, reminders: { days: [3, 7, 14] }, ...more });

describe('a round of reminders', () => {
  it('is due from its day on, until it was given out', () => {
    expect(isRoundDue(live(), at(3) - 1)).toBe(false);
    expect(isRoundDue(live(), at(3))).toBe(true);
    expect(isRoundDue(live({ remindedAt: [at(3) + 60_000] }), at(4))).toBe(false);
    expect(isRoundDue(live({ remindedAt: [at(3) + 60_000] }), at(7))).toBe(true);
    expect(isRoundDue(live({ remindedAt: [at(3), at(7), at(14)] }), at(300))).toBe(false);
  });

  it('is one where several days passed without one', () => {
    expect(isRoundDue(live(), at(15))).toBe(true);
    expect(isRoundDue(live({ remindedAt: [at(15)] }), at(15) + 60_000)).toBe(false);
  });

  it('that somebody ordered does not take the place of a later planned one', () => {
    expect(isRoundDue(live({ remindedAt: [at(2)] }), at(3))).toBe(true);
  });

  it('comes neither before the start nor after the end, nor where none is planned', () => {
    expect(isRoundDue(live({ state: 'closed' }), at(9))).toBe(false);
    expect(isRoundDue(live({ state: 'lifted' }), at(9))).toBe(false);
    expect(isRoundDue({ state: 'approved', reminders: { days: [1] } }, at(9))).toBe(false);
    expect(isRoundDue({ state: 'live', startedAt: start }, at(9))).toBe(false);
  });

  it('is known beforehand while the campaign is live', () => {
    expect(nextRoundAt(live(), at(3) - 1)).toBe(at(3));
    expect(nextRoundAt(live(), at(3))).toBe(at(7));
    expect(nextRoundAt(live(), at(14))).toBeUndefined();
    expect(nextRoundAt(live({ state: 'closed' }), at(1))).toBeUndefined();
  });
});
