import { type CanaryPlan, holdOf } from '#domain/pacing/canary.ts';
import { limitOf } from '#domain/pacing/limits.ts';
import { type MailRate, pacedPerSecond } from '#domain/pacing/mail-rate.ts';
import { senderCount, slotAt, slotCap, slotStart } from '#domain/pacing/pacing.ts';
import { isProbeDue } from '#domain/pacing/sending-stop.ts';
import { noticeRoom } from '#domain/pacing/slot-room.ts';
import { claimLeadMs, type Lease } from '#shared/aws/mail/pace.ts';
import type { NoticeControl } from '#shared/aws/mail/reputation.ts';
import type { NoticeMessage } from '#shared/aws/staff/queues.ts';
import { errorFields } from '#shared/lambda/log.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';
import { untilStop } from './passes.ts';
import { sendPositions } from './send.ts';
import { makeSpeed, type Speed } from './speed.ts';
import type { SenderState } from './state.ts';
import { makeSupply } from './supply.ts';
import { makeTurns } from './turns.ts';

/** A successor may take the lease this long before our invocation must end, in ms: a schedule wakes senders once a minute. */
const handoverMs = 90_000;

/** Stop when less than this is left of the invocation, in ms: a slot, its calls and their time-outs. */
const spareMs = 15_000;

/**
 * How long a sender's lease lasts without being renewed, in ms: for so long its lanes stand still when it crashes, and a check more. Longer than from
 * one check to the next where DynamoDB throttles the renewal for as long as it is tried again, so that no sender that lives loses its lease to that.
 */
const lastsMs = 4_000;

/** A call to a table that takes longer than this is slow, in ms. */
const slowMs = 200;

/** How often a sender renews its lease, looks at its campaign and its neighbours, and counts what it sent, in ms. */
const checkMs = lastsMs / 3;

/** How often a sender whose lanes hold nothing reads them again, in ms: less often than it checks, as it reads all of them. */
const lookMs = lastsMs / 2;

/** A sender goes on for this long after its lanes hold nothing more, in ms: by then the lease of a neighbour that crashed has run out. */
const dryMs = lastsMs + 2 * checkMs;

/** Notices to one domain between two counts from which on they are counted by domain: to a smaller one three delays are many. */
const largeDomain = 10;

/** How long senders that were just woken may take before they count as missing, in ms. */
const gatherMs = 3_000;

/**
 * A sender, slot after slot:
 * - *asking*: takes its lease, or ends when another holds it;
 * - *looking*: shortly before a slot begins, reads the rate and whether notices are paused, and the quota where it is time for that;
 * - *claiming*: claims its share of the slot's positions, then what the others left of them;
 * - *sending*: gives each position a waiting notice and sends it at the position's instant, while the next slot is being claimed;
 * - *probing*: while SES refuses our mail, one notice every ten seconds, of whichever sender takes the try, and no other;
 * - *stopping*: when its lanes hold nothing more to send, the campaign is not live, notices are paused or the day is used up, the lease is
 *   lost or time is up, it waits for what is under way and gives the lease back.
 * It never starts itself again: a schedule wakes senders. Where the next one is missing, it wakes that one once, and works on its lanes until it is there.
 */
export async function runSender(dependencies: Dependencies, message: NoticeMessage, remainingMs: () => number): Promise<void> {
  const { clock, ids, pace, logger } = dependencies;
  const lease: Lease & NoticeMessage = { ...message, token: ids.next(), lastsMs };
  const askedAt = clock.now();
  await dependencies.rates.get();
  const callMs = clock.now() - askedAt;
  // While tables are slow the holder may be alive, and its renewal under way.
  const graceMs = callMs > slowMs ? 10 * callMs : 0;
  if (!(await pace.takeLease(lease, clock.now() + remainingMs() - handoverMs, graceMs))) {
    logger.log(messages.senderRedundant, { ...message });
    return;
  }
  logger.log(messages.senderStarted, { ...message });
  const speed = makeSpeed(lastsMs, callMs);
  const reason = await send(dependencies, lease, speed, remainingMs);
  await pace.releaseLease(lease);
  logger.log(messages.senderStopped, { ...message, reason });
}

