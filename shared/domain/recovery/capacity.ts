/**
 * Notices bring people: to the pages, where Cognito carries so many recoveries a second, and to the helpdesk. So notices go no faster than those whom
 * they bring can be carried.
 */
import type { MailRate } from '../pacing/mail-rate.ts';

/** Arrivals at the pages, or calls at the helpdesk, because of notices. */
export interface Arrivals {
  /** Notices that people have had ten minutes and more to act on. */
  readonly notices: number;
  /** Notices that they had less time for. @default none */
  readonly fresh?: number;
  /** People who came meanwhile. */
  readonly people: number;
  /** People a second who come now. */
  readonly nowPerSecond: number;
}

/** What the pages or the helpdesk can take. */
export interface Capacity {
  /** People a second that it carries. */
  readonly perSecond: number;
  /** How many people a notice brings before enough is measured, 0 to 1. */
  readonly expected: number;
}

/**
 * Share of holders who come to the pages soon after their notice. After the resets of a whole product 9 % had a new password 26 hours later, and
 * mails that ask for a click get up to 40 %: we begin with one in twenty, and measure.
 */
const expectedArrivals = 0.05;

/** Share of holders who call the helpdesk: about 4 % called in the same case, not all at once. */
const expectedCalls = 0.03;

/** Share of a capacity that is filled, as people come unevenly (Cloudflare advises 75 % for its waiting room). */
const filledShare = 0.7;

/** Weight of the expectation, as a number of notices: after a few thousand measured ones it hardly counts. */
const expectationWeight = 500;

/** Notices a second that bring no more people than there is capacity for. Of those who come soon, half are taken to come within ten minutes. */
function noticesFor({ notices, fresh = 0, people, nowPerSecond }: Arrivals, { perSecond, expected }: Capacity): number {
  const carried = filledShare * perSecond;
  const measured = Math.min(
    mostTimesExpected * expected,
    (expected * expectationWeight + people) / (expectationWeight + notices + fresh / 2),
  );
  // That nobody has come yet of those who were told a moment ago says nothing.
  const careful = (expected * expectationWeight) / (expectationWeight + notices);
  const perNotice = Math.max(measured, careful);
  const slowdown = nowPerSecond > carried ? Math.max(minSlowdown, carried / nowPerSecond) : 1;
  return (carried / perNotice) * slowdown;
}

/**
 * How many times the expected people a notice is taken to bring at most, and how far a rush slows notices at most: whoever reports calls that nobody
 * made slows notices by so much and never stops them.
 */
const mostTimesExpected = 10;

/** See {@link mostTimesExpected}. */
const minSlowdown = 0.25;

/** Length of an hour, in ms. */
export const hourMs = 3_600_000;

/** Parts that an hour is counted in. */
export const hourParts = 6;

/** Length of a part of an hour, in ms. */
export const partMs = hourMs / hourParts;

/** What is counted by the hour: notices and mails of recoveries that SES accepted, and people who came to the pages and typed their code. */
export interface MailHour {
  readonly sent: number;
  readonly arrivals: number;
  /** Mails of recoveries, and those of them that were codes asked for without a reference. */
  readonly codes: number;
  readonly plain: number;
  /** The same in each part of the hour. */
  readonly sentIn: readonly number[];
  readonly arrivalsIn: readonly number[];
}

/** For how long what the helpdesk reported counts, in ms. */
const reportMs = 2 * hourMs;

/**
 * How many notices a second the pages with Cognito, and the helpdesk, carry; the latter is undefined where nobody said what it carries.
 * @param hours this one last, which is not over
 * @param recoveriesPerSecond recoveries that Cognito's quotas allow
 */
export function noticesWithinCapacity(
  hours: readonly MailHour[],
  { helpdeskPerHour, calls = 0, callsAt = Number.NEGATIVE_INFINITY }: Pick<MailRate, 'helpdeskPerHour' | 'calls' | 'callsAt'>,
  recoveriesPerSecond: number,
  nowMs: number,
): { readonly recoveryPerSecond: number; readonly helpdeskPerSecond: number | undefined } {
  const partNow = Math.floor((nowMs % hourMs) / partMs);
  const upToNow = (each: readonly number[]) => each.slice(0, each.length - hourParts + partNow + 1);
  const sent = upToNow(hours.flatMap(({ sentIn }) => sentIn));
  const told = sent.slice(0, -2);
  const came = upToNow(hours.flatMap(({ arrivalsIn }) => arrivalsIn));
  const sinceMs = partMs + (nowMs % partMs);
  const arrivals = {
    notices: sum(told),
    fresh: sum(sent.slice(-2)),
    people: sum(came),
    nowPerSecond: sum(came.slice(-2)) / (sinceMs / 1_000),
  };
  const isReported = nowMs - callsAt < reportMs;
  const callers = { notices: sum(told.slice(-2 * hourParts)), people: calls, nowPerSecond: (calls * 1_000) / hourMs };
  const helpdesk = (perHour: number) => ({ perSecond: (perHour * 1_000) / hourMs, expected: expectedCalls });
  return {
    recoveryPerSecond: noticesFor(arrivals, { perSecond: recoveriesPerSecond, expected: expectedArrivals }),
    helpdeskPerSecond: helpdeskPerHour === undefined ? undefined : noticesFor(isReported ? callers : nobody, helpdesk(helpdeskPerHour)),
  };
}

const nobody: Arrivals = { notices: 0, people: 0, nowPerSecond: 0 };

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
