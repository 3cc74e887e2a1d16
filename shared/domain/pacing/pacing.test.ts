import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulkSize, positionMs, senderCount, slotAt, slotCap, slotStart } from './pacing.ts';

const anyRate = fc.double({ min: 0.1, max: 5_000, noNaN: true });
const anySlot = fc.integer({ min: 3_500_000_000, max: 4_500_000_000 });

describe('slots', () => {
  it('give out the rate over any stretch of time, to one recipient (property)', () => {
    fc.assert(
      fc.property(anyRate, anySlot, fc.integer({ min: 1, max: 200 }), (rate, first, slots) => {
        const given = Array.from({ length: slots }, (_, index) => slotCap(first + index, rate)).reduce((sum, cap) => sum + cap, 0);
        expect(Math.abs(given - (rate * slots) / 2)).toBeLessThanOrEqual(1.001);
      }),
    );
  });

  it('use a rate of one a second as fully as a thousand', () => {
    const inAnHour = Array.from({ length: 7_200 }, (_, index) => slotCap(3_600_000_000 + index, 1)).reduce((sum, cap) => sum + cap, 0);
    expect(inAnHour).toBe(3_600);
  });

  it('place every position inside its slot, and all of them evenly, over the borders of slots too (property)', () => {
    fc.assert(
      fc.property(anySlot, anyRate, (slot, rate) => {
        const instants = Array.from({ length: 6 }, (_, index) => slot + index).flatMap((each) =>
          Array.from({ length: slotCap(each, rate) }, (_, position) => [each, positionMs(each, position, rate)] as const),
        );
        expect(instants.every(([each, instant]) => slotAt(instant) === each && instant >= slotStart(each))).toBe(true);
        // The last position of a slot is moved back by a millisecond where it would touch the next one.
        const gaps = instants.slice(1).map(([, instant], index) => instant - (instants[index]?.[1] ?? 0) - 1000 / rate);
        expect(Math.max(0, ...gaps.map(Math.abs))).toBeLessThan(1.01);
      }),
    );
  });

  it('need one sender for each hundred recipients a second and a spare, and at a low rate one alone', () => {
    expect([1, 14, 100, 101, 1_000].map(senderCount)).toEqual([1, 1, 2, 3, 11]);
  });

  it('carry a twentieth of a second in one bulk call, within what SES takes', () => {
    expect([1, 14, 40, 200, 1_000, 5_000].map(bulkSize)).toEqual([1, 1, 2, 10, 50, 50]);
  });
});
