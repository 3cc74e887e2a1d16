import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { CountedRow } from '#domain/progress/lane-counter.ts';
import { countedIn } from '#domain/progress/recount.ts';
import type { CounterKey } from '#shared/aws/progress/progress.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

type Counts = Readonly<Record<string, number>>;

/** How long the rows of an account and its notice may be apart, in ms: whoever writes both writes one after the other. */
const apartMs = 5_000;

/**
 * Every account in scope has one first notice. Where the rows of a lane, recounted now, say otherwise, they are read again, as an account may just have come;
 * what still does not add up alarms. So does a campaign that has fewer accounts than were counted in its scope.
 */
export async function checkConservation(
  dependencies: Dependencies,
  campaign: CampaignRow,
  recounted: readonly (readonly [CounterKey, Counts | undefined])[],
): Promise<void> {
  const { clock, progress, logger, metrics } = dependencies;
  const { id: campaignId, headcount } = campaign;
  const broken = (fields: object) => {
    logger.log(messages.conservationBroken, { campaignId, ...fields });
    metrics.count('Conservation::Broken');
  };
  const sums = Map.groupBy(recounted, ([{ lane }]) => lane);
  const doubtful = [...sums].flatMap(([lane, ofLane]) => {
    const sumOf = (counted: 'accounts' | 'notices') => {
      const counts = ofLane.find(([key]) => key.counted === counted)?.[1];
      return counts && countedIn(counted, counts);
    };
    const [accounts, notices] = [sumOf('accounts'), sumOf('notices')];
    return accounts === undefined || notices === undefined || accounts === notices ? [] : [lane];
  });
  if (doubtful.length > 0) await clock.sleep(apartMs);
  for (const lane of doubtful) {
    const accounts = countRows('accounts', await dependencies.rows.ofLane({ campaignId, counted: 'accounts', lane }));
    const notices = countRows('notices', await dependencies.rows.ofLane({ campaignId, counted: 'notices', lane }));
    if (accounts !== notices) broken({ lane, accounts, notices });
  }
  if (headcount === undefined) return;
  const accounts = countedIn('accounts', (await progress.totals(campaignId)).accounts);
  if (accounts < headcount.inScope) broken({ accounts, inScope: headcount.inScope });
}

function countRows(counted: 'accounts' | 'notices', rows: ReadonlyMap<string, CountedRow>): number {
  const counts: Record<string, number> = {};
  for (const row of rows.values()) for (const name of row.counts) counts[name] = (counts[name] ?? 0) + 1;
  return countedIn(counted, counts);
}
