import { type CampaignRow, campaignTransitions } from '#domain/campaign/campaign.ts';
import { laneCount } from '#domain/lane.ts';
import { nextRound } from '#domain/next-channel/reminders.ts';
import type { Queue, ReminderMessage } from '../staff/queues.ts';
import type { Campaigns } from './campaigns.ts';

/** What a round of reminders is given out with. */
export interface RoundStores {
  readonly campaigns: Pick<Campaigns, 'change'>;
  readonly reminderQueue: Queue<ReminderMessage>;
}

/**
 * Gives the next round of reminders out, a message a lane, and notes it on the campaign. A crash in between gives it out once more, under the same
 * number; reminders are added once all the same. @param campaign as it was just read @returns the number of the round, from 1
 */
export async function giveRound({ campaigns, reminderQueue }: RoundStores, campaign: CampaignRow, nowMs: number): Promise<number> {
  const round = nextRound(campaign);
  const lanes = Array.from({ length: laneCount }, (_, lane) => ({ campaignId: campaign.id, round, lane }));
  await reminderQueue.send(...lanes);
  const remindedAt = [...(campaign.remindedAt ?? []), nowMs];
  await campaigns.change(campaign.id, campaignTransitions.remind, { reminderRound: round, remindedAt });
  return round;
}
