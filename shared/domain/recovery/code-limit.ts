/**
 * What limits codes that anybody can ask for. A bucket is kept as one instant, at which all that was taken of it would be refilled (GCRA): taking moves
 * it on, giving back moves it back.
 */
import { createHmac } from 'node:crypto';
import type { MailRate } from '../pacing/mail-rate.ts';
import { leftOfDay, sharesOf } from '../pacing/mail-shares.ts';

const minuteMs = 60_000;

/** A bucket: what one thing taken costs, and how much may be taken at once; both in ms of refilling. */
export interface Bucket {
  readonly costMs: number;
  readonly burstMs: number;
}

/**
 * Codes asked for from one network and not typed: 60 at once and 12 an hour after that, in a flood 6 and about one an hour. Typing a code gives its
 * place back, so an office or a provider whose people use their codes is never short of them.
 */
export function networkBucket(isFlood: boolean): Bucket {
  return { costMs: (isFlood ? 50 : 5) * minuteMs, burstMs: 300 * minuteMs };
}

/** Codes for one reference: six at once, then six an hour. Typing them gives nothing back, so one mailbox cannot take the codes of others. */
export const referenceBucket: Bucket = { costMs: 10 * minuteMs, burstMs: 60 * minuteMs };

/** How far apart codes for one address are, asked for from one network and not used, in ms; the last for all that follow. */
const apartMs = [10 * minuteMs, 20 * minuteMs, 40 * minuteMs, 60 * minuteMs] as const;

/** After so long without a code, in ms, the row of an address begins anew. */
export const spacingForgottenMs = 24 * 60 * minuteMs;

/** How long after the `asked`-th unused code the next one is possible, in ms; `asked` from 1. */
export function apartAfter(asked: number): number {
  return apartMs[Math.min(asked, apartMs.length) - 1] ?? 0;
}

/**
 * Codes mailed to one address without a reference, whoever asks: six at once and one an hour after that. Where there is none now, the last one is an hour
 * old at most, and its reference brings the holder a code at once. Typing a code gives all six back.
 */
export const addressBucket: Bucket = { costMs: 60 * minuteMs, burstMs: 360 * minuteMs };

/** A bucket of unasked codes holds what the codes' share of the rate carries in so long, in seconds. */
const unaskedBurstSeconds = 300;

/** Part of the codes' share of the rate by which the bucket of unasked codes refills. */
const unaskedRefillShare = 0.01;

/** How many unasked codes a typed one offsets. So it is a flood where fewer than one in three mailed codes is typed. */
export const madeUpByTyped = 2;

/**
 * Codes that were mailed to whoever asked without a reference, and not typed: one for all holders. It is a statistic (a cumulative sum, as of E. S. Page,
 * 1954): mailed codes fill it, typed ones empty it twice as fast. It stays near empty while more than a third is typed, at any volume, and bounds what
 * a flood mails: at 14 mails a second about 1,200, and 150 an hour after that.
 */
export function unaskedBucket(rate: MailRate, reserve: number): Bucket {
  const perSecond = Math.max(1, rate.perSecond ?? 1) * sharesOf(reserve).rate.codes;
  return { costMs: Math.round(1000 / (unaskedRefillShare * perSecond)), burstMs: (unaskedBurstSeconds * 1000) / unaskedRefillShare };
}

/** How codes are given out now, the same for everybody: `flood`, few of those mailed are typed; `referred`, only to whoever types a reference; `none`, the codes' share of the day is used up. */
export type CodeWay = (typeof codeWays)[number];

/** See {@link CodeWay}. */
export const codeWays = ['open', 'flood', 'referred', 'none'] as const;

/**
 * How codes are given out now.
 * @param refilledAt of the bucket of unasked codes, in ms since 1970
 */
export function codeWay(rate: MailRate, refilledAt: number, reserve: number, nowMs: number): CodeWay {
  const left = leftOfDay(rate, reserve);
  if (left.codes <= 0) return 'none';
  const { costMs, burstMs } = unaskedBucket(rate, reserve);
  const level = refilledAt - nowMs;
  if (left.plain <= 0 || level > burstMs - costMs) return 'referred';
  return level > burstMs / 2 ? 'flood' : 'open';
}

/** How many codes are in the bucket of unasked ones. */
export function unaskedCodes(rate: MailRate, refilledAt: number, reserve: number, nowMs: number): number {
  return Math.round(Math.max(0, refilledAt - nowMs) / unaskedBucket(rate, reserve).costMs);
}

/** For how long a code without a reference waits for its place among the mails, in ms: whoever asked has gone by then, and in a flood thousands wait. */
export function patienceMs(way: CodeWay): number {
  return way === 'open' ? 10 * minuteMs : minuteMs;
}

/** Key under which an address, network or reference is counted: an HMAC, so that the table does not tell what it is. */
export function limitKey(
  secret: string,
  kind: 'address' | 'pair' | 'network' | 'reference' | 'refused',
  ...what: readonly string[]
): string {
  return `limit#${kind}#${createHmac('sha256', secret)
    .update(`sluis ${kind}\n${what.join('\n')}`)
    .digest('base64url')}`;
}
