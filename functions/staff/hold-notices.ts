import type { Staff } from '#domain/staff/staff.ts';
import type { Dependencies } from './dependencies.ts';
import { idFor } from './faces/ids.ts';

type Needs = Pick<Dependencies, 'orders' | 'controls' | 'clock'>;

/**
 * Pauses the notices of a campaign that is about to start, as an order of whoever starts it. It comes before the start, so that no sender ever
 * sees the campaign live without it; where the start then fails, the next one finds it done.
 */
export function makeHoldNotices({ orders, controls, clock }: Needs) {
  return async (staff: Staff, campaignId: string): Promise<void> => {
    const id = idFor(staff, campaignId, ['start', 'pause-notices']);
    const row = await orders.begin({ id, campaignId, order: 'pause-notices', by: staff.username, atMs: clock.now() });
    await controls.pause(campaignId, staff.username);
    if (!row.done) await orders.end(row);
  };
}
