/**
 * Cognito's request rates are few, fixed, and shared by all pools of the AWS account in the Region. Whoever calls takes from an allowance first, kept
 * as one number a category: the instant at which all that was taken so far would be refilled. Recoveries may take all of it; the sweep leaves
 * {@link reserveShare} untouched, so it gets what recoveries leave and never makes one wait for long.
 */

/** A category of Cognito's request rates that Sluis draws on (https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html). */
export type AllowanceCategory = 'UserAccountRecovery' | 'UserUpdate';

/** Who takes. */
export type Taker = 'recovery' | 'sweep';

/** Share of one second's calls that the sweep leaves to recoveries that come at once. */
export const reserveShare = 0.6;

/** Share of the rate that is given out; the rest covers clock differences between sandboxes. */
export const usableShare = 0.98;

/**
 * Until when the allowance may be used up for a taker: taking is possible while the refill instant after it is not later than this. One second's
 * worth may be taken at once, as Cognito's own bucket holds that.
 * @param nowMs ms since 1970
 */
export function horizonMs(taker: Taker, nowMs: number): number {
  return nowMs + (taker === 'recovery' ? 1000 : 1000 * (1 - reserveShare));
}

/** How long a taker may queue for its turn beyond {@link horizonMs}, in ms: somebody at a page waits a little, the sweep comes again. */
export const patienceMs: Readonly<Record<Taker, number>> = { recovery: 3_000, sweep: 0 };

/** What `calls` calls move the refill instant by, in ms, at a rate of calls a second. */
export function costMs(calls: number, perSecond: number): number {
  return (calls * 1000) / (perSecond * usableShare);
}
