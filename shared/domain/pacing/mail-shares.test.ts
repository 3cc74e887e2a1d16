import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftOfDay, sharesOf } from './mail-shares.ts';

describe('the shares of rate and day', () => {
  it('come to the whole, with what the customer keeps for other mail', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.5, noNaN: true }), (reserve) => {
        for (const { notices, codes, other } of Object.values(sharesOf(reserve))) {
          expect(notices + codes + other).toBeCloseTo(1, 9);
          expect(other).toBe(reserve);
          expect(Math.min(notices, codes)).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('what is left of the day', () => {
  const day = { perDay: 10_000, noticesToSend: 100_000 };

  it('is its share for each while the others have used nothing', () => {
    expect(leftOfDay({ ...day, sentLastDay: 0 }, 0.1)).toEqual({ notices: 7_000, codes: 2_000, other: 1_000, plain: 1_000 });
  });

  it('lends codes what notices do not need, and notices nothing of what codes may need later', () => {
    expect(leftOfDay({ ...day, sentLastDay: 0, noticesToSend: 500 }, 0.1).codes).toBe(8_500);
    expect(leftOfDay({ ...day, sentLastDay: 7_000, noticesLastDay: 7_000 }, 0.1).notices).toBe(0);
  });

  it('takes other mail beyond its share from nobody’s unused share', () => {
    const busy = { ...day, sentLastDay: 3_000 };
    expect(leftOfDay(busy, 0.1)).toMatchObject({ notices: 5_000, codes: 0, other: 0 });
  });

  it('is without limit where there is no daily quota', () => {
    expect(leftOfDay({ perDay: -1 }, 0.1).plain).toBe(Number.POSITIVE_INFINITY);
  });
});
