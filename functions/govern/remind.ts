import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { isRoundDue } from '#domain/next-channel/reminders.ts';
import { giveRound } from '#shared/aws/campaign/rounds.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Gives a round of reminders out where one is due. */
export async function remindDue(dependencies: Dependencies, campaign: CampaignRow): Promise<void> {
  const { clock, logger } = dependencies;
  if (!isRoundDue(campaign, clock.now())) return;
  const round = await giveRound(dependencies, campaign, clock.now());
  logger.log(messages.roundGiven, { campaignId: campaign.id, round });
}