async function send(dependencies: Dependencies, lease: Lease & NoticeMessage, speed: Speed, remainingMs: () => number): Promise<string> {
  const { clock, pace, campaigns, controls, reserve, logger } = dependencies;
  const { campaignId, worker } = lease;
  const state: SenderState = {
    supply: makeSupply(dependencies, campaignId),
    turns: makeTurns(clock),
    uncounted: 0,
    toDomains: new Map(),
    alone: new Set(),
    stopped: false,
  };
  const { supply } = state;
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let rate = await freshRate(dependencies);
  let senders = 0;
  let parts: readonly number[] = [worker];
  let codesBefore = 0;
  let sharedAt = Number.NEGATIVE_INFINITY;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let dryAt = clock.now();
  let slot = 0;
  let canary: CanaryPlan | undefined;
  let control: NoticeControl = {};

  const launch = async (slot: number, want: number, isProbe = false) => {
    if (supply.size() === 0) return;
    const perSecond = pacedPerSecond(rate, slot);
    const roomAt = (at: number) => noticeRoom(rate, slot, at, { reserve, codesBefore });
    const claim = await pace.claim(slot, Math.min(want, supply.size()), perSecond, roomAt);
    if (claim === undefined) return;
    codesBefore = claim.codes;
    if (isProbe && !(await dependencies.sending.takeProbe('notices'))) return;
    const first = control.canaryAt === undefined ? canary : undefined;
    const count = first === undefined ? claim.count : await controls.takeCanary(campaignId, claim.count, first.notices);
    const quotaPerSecond = rate.perSecond ?? 1;
    const sending: Promise<void> = sendPositions(dependencies, state, supply.take(count), claim, { quotaPerSecond, isProbe })
      .then(async ({ taken, inDoubt }) => {
        // What the canary gave and SES did not take would end it before anybody had it.
        if (first !== undefined) await controls.giveBackCanary(campaignId, count - taken - inDoubt);
        if (isProbe && taken > 0 && (await dependencies.sending.end('notices'))) logger.log(messages.sendingGoesOn, { kind: 'notices' });
      })
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  };
  /** One pass: gives the reason to stop, where there is one. */
  const pass = async (): Promise<string | undefined> => {
    if (failures.length > 0) throw failures.splice(0)[0];
    const passBegin = clock.now();
    if (senders !== senderCount(rate.perSecond ?? 1)) {
      senders = senderCount(rate.perSecond ?? 1);
      parts = [worker];
      supply.share(parts, senders);
      if (worker === 0) await wake(dependencies, campaignId, range(1, senders));
      sharedAt = clock.now();
    }
    // Whoever works on a neighbour's lanes looks every slot, as both would claim the same notices once that is back.
    if (parts.length > 1 || clock.now() - checkedAt > checkMs) {
      checkedAt = clock.now();
      const renewed = pace.renewLease({ ...lease, lastsMs: speed.leaseMs() });
      const [held, campaign, resting] = await Promise.all([renewed, campaigns.get(campaignId), dependencies.backOff.resting()]);
      if (!held) return 'lease lost';
      if (campaign?.state !== 'live') return 'not live';
      canary = campaign.canary;
      supply.heed({ ...campaign, resting });
      // One sender gives the canary out over all lanes: of several, each would take it from its own, in whatever order they come.
      if (canary !== undefined && (await controls.get(campaignId)).canaryAt === undefined) {
        if (worker !== 0) return 'canary';
        parts = range(0, senders);
        supply.share(parts, senders);
      } else if (clock.now() - sharedAt > gatherMs) {
        const before = parts;
        parts = await partsOf(dependencies, campaignId, worker, senders);
        if (parts.join() !== before.join()) supply.share(parts, senders);
        const missing = parts.filter((part) => !before.includes(part));
        // Else those that have nothing to send would wake one another for ever.
        if (supply.size() > 0) await wake(dependencies, campaignId, missing);
      }
      await countSent(dependencies, campaignId, state);
    }
    const slots = speed.slots();
    slot = Math.max(slot + 1, slotAt(clock.now() + speed.leadMs()) + 1);
    const share = Math.max(1, Math.ceil(slotCap(slot, pacedPerSecond(rate, slot)) / senders));
    await supply.fill((2 + slots) * share);
    if (supply.size() > 0 || underWay.size > 0) dryAt = clock.now();
    else if (clock.now() - dryAt > dryMs) return 'done';
    else {
      await clock.sleep(lookMs);
      return undefined;
    }
    // Where reading ahead took longer than the slot was away, the next that can still be claimed in time.
    slot = Math.max(slot, slotAt(clock.now() + speed.leadMs()) + 1);
    const aheadMs = clock.now() - passBegin;
    await clock.sleep(slotStart(slot) - speed.leadMs() - clock.now());
    const begin = clock.now();
    [rate, control] = await Promise.all([freshRate(dependencies), controls.get(campaignId)]);
    const limit = limitOf(rate, holdOf(control), clock.now(), reserve);
    if (limit === 'paused' || limit === 'guard' || limit === 'canary' || limit === 'daily') {
      state.stopped = true;
      return limit;
    }
    state.stopped = rate.noticesStop !== undefined;
    if (rate.noticesStop !== undefined && limit !== 'unknown') {
      if (isProbeDue(rate.noticesStop, clock.now())) await launch(slot, 1, true);
      return undefined;
    }
    if (limit === 'unknown') return undefined;
    await Promise.all(Array.from({ length: slots }, (_, index) => launch(slot + index, share)));
    speed.claimed(aheadMs, clock.now() - begin);
    slot += slots - 1;
    if (slots > 1) return undefined;
    await clock.sleep(slotStart(slot) - claimLeadMs / 2 - clock.now());
    if (senders > 1) await launch(slot, 2 * share);
    return undefined;
  };

  const reason = await untilStop(dependencies, pass, () => remainingMs() > spareMs);
  await Promise.all(underWay);
  await countSent(dependencies, campaignId, state);
  return reason;
}

