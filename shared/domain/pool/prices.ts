import type { PoolSettings } from './pool.ts';

/** Some active users at one price. */
interface Band {
  /** Up to how many active users of a month. */
  readonly upTo: number;
  readonly usd: number;
}

/**
 * What a monthly active user costs in US dollars at list price, by Cognito's plan (https://aws.amazon.com/cognito/pricing/, read November 2026). The
 * free users of every month are left out: those who sign in anyway use them up.
 */
const bands: Readonly<Record<PoolSettings['tier'], readonly Band[]>> = {
  LITE: [
    { upTo: 100_000, usd: 0.0055 },
    { upTo: 1_000_000, usd: 0.0046 },
    { upTo: 10_000_000, usd: 0.00325 },
    { upTo: Number.POSITIVE_INFINITY, usd: 0.0025 },
  ],
  ESSENTIALS: [{ upTo: Number.POSITIVE_INFINITY, usd: 0.015 }],
  PLUS: [{ upTo: Number.POSITIVE_INFINITY, usd: 0.02 }],
};

/** What a sweep adds to the bill of its month at most. */
export interface SweepBill {
  readonly activeUsers: number;
  /** US dollars, rounded up to cents. */
  readonly usd: number;
}

/**
 * The bill of a sweep. A sign-out and a new password make an account an active user of the month
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html, "monthly active users"); disabling is not on that list and not off it, so
 * it is priced as if it did. Some of the accounts are active anyway, so the bill is at most this.
 * @param activeUsers accounts that the sweep works on
 */
export function sweepBill(tier: PoolSettings['tier'], activeUsers: number): SweepBill {
  const usd = bands[tier].reduce((sum, band, index) => {
    const from = bands[tier][index - 1]?.upTo ?? 0;
    return sum + Math.max(0, Math.min(activeUsers, band.upTo) - from) * band.usd;
  }, 0);
  return { activeUsers, usd: Math.ceil(Number((usd * 100).toFixed(6))) / 100 };
}
