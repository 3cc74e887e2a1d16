import { holdOf } from '#domain/pacing/canary.ts';
import { limitOf } from '#domain/pacing/limits.ts';
import { pacedPerSecond } from '#domain/pacing/mail-rate.ts';
import { slotAt, slotCap, slotStart } from '#domain/pacing/pacing.ts';
import { isProbeDue } from '#domain/pacing/sending-stop.ts';
import { claimLeadMs } from '#shared/aws/mail/pace.ts';
import { claimAndSend } from './calls/claim.ts';
import { countSent } from './count.ts';
import type { Dependencies } from './dependencies.ts';
import { freshRate } from './fresh-rate.ts';
import { followNeighbours, followRate } from './lanes.ts';
import { leaseMs } from './lease.ts';
import type { SenderState } from './state.ts';

/** How often a sender renews its lease, looks at its campaign and its neighbours, and counts what it sent, in ms. */
const checkMs = leaseMs / 3;

/** How often a sender whose lanes hold nothing reads them again, in ms: less often than it checks, as it reads all of them. */
const emptyMs = leaseMs / 2;

/** A sender goes on for this long after its lanes hold nothing more, in ms: by then the lease of a neighbour that crashed has run out. */
const dryMs = leaseMs + 2 * checkMs;

/** What a sender does next, with what it found out before. Durations in ms, instants in ms since 1970. */
export type Mode =
  /** Sees whether it may go on, and which lanes are its own. */
  | { readonly kind: 'checking' }
  /** Reads waiting notices ahead and takes the next slot. @param startedAt when this pass began */
  | { readonly kind: 'reading'; readonly startedAt: number }
  /** Waits until the slot is near, and reads the rate. @param share positions wanted of each slot; @param aheadMs how long checking and reading took */
  | { readonly kind: 'looking'; readonly share: number; readonly aheadMs: number }
  /** Claims positions and has them sent. @param lookedAt when looking ended its wait */
  | { readonly kind: 'claiming'; readonly share: number; readonly aheadMs: number; readonly lookedAt: number }
  /** Tries one notice while SES refuses our mail. */
  | { readonly kind: 'probing' }
  | { readonly kind: 'stopping'; readonly reason: string };

/** Carries out one mode and gives the next; after `stopping` there is none. */
export async function next(dependencies: Dependencies, state: SenderState, mode: Mode): Promise<Mode> {
  switch (mode.kind) {
    case 'checking':
      return check(dependencies, state);
    case 'reading':
      return read(dependencies, state, mode);
    case 'looking':
      return look(dependencies, state, mode);
    case 'claiming':
      return claim(dependencies, state, mode);
    case 'probing':
      await claimAndSend(dependencies, state, state.slot, 1, true);
      return { kind: 'checking' };
    case 'stopping':
      return mode;
  }
}

async function check(dependencies: Dependencies, state: SenderState): Promise<Mode> {
  const { clock, pace, campaigns } = dependencies;
  const { lease, speed, supply, failures } = state;
  if (failures.length > 0) throw failures.splice(0)[0];
  const startedAt = clock.now();
  await followRate(dependencies, state);
  // Whoever works on a neighbour's lanes looks every slot, as both would claim the same notices once that is back.
  if (state.parts.length > 1 || clock.now() - state.checkedAt > checkMs) {
    state.checkedAt = clock.now();
    const renewed = pace.renewLease({ ...lease, lastsMs: speed.leaseMs() });
    const [held, campaign, resting] = await Promise.all([renewed, campaigns.get(lease.campaignId), dependencies.backOff.resting()]);
    if (!held) return { kind: 'stopping', reason: 'lease lost' };
    if (campaign?.state !== 'live') return { kind: 'stopping', reason: 'not live' };
    state.canary = campaign.canary;
    supply.setRules({ ...campaign, resting });
    if (await followNeighbours(dependencies, state)) return { kind: 'stopping', reason: 'canary' };
    await countSent(dependencies, state);
  }
  return { kind: 'reading', startedAt };
}

async function read({ clock }: Dependencies, state: SenderState, { startedAt }: Mode & { kind: 'reading' }): Promise<Mode> {
  const { speed, supply, rate, senders, underWay } = state;
  const slots = speed.slots();
  state.slot = Math.max(state.slot + 1, slotAt(clock.now() + speed.leadMs()) + 1);
  const share = Math.max(1, Math.ceil(slotCap(state.slot, pacedPerSecond(rate, state.slot)) / senders));
  await supply.fill((2 + slots) * share);
  if (supply.size() === 0 && underWay.size === 0) {
    if (clock.now() - state.dryAt > dryMs) return { kind: 'stopping', reason: 'done' };
    await clock.sleep(emptyMs);
    return { kind: 'checking' };
  }
  state.dryAt = clock.now();
  // Where reading ahead took longer than the slot was away, the next that can still be claimed in time.
  state.slot = Math.max(state.slot, slotAt(clock.now() + speed.leadMs()) + 1);
  return { kind: 'looking', share, aheadMs: clock.now() - startedAt };
}

async function look(dependencies: Dependencies, state: SenderState, { share, aheadMs }: Mode & { kind: 'looking' }): Promise<Mode> {
  const { clock, controls, reserve } = dependencies;
  await clock.sleep(slotStart(state.slot) - state.speed.leadMs() - clock.now());
  const lookedAt = clock.now();
  [state.rate, state.control] = await Promise.all([freshRate(dependencies), controls.get(state.lease.campaignId)]);
  const { noticesStop } = state.rate;
  const limit = limitOf(state.rate, holdOf(state.control), clock.now(), reserve);
  if (limit === 'paused' || limit === 'guard' || limit === 'canary' || limit === 'daily') {
    state.stopped = true;
    return { kind: 'stopping', reason: limit };
  }
  state.stopped = noticesStop !== undefined;
  if (limit === 'unknown') return { kind: 'checking' };
  if (noticesStop !== undefined) return { kind: isProbeDue(noticesStop, clock.now()) ? 'probing' : 'checking' };
  return { kind: 'claiming', share, aheadMs, lookedAt };
}

async function claim(
  dependencies: Dependencies,
  state: SenderState,
  { share, aheadMs, lookedAt }: Mode & { kind: 'claiming' },
): Promise<Mode> {
  const { clock } = dependencies;
  const { speed, slot } = state;
  const slots = speed.slots();
  await Promise.all(Array.from({ length: slots }, (_, index) => claimAndSend(dependencies, state, slot + index, share)));
  speed.claimed(aheadMs, clock.now() - lookedAt);
  state.slot += slots - 1;
  if (slots > 1) return { kind: 'checking' };
  // Now what the others left of it.
  await clock.sleep(slotStart(slot) - claimLeadMs / 2 - clock.now());
  if (state.senders > 1) await claimAndSend(dependencies, state, slot, 2 * share);
  return { kind: 'checking' };
}
