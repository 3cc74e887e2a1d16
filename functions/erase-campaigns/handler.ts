import middy from '@middy/core';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { dueForErasure, retentionActor } from '#domain/plan/erasure.ts';
import { eraseCampaign } from '#shared/aws/campaign/erase-campaign.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Stop when less than this is left of the invocation, in ms: a page of rows that is throttled takes a while. */
const spareMs = 60_000;

/**
 * Woken every quarter of an hour in the night. Erases the personal data of campaigns that are over for the retention, longest first, until its time runs
 * out; the next call goes on where it was. A campaign that fails does not keep the others from being erased, and fails the call once they are.
 */
export function makeHandler(dependencies: Dependencies) {
  const { tools, retentionDays } = dependencies;
  return middy<unknown, void>({ timeoutEarlyInMillis: 0 }).handler(async (_, context) => {
    const hasTime = () => context.getRemainingTimeInMillis() > spareMs;
    const failures: unknown[] = [];
    for (const campaign of dueForErasure(await tools.campaigns.list(), retentionDays, tools.clock.now())) {
      if (!hasTime()) break;
      await eraseOne(dependencies, campaign, hasTime).catch((error: unknown) => {
        dependencies.logger.log(messages.eraseFailed, { campaignId: campaign.id, ...errorFields(error) });
        failures.push(error);
      });
    }
    if (failures.length > 0) throw failures[0];
  });
}

async function eraseOne({ tools, logger, metrics }: Dependencies, { id }: CampaignRow, hasTime: () => boolean): Promise<void> {
  const outcome = await eraseCampaign(tools, id, retentionActor, { hasTime });
  if (!outcome.ok) {
    logger.log(messages.eraseHeldBack, { campaignId: id });
    return;
  }
  const { rows, lists, erasedAt } = outcome.value;
  logger.log(erasedAt === undefined ? messages.eraseUnfinished : messages.campaignErased, { campaignId: id, rows, lists });
  if (erasedAt !== undefined) metrics.count('Campaign::Erased');
}
