import type { Lease } from '#shared/aws/mail/pace.ts';
import type { NoticeMessage } from '#shared/aws/staff/queues.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { makeTurns } from './calls/turns.ts';
import { countSent } from './count.ts';
import type { Dependencies } from './dependencies.ts';
import { freshRate } from './fresh-rate.ts';
import { leaseMs, takeLease } from './lease.ts';
import { type Mode, next } from './modes.ts';
import { untilStop } from './passes.ts';
import { makeSpeed } from './speed.ts';
import type { SenderState } from './state.ts';
import { makeSupply } from './supply.ts';

/** Stop when less than this is left of the invocation, in ms: a slot, its calls and their time-outs. */
const spareMs = 15_000;

/**
 * A sender takes its lease, or ends when another holds it. Then, pass after pass, one slot or several each:
 * - *checking*: renews its lease, looks at its campaign and its neighbours, and counts what it sent, where it is time for that;
 * - *reading*: reads notices of its lanes ahead; where there are none it waits a little and checks again;
 * - *looking*: shortly before a slot begins, reads the rate and whether notices are paused, and the quota where it is time for that;
 * - *claiming*: claims its share of the slot's positions, then what the others left of them; each position is given a waiting notice, which goes out at
 *   the position's instant while the next slot is being claimed;
 * - *probing*: while SES refuses our mail, one notice every ten seconds, of whichever sender takes the try, and no other;
 * - *stopping*: when its lanes hold nothing more to send, the campaign is not live, notices are paused or the day is used up, the lease is
 *   lost or time is up, it waits for what is under way and gives the lease back.
 * It never starts itself again: a schedule wakes senders. Where the next one is missing, it wakes that one once, and works on its lanes until it is there.
 */
export async function runSender(dependencies: Dependencies, message: NoticeMessage, remainingMs: () => number): Promise<void> {
  const { pace, logger } = dependencies;
  const taken = await takeLease(dependencies, message, remainingMs());
  if (taken === undefined) return;
  logger.log(messages.senderStarted, { ...message });
  const state = await begin(dependencies, taken.lease, taken.callMs);
  const pass = async (): Promise<string | undefined> => {
    let mode: Mode = { kind: 'checking' };
    do mode = await next(dependencies, state, mode);
    while (mode.kind !== 'checking' && mode.kind !== 'stopping');
    return mode.kind === 'stopping' ? mode.reason : undefined;
  };
  const reason = await untilStop(dependencies, pass, () => remainingMs() > spareMs);
  await Promise.all(state.underWay);
  await countSent(dependencies, state);
  await pace.releaseLease(taken.lease);
  logger.log(messages.senderStopped, { ...message, reason });
}

/** The state of a sender that has just taken its lease. @param callMs how long a call to a table took */
async function begin(dependencies: Dependencies, lease: Lease & NoticeMessage, callMs: number): Promise<SenderState> {
  const { clock } = dependencies;
  return {
    lease,
    supply: makeSupply(dependencies, lease.campaignId),
    turns: makeTurns(clock),
    speed: makeSpeed(leaseMs, callMs),
    rate: await freshRate(dependencies),
    control: {},
    canary: undefined,
    senders: 0,
    parts: [lease.worker],
    slot: 0,
    codesBefore: 0,
    sharedAt: Number.NEGATIVE_INFINITY,
    checkedAt: Number.NEGATIVE_INFINITY,
    dryAt: clock.now(),
    underWay: new Set(),
    failures: [],
    uncounted: 0,
    toDomains: new Map(),
    alone: new Set(),
    stopped: false,
  };
}
