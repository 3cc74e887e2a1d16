import { gradedLists } from '#domain/campaign/compromised.ts';
import { addOutcomes, type LanesOutcome, shownUnmatched } from '#domain/plan/addition.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Completes an addition of which every lane was gone through: adds the lanes up, and keeps which entries match nobody. */
export async function complete(
  { additions, logger }: Dependencies,
  campaignId: string,
  additionId: string,
  lanes: readonly LanesOutcome[],
): Promise<void> {
  const [lists, matched] = await Promise.all([additions.lists(campaignId, additionId), additions.matched(campaignId, additionId)]);
  const entries = new Set(gradedLists.flatMap((list) => [...lists[list].keys()]));
  const unmatched = [...entries].filter((entry) => !matched.has(entry));
  const outcome = { ...addOutcomes(lanes), unmatched: unmatched.length, unmatchedFirst: unmatched.slice(0, shownUnmatched) };
  if (!(await additions.change(campaignId, additionId, 'finish', { outcome }))) return;
  logger.log(messages.additionDone, { campaignId, additionId, graded: outcome.graded, unmatched: outcome.unmatched });
}
