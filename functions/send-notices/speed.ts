import { slotMs } from '#domain/pacing/pacing.ts';
import { claimLeadMs } from '#shared/aws/mail/pace.ts';

/**
 * How a sender keeps up with tables that are slow: it claims further ahead, several slots at once, and its lease lasts longer. While a call takes a few ms, it
 * claims one slot at a time, {@link claimLeadMs} before it begins.
 */
export interface Speed {
  /** How long before it begins a slot is claimed, in ms. */
  leadMs(): number;
  /** How many slots in a row are claimed at once. */
  slots(): number;
  /** How long the lease lasts without being renewed, in ms. */
  leaseMs(): number;
  /** Notes how long reading ahead took, and how long reading the rate and claiming slots, both in ms. */
  claimed(aheadMs: number, claimMs: number): void;
}

/** As far ahead as slots are claimed at most, in ms: what is claimed is lost where the sender crashes. */
const mostMs = 3_000;

/** The speed of one sender. @param leaseMs of a lease while tables are fast; @param callMs what its first call took, both in ms */
export function makeSpeed(leaseMs: number, callMs: number): Speed {
  // After rate and claim come the notices' own: half as long again.
  let neededMs = 3 * callMs;
  let busyMs = 0;
  const isSlow = () => neededMs > claimLeadMs;
  return {
    leadMs: () => (isSlow() ? Math.min(mostMs, neededMs) : claimLeadMs),
    slots: () => (isSlow() ? Math.max(1, Math.ceil(Math.min(mostMs, busyMs) / slotMs)) : 1),
    leaseMs: () => (isSlow() ? leaseMs + 4 * (neededMs + busyMs) : leaseMs),
    claimed: (aheadMs, claimMs) => {
      neededMs = Math.max(1.5 * claimMs, neededMs / 4);
      busyMs = aheadMs + claimMs;
    },
  };
}
