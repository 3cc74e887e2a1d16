import * as z from 'zod/mini';
import { laneCount } from '#domain/lane.ts';
import { hasNextChannels } from '#domain/next-channel/next-channel.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { queueHandler } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';
import { workOnLane } from './lane.ts';
import { mailContacts } from './organisation.ts';
import { beginRound } from './round.ts';

const shape = z.strictObject({ campaignId: z.string() });

/** Lanes that are worked on side by side. */
const together = 8;

/** Stop when less than this is left of the invocation, in ms: the rest of a lane's page, whose texts may wait for their turn, and the mails to contacts. */
const spareMs = 90_000;

/**
 * Does what is due for the holders of a campaign who cannot be reached, in all its lanes, as the contact of an organisation gets one mail for accounts of
 * them all. What a crash leaves half done is done by the next message, a minute later; each change happens once, whoever comes first.
 */
export function makeHandler(dependencies: Dependencies) {
  const { campaigns, logger, metrics } = dependencies;
  return queueHandler(dependencies, shape, async (message, context) => {
    const campaign = await campaigns.get(message.campaignId);
    if (campaign === undefined || !hasNextChannels(campaign)) return;
    const round = await beginRound(dependencies, campaign);
    const hasTime = () => context.getRemainingTimeInMillis() > spareMs;
    for (let lane = 0; lane < laneCount && hasTime(); lane += together) {
      const lanes = Array.from({ length: together }, (_, index) => lane + index);
      await Promise.all(lanes.map((each) => workOnLane(dependencies, round, each, hasTime)));
    }
    const mails = await mailContacts(dependencies, round);
    const { begun, failed } = round;
    metrics.count('Step::Begun', begun);
    metrics.count('Step::Failed', failed);
    metrics.count('Step::ContactMailed', mails);
    if (begun + failed + mails > 0) logger.log(messages.nextChannelsTaken, { campaignId: campaign.id, begun, failed, mails });
  });
}
