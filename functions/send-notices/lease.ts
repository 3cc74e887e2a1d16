import type { Lease } from '#shared/aws/mail/pace.ts';
import type { NoticeMessage } from '#shared/aws/staff/queues.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * How long a sender's lease lasts without being renewed, in ms: for so long its lanes stand still when it crashes, and a check more. Longer than from
 * one check to the next where DynamoDB throttles the renewal for as long as it is tried again, so that no sender that lives loses its lease to that.
 */
export const leaseMs = 4_000;

/** A successor may take the lease this long before our invocation must end, in ms: a schedule wakes senders once a minute. */
const handoverMs = 90_000;

/** A call to a table that takes longer than this is slow, in ms. */
const slowMs = 200;

/**
 * Takes the lease of a sender; undefined where another holds it.
 * @returns with it how long a call to a table took, in ms
 */
export async function takeLease(
  { clock, ids, pace, rates }: Dependencies,
  message: NoticeMessage,
  remainingMs: number,
): Promise<{ readonly lease: Lease & NoticeMessage; readonly callMs: number } | undefined> {
  const lease = { ...message, token: ids.next(), lastsMs: leaseMs };
  const askedAt = clock.now();
  await rates.get();
  const callMs = clock.now() - askedAt;
  // While tables are slow the holder may be alive, and its renewal under way.
  const graceMs = callMs > slowMs ? 10 * callMs : 0;
  return (await pace.takeLease(lease, clock.now() + remainingMs - handoverMs, graceMs)) ? { lease, callMs } : undefined;
}
