import { takesTurns } from '#domain/pacing.ts';
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
const patienceMs = 100;

/** How much earlier than most a call may reach SES, in ms. */
const earlyMs = 16;

/** For how long SES is taken to save up what is not sent, in ms. AWS speaks of short bursts and gives no figure. */
const savedMs = 100;

/**
 * The turns of one sender. It keeps the instant until which what it sent uses up the rate, going by when SES will have taken each call: half-way
 * between its departure and its answer.
 */
export function makeTurns(clock: Clock): Turns {
  let usedUntil = Number.NEGATIVE_INFINITY;
  let oneWayMs = 25;
  let underWay: Promise<unknown> = Promise.resolve();
  return {
    wait: async (endMs, perSecond) => {
      if (!takesTurns(perSecond)) return;
      const patience = clock.sleep(Math.min(patienceMs, endMs - 1 - clock.now()));
      await Promise.race([underWay, patience]);
      const saved = Math.max(0, savedMs - 1000 / perSecond);
      const turn = usedUntil - saved - oneWayMs + earlyMs;
      await clock.sleep(Math.min(turn, endMs) - clock.now());
    },
    call: async (recipients, perSecond, run) => {
      const departed = clock.now();
      const answer = run();
      underWay = answer.catch(() => undefined);
      try {
        return await answer;
      } finally {
        const halfMs = (clock.now() - departed) / 2;
        usedUntil = Math.max(usedUntil, departed + halfMs) + (recipients * 1000) / perSecond;
        oneWayMs += (Math.min(halfMs, 2 * oneWayMs) - oneWayMs) / 10;
      }
    },
  };
}
