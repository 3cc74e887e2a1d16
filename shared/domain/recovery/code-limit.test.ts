import { describe, expect, it } from 'vitest';
import { codeWay, unaskedBucket, unaskedCodes } from './code-limit.ts';

const now = 1_790_000_000_000;
const rate = { perSecond: 14, perDay: -1, sentLastDay: 0, readAt: now } as const;
const { costMs, burstMs } = unaskedBucket(rate, 0.1);
const filledTo = (codes: number) => now + codes * costMs;

describe('the bucket of unasked codes', () => {
  it('holds about 1,260 at 14 mails a second, and refills by about 150 an hour', () => {
    expect(Math.round(burstMs / costMs)).toBe(1_260);
    expect(Math.round(3_600_000 / costMs)).toBe(151);
    expect(unaskedCodes(rate, filledTo(600), 0.1, now)).toBe(600);
    expect(unaskedCodes(rate, now - 1, 0.1, now)).toBe(0);
  });

  it('shows a flood where it is half full, and gives codes to references only where it is full', () => {
    expect([0, 629, 632, 1_258, 1_260].map((codes) => codeWay(rate, filledTo(codes), 0.1, now))).toEqual([
      'open',
      'open',
      'flood',
      'flood',
      'referred',
    ]);
  });
});
