import type { Staff } from '#domain/staff/staff.ts';
import type { Dependencies } from '../dependencies.ts';

/**
 * Pauses the notices of a campaign that is about to start, as an order of whoever starts it. It comes before the start, so that no sender ever
 * sees the campaign live without it; where the start then fails, the next one finds it done.
 */
export async function holdNotices(
  { orders, controls, clock }: Pick<Dependencies, 'orders' | 'controls' | 'clock'>,
  { username }: Staff,
  campaignId: string,
): Promise<void> {
  const row = await orders.begin({ id: `${campaignId}-hold`, campaignId, order: 'pause-notices', by: username, atMs: clock.now() });
  await controls.pause(campaignId, username);
  if (!row.done) await orders.end(row);
}
