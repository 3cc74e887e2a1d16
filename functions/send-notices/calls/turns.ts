import { takesTurns } from '#domain/pacing/pacing.ts';
import type { Clock } from '#shared/platform.ts';

/**
 * Turns at SES while the rate is so low that SES may hold no more than a mail or two ahead: there, a call that arrives a few ms before its time is
 * refused. At higher rates the positions of the slots are enough, and a turn comes at once.
 */
export interface Turns {
  /** Waits for the next turn, until `endMs` (ms since 1970) at the latest: a turn that has not come by then is given up. */
  wait(endMs: number, perSecond: number): Promise<void>;
  /** Carries out a call to SES about so many recipients. */
  call<T>(recipients: number, perSecond: number, run: () => Promise<T>): Promise<T>;
}

/** How long to wait for a call before that takes longer than most, in ms. */
const patienceMs = 150;

/** How much earlier than most a call may reach SES, in ms. */
const earlyMs = 16;

/** A second, in ms, and what two calls that far apart may come nearer on their way. */
const secondMs = 1_008;

/** For how long SES is taken to save up what is not sent, in ms. AWS speaks of short bursts and gives no figure. */
const savedMs = 100;

/**
 * The turns of one sender. It keeps when SES took what it sent in the last second, so that no second sees more than the rate, and the instant until
 * which all it sent uses up the rate. A call is taken half-way between its departure and its answer.
 */
export function makeTurns(clock: Clock): Turns {
  /** When SES took each of the last recipients, a second's worth, in ms since 1970. */
  let taken: readonly number[] = [];
  let usedUntil = Number.NEGATIVE_INFINITY;
  let oneWayMs = 25;
  let underWay: Promise<unknown> = Promise.resolve();
  return {
    wait: async (endMs, perSecond) => {
      if (!takesTurns(perSecond)) return;
      let before: Promise<unknown>;
      do {
        before = underWay;
        await Promise.race([before, clock.sleep(Math.min(patienceMs, endMs - clock.now()))]);
        const afterLast = usedUntil - Math.max(0, savedMs - 1000 / perSecond) + earlyMs;
        const afterSecond = (taken.at(-Math.floor(perSecond)) ?? Number.NEGATIVE_INFINITY) + secondMs;
        await clock.sleep(Math.min(Math.max(afterLast, afterSecond) - oneWayMs, endMs) - clock.now());
        // Another may have had this turn meanwhile.
      } while (before !== underWay && clock.now() < endMs);
      // Who wakes at the same instant must see that the turn is given, before the call leaves.
      underWay = Promise.resolve();
    },
    call: async (recipients, perSecond, run) => {
      const departed = clock.now();
      const answer = run();
      underWay = answer.catch(() => undefined);
      try {
        return await answer;
      } finally {
        const halfMs = (clock.now() - departed) / 2;
        taken = [...taken, ...Array.from({ length: recipients }, () => departed + halfMs)].slice(-Math.ceil(perSecond));
        usedUntil = Math.max(usedUntil, departed + halfMs) + (recipients * 1000) / perSecond;
        oneWayMs += (Math.min(halfMs, 2 * oneWayMs) - oneWayMs) / 20;
      }
    },
  };
}
