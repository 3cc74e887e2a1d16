import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitOf } from './limits.ts';
import { factorAt, isThrottleBurst, type MailRate, pacedPerSecond, recoveryPerSecond, slowed } from './mail-rate.ts';
import { slotAt, slotCap } from './pacing.ts';
import { codeRoom, noticeRoom } from './slot-room.ts';

const now = 1_790_000_000_000;
const fresh: MailRate = { perSecond: 200, perDay: -1, sentLastDay: 0, readAt: now };
const slot = slotAt(now) + 1;
const idle = { reserve: 0.1, codesBefore: 0 };

/** Notices that the slots of some seconds give out, from a second after the reading on. */
function given(rate: MailRate, seconds: number, limits = idle): number {
  return Array.from({ length: 2 * seconds }, (_, index) => slot + index)
    .map((each) => noticeRoom(rate, each, pacedPerSecond(rate, each), limits))
    .reduce((sum, { positions, own }) => sum + Math.min(positions, own), 0);
}

describe('the rate', () => {
  it('is the quota but for a hundredth; at low rates, where SES may save up nothing, but for a fortieth', () => {
    expect(pacedPerSecond(fresh, slot)).toBeCloseTo(198);
    expect(pacedPerSecond({ ...fresh, perSecond: 14 }, slot)).toBeCloseTo(13.65);
  });

  it('is four fifths of a quota that nobody could read for a minute, and nothing after six', () => {
    const after = (seconds: number) => pacedPerSecond({ ...fresh, readAt: now - seconds * 1000 }, slot);
    expect([10, 59, 70, 350].map(after).map(Math.round)).toEqual([198, 198, 158, 158]);
    expect(after(361)).toBe(0);
    expect(pacedPerSecond({}, slot)).toBe(0);
  });

  it('carries codes on, in part, when it carries no notices any more', () => {
    expect(recoveryPerSecond({ ...fresh, readAt: now - 3_600_000 }, slot)).toBeCloseTo(158.4);
    expect(recoveryPerSecond(fresh, slot)).toBeCloseTo(198);
  });

  it('falls by a tenth at every burst of throttles, to a half at most, and comes back by a hundredth a second', () => {
    const once = slowed(fresh, now);
    expect(once).toBeCloseTo(0.9);
    expect(factorAt({ ...fresh, factor: once, slowedAt: now }, now + 4_000)).toBeCloseTo(0.94);
    expect(factorAt({ ...fresh, factor: once, slowedAt: now }, now + 60_000)).toBe(1);
    const often = Array.from({ length: 20 }).reduce<MailRate>((rate) => ({ ...rate, factor: slowed(rate, now), slowedAt: now }), fresh);
    expect(often.factor).toBe(0.5);
  });

  it('takes more than 0.2 % throttled within a second for a burst, and one alone for chance', () => {
    expect([1, 2].map((count) => isThrottleBurst(count, 200))).toEqual([false, true]);
    expect([2, 3].map((count) => isThrottleBurst(count, 1_000))).toEqual([false, true]);
    expect(isThrottleBurst(1, 1)).toBe(true);
  });
});

describe('the shares of the rate', () => {
  it('of codes is lent to notices while no code goes out', () => {
    expect(given(fresh, 10)).toBeGreaterThanOrEqual(1_979);
  });

  it('of codes is kept back as far as codes used it in the slot before', () => {
    const kept = (codesBefore: number) => (given(fresh, 25) - given(fresh, 25, { ...idle, codesBefore })) / 50;
    expect(kept(4)).toBeCloseTo(4, 0);
    expect(kept(50)).toBeCloseTo(29.7, 0);
  });

  it('of other mail is kept back for a minute after throttles: somebody else sends', () => {
    const slowedAt = now - 20_000;
    expect(given({ ...fresh, slowedAt }, 20)).toBeCloseTo(0.9 * 198 * 20, -1);
    expect(given({ ...fresh, slowedAt: now - 61_000 }, 20)).toBeCloseTo(198 * 20, -1);
    expect(given({ ...fresh, perSecond: 1, slowedAt: now - 5_000 }, 50)).toBeCloseTo(0.9 * 0.975 * 50, 0);
  });

  it('of notices is left to them, however many codes are wanted, as long as there are notices to send', () => {
    const forCodes = (rate: MailRate) =>
      Array.from({ length: 200 }, (_, index) => slot + index).reduce((sum, each) => sum + codeRoom(rate, each, 13.65, 0.1).own, 0) / 100;
    expect(forCodes({ ...fresh, perSecond: 14, noticesToSend: 1_000 })).toBeCloseTo(0.4 * 13.65, 1);
    expect(forCodes({ ...fresh, perSecond: 14, noticesToSend: 0 })).toBeCloseTo(13.65, 1);
    expect(forCodes({ ...fresh, perSecond: 14, noticesToSend: 1_000, pausedFor: 'person' })).toBeCloseTo(13.65, 1);
    expect(forCodes({ ...fresh, perSecond: 14, noticesToSend: 1_000, ceiling: 2 })).toBeCloseTo(11.65, 1);
  });

  it('never make a slot carry more than its cap (property)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 2_000, noNaN: true }),
        fc.nat(100),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.boolean(),
        (perSecond, codesBefore, reserve, isKept) => {
          const rate = { ...fresh, perSecond, ...(isKept ? { slowedAt: now } : {}) };
          for (const { positions, own } of [
            noticeRoom(rate, slot, perSecond, { reserve, codesBefore }),
            codeRoom(rate, slot, perSecond, reserve),
          ]) {
            expect(positions).toBeLessThanOrEqual(slotCap(slot, perSecond));
            expect(own).toBeLessThanOrEqual(positions);
            expect(positions).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});

describe('a ceiling', () => {
  it('holds notices to it, fractions kept', () => {
    expect(given({ ...fresh, ceiling: 3.5 }, 60)).toBeCloseTo(210, -1);
    expect(given({ ...fresh, perSecond: 1, ceiling: 0.5 }, 60)).toBeCloseTo(30, 0);
    expect(given({ ...fresh, ceiling: 1_000 }, 10)).toBeGreaterThanOrEqual(1_979);
  });
});

describe('the daily quota', () => {
  it('stops notices before it is used up, and leaves their shares to codes and other mail', () => {
    const rate = { ...fresh, perDay: 50_000, sentLastDay: 34_000, noticesLastDay: 34_000 };
    expect(given(rate, 600)).toBeLessThanOrEqual(1_000);
    expect(given(rate, 600)).toBeGreaterThan(700);
    expect(given({ ...rate, sentLastDay: 35_000, noticesLastDay: 35_000 }, 10)).toBe(0);
  });
});

describe('what limits notices', () => {
  const of = (rate: MailRate, pausedFor?: 'person' | 'bounces') => limitOf({ ...fresh, ...rate }, pausedFor, now, 0.1);

  it('is named', () => {
    expect(of({})).toBe('rate');
    expect(of({ slowedAt: now, factor: 0.9 })).toBe('throttled');
    expect(of({ readAt: now - 100_000 })).toBe('throttled');
    expect(of({ ceiling: 10 })).toBe('ceiling');
    expect(of({ ceiling: 500 })).toBe('rate');
    expect(of({ perDay: 1_000, sentLastDay: 950 })).toBe('daily');
    expect(of({ readAt: now - 1_000_000 })).toBe('unknown');
    expect(of({}, 'person')).toBe('paused');
    expect(of({}, 'bounces')).toBe('guard');
    expect(of({ pausedFor: 'complaints' })).toBe('guard');
  });
});
