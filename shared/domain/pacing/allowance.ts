/**
 * Cognito's request rates are few, fixed, and shared by all pools of the AWS account in the Region. Whoever calls takes from an allowance first, kept
 * as one number a category: the instant at which all that was taken so far would be refilled. Recoveries may take all of it; the sweep leaves
 * {@link reserveShare} untouched, so it gets what recoveries leave and never makes one wait for long. The parts of text messages a second, which AWS
 * limits for each sender, are kept in the same way.
 */

/** A category of Cognito's request rates that Sluis draws on (https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html). */
export type AllowanceCategory = 'UserAccountRecovery' | 'UserUpdate';

/** Who makes the calls. */
export type Taker = 'recovery' | 'sweep' | 'text';

/**
 * How much may be used up at once, in ms of the rate. Cognito's own bucket holds a second's worth; the rest covers clock differences between
 * sandboxes, and calls that reach Cognito somewhat closer together than they were taken.
 */
export const burstMs = 900;

/** Share of the burst that the sweep leaves to recoveries that come at once. */
export const reserveShare = 0.6;

/** Share of the rate that is given out. Cognito's bucket refills faster than we reckon by the rest, so that calls that were counted and never made are made up for. */
export const usableShare = 0.995;

/**
 * Until when the allowance may be used up for a taker: taking is possible while the refill instant after it is not later than this.
 * @param nowMs ms since 1970
 */
export function horizonMs(taker: Taker, nowMs: number): number {
  return nowMs + (taker === 'sweep' ? burstMs * (1 - reserveShare) : burstMs);
}

/**
 * How long a taker may queue for its turn beyond {@link horizonMs}, in ms: somebody at a page waits a little, the sweep comes again. A text
 * message waits for the second that one part takes at the lowest rate there is, and may have several.
 */
export const patienceMs: Readonly<Record<Taker, number>> = { recovery: 3_000, sweep: 0, text: 10_000 };

/** How far `calls` calls move the refill instant, in ms, at a rate of calls a second. */
export function costMs(calls: number, perSecond: number): number {
  return (calls * 1000) / (perSecond * usableShare);
}

/** Calls that the sweep takes at once, to save writes: half of what it may use up. */
export function sweepBatch(perSecond: number): number {
  return Math.max(1, Math.floor(horizonMs('sweep', 0) / 2 / costMs(1, perSecond)));
}

/**
 * After this many ms the sweep asks again where there was nothing for it. Then more than {@link sweepBatch} was used up, which takes longer to
 * refill: nothing is lost meanwhile.
 */
export const sweepPauseMs = (burstMs * (1 - reserveShare)) / 4;
