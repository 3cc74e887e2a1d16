import { describe, expect, it } from 'vitest';
import { sweepBill } from './prices.ts';

describe('the bill of a sweep', () => {
  it.each([
    ['ESSENTIALS', 1_000_000, 15_000],
    ['PLUS', 1_000_000, 20_000],
    ['LITE', 1_000_000, 550 + 4_140],
    ['LITE', 100_000, 550],
    ['LITE', 12_000_000, 550 + 4_140 + 29_250 + 5_000],
    ['ESSENTIALS', 0, 0],
    ['ESSENTIALS', 1, 0.02],
  ] as const)('on %s for %i accounts is $%d at most', (tier, accounts, usd) => {
    expect(sweepBill(tier, accounts)).toEqual({ activeUsers: accounts, usd });
  });
});