/** The rate as it stands, after reading the quota where it is time for that. A quota that cannot be read grows old, and is then used less. */
async function freshRate({ rates, mailer, logger }: Dependencies): Promise<MailRate> {
  try {
    return await rates.refreshed(mailer.quota);
  } catch (error) {
    logger.log(messages.quotaUnread, errorFields(error));
    return rates.get();
  }
}

/** Counts what SES accepted since the last time: for the guard, and for the rolling day. What a crash leaves uncounted makes the guard stricter. */
async function countSent({ controls, hours, backOff }: Dependencies, campaignId: string, state: SenderState): Promise<void> {
  const { uncounted, toDomains } = state;
  if (uncounted === 0) return;
  state.uncounted = 0;
  await controls.countSent(campaignId, uncounted);
  await hours.countSent(uncounted);
  const large = [...toDomains].filter(([, notices]) => notices >= largeDomain);
  toDomains.clear();
  await Promise.all(large.map(([domain, notices]) => backOff.countSent(domain, notices)));
}

/**
 * The parts of the lanes that a sender works on: its own, and those of the senders after it that are missing, up to the next that is there. A crashed
 * one has its lanes again once it is back.
 */
async function partsOf({ pace }: Dependencies, campaignId: string, worker: number, senders: number): Promise<readonly number[]> {
  const parts = [worker];
  // After a cut there are fewer parts: a sender beyond them has none, and would go round for ever.
  if (worker >= senders) return parts;
  for (let next = (worker + 1) % senders; next !== worker && (await pace.isFree(campaignId, next)); next = (next + 1) % senders)
    parts.push(next);
  return parts;
}

/** Wakes senders; those that run already end at once. */
async function wake({ senders }: Dependencies, campaignId: string, workers: readonly number[]): Promise<void> {
  if (workers.length > 0) await senders.send(...workers.map((worker) => ({ campaignId, worker })));
}

/** The whole numbers from `from` (included) to `to` (excluded). */
function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
