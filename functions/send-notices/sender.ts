import { type MailQuota, senderCount, slotAt, slotCap, slotMs, slotStart } from '#domain/pacing.ts';
import { claimLeadMs, type Lease, leaseMs } from '#shared/aws/pace.ts';
import type { NoticeMessage } from '#shared/aws/queues.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';
import { sendPositions } from './send.ts';
import { makeSupply } from './supply.ts';

/** A successor may take the lease this long before our invocation must end, in ms: a schedule wakes senders once a minute. */
const handoverMs = 90_000;

/** Stop when less than this is left of the invocation, in ms: a slot, its calls and their time-outs. */
const spareMs = 15_000;

/**
 * A sender, slot after slot:
 * - *asking*: takes its lease, or ends when another holds it;
 * - *claiming*: shortly before a slot begins, claims its share of the slot's positions, then what the others left of them;
 * - *sending*: gives each position a waiting notice and sends it at the position's instant, while the next slot is being claimed;
 * - *stopping*: when its lanes hold nothing more to send, the campaign is not live, the lease is lost or time is up, it waits for
 *   what is under way and gives the lease back.
 * It never starts itself again: a schedule wakes senders every minute.
 */
export async function runSender(dependencies: Dependencies, message: NoticeMessage, remainingMs: () => number): Promise<void> {
  const { clock, ids, pace, logger } = dependencies;
  const lease: Lease & NoticeMessage = { ...message, token: ids.next() };
  if (!(await pace.takeLease(lease, clock.now() + remainingMs() - handoverMs))) {
    logger.log(messages.senderRedundant, { ...message });
    return;
  }
  logger.log(messages.senderStarted, { ...message });
  const reason = await send(dependencies, lease, remainingMs);
  await pace.releaseLease(lease);
  logger.log(messages.senderStopped, { ...message, reason });
}

async function send(dependencies: Dependencies, lease: Lease & NoticeMessage, remainingMs: () => number): Promise<string> {
  const { clock, pace, mailer, campaigns, notices } = dependencies;
  const { campaignId, worker } = lease;
  const supply = makeSupply(notices, campaignId);
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let exhausted = false;
  let quota = await readQuota(dependencies);
  if (worker === 0) await wakeOthers(dependencies, campaignId, quota);
  let checkedAt = Number.NEGATIVE_INFINITY;
  let slot = 0;
  const launch = async (want: number) => {
    const claim = await pace.claim(slot, Math.min(want, supply.size()), quota.perSecond);
    if (claim === undefined) return;
    const sending: Promise<void> = sendPositions(dependencies, supply, supply.take(claim.count), claim, quota.perSecond)
      .then((nothingMore) => {
        exhausted ||= nothingMore;
      })
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  };
  const stop = async (reason: string) => {
    await Promise.all(underWay);
    if (failures.length > 0) throw failures[0];
    return reason;
  };

  while (remainingMs() > spareMs && failures.length === 0) {
    if (clock.now() - checkedAt > leaseMs / 3) {
      checkedAt = clock.now();
      if ((await campaigns.get(campaignId))?.state !== 'live') return stop('not live');
      if (!(await pace.renewLease(lease))) return stop('lease lost');
      quota = (await pace.freshQuota(mailer.quota)) ?? quota;
      supply.share(worker, senderCount(quota.perSecond));
    }
    if (exhausted || (quota.perDay >= 0 && quota.sentLastDay >= quota.perDay)) return stop('exhausted');
    const share = Math.max(1, Math.ceil(slotCap(slot, quota.perSecond) / senderCount(quota.perSecond)));
    await supply.fill(3 * share);
    if (supply.size() === 0) {
      if (underWay.size === 0) return stop('done');
      await clock.sleep(slotMs / 2);
      continue;
    }
    slot = Math.max(slot + 1, slotAt(clock.now() + claimLeadMs) + 1);
    await clock.sleep(slotStart(slot) - claimLeadMs - clock.now());
    await launch(share);
    await clock.sleep(slotStart(slot) - claimLeadMs / 2 - clock.now());
    if (supply.size() > 2 * share) await launch(share);
  }
  return stop('time');
}

/** The first quota of a sender: nothing is sent without one. */
async function readQuota({ pace, mailer, clock }: Dependencies): Promise<MailQuota> {
  for (;;) {
    const quota = await pace.freshQuota(mailer.quota);
    if (quota !== undefined) return quota;
    await clock.sleep(slotMs);
  }
}

/** The first sender wakes the others that the rate calls for; those that run already end at once. */
async function wakeOthers({ senders }: Dependencies, campaignId: string, quota: MailQuota): Promise<void> {
  const others = Array.from({ length: senderCount(quota.perSecond) - 1 }, (_, index) => ({ campaignId, worker: index + 1 }));
  if (others.length > 0) await senders.send(...others);
}
