import middy from '@middy/core';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { laneCount } from '#domain/lane.ts';
import { hasNextChannels } from '#domain/next-channel/next-channel.ts';
import { emptyBook } from '#domain/progress/lane-counter.ts';
import type { Counted } from '#domain/progress/progress.ts';
import { countedIn, lanesPerMinute, rowsPerMinute, urgency } from '#domain/progress/recount.ts';
import type { CounterKey, LaneCounter } from '#shared/aws/progress/progress.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { checkConservation } from './conservation.ts';
import type { Dependencies } from './dependencies.ts';
import { recountLane } from './lane.ts';

/**
 * Once a minute: recounts some lanes of every campaign whose epoch holds, those first that are in doubt or do not add up, and mends their counters. A counter
 * that was wrong alarms and is an entry of the audit log. In a live campaign an account that has no notice, or a notice that has
 * no account, alarms.
 */
export function makeHandler(dependencies: Dependencies) {
  return middy<unknown, void>({ timeoutEarlyInMillis: 0 }).handler(async () => {
    const all = await dependencies.campaigns.list();
    for (const campaign of all.filter(({ state }) => state === 'live' || state === 'closed')) await recountSome(dependencies, campaign);
  });
}

async function recountSome(dependencies: Dependencies, campaign: CampaignRow): Promise<void> {
  const { clock, progress, logger, metrics } = dependencies;
  const counters = lanesOf(campaign, await progress.counters(campaign.id));
  const isLive = campaign.state === 'live';
  const due = dueLanes(counters, isLive, clock.now());
  const outcomes = await Promise.all(
    due.map(async ({ key }) => {
      try {
        const outcome = await recountLane(dependencies, key);
        if (outcome === undefined) metrics.count('Recount::Unclear');
        else await tellMend(dependencies, key, outcome.mended);
        return [key, outcome?.found.counts] as const;
      } catch (error) {
        // The other lanes go on; this one is among the first of the next minute, as nothing says that it was compared.
        logger.log(messages.recountFailed, { campaignId: campaign.id, counted: key.counted, lane: key.lane, ...errorFields(error) });
        metrics.count('Recount::Unclear');
        return [key, undefined] as const;
      }
    }),
  );
  metrics.count('Recount::Compared', outcomes.filter(([, counts]) => counts !== undefined).length);
  if (isLive) await checkConservation(dependencies, campaign, outcomes);
}

async function tellMend(
  { mends, logger, metrics }: Dependencies,
  key: CounterKey,
  mended: Readonly<Record<string, number>>,
): Promise<void> {
  if (Object.keys(mended).length === 0) return;
  await mends.note(key, mended);
  logger.log(messages.counterMended, {
    campaignId: key.campaignId,
    counted: key.counted,
    lane: key.lane,
    counters: Object.keys(mended).sort().join(),
  });
  metrics.count('Counter::Mended');
}

/** The counters of all lanes that may have rows, those in which nothing was counted yet too. */
function lanesOf(campaign: CampaignRow, counters: readonly LaneCounter[]): readonly LaneCounter[] {
  const known = new Map(counters.map((counter) => [nameOf(counter.key), counter]));
  const kinds: readonly Counted[] = hasNextChannels(campaign) ? ['accounts', 'notices', 'steps'] : ['accounts', 'notices'];
  const keys = kinds.flatMap((counted) => Array.from({ length: laneCount }, (_, lane) => ({ campaignId: campaign.id, counted, lane })));
  return keys.map((key) => known.get(nameOf(key)) ?? { key, book: emptyBook, counts: {} });
}

/** The lanes to recount now: the most urgent ones, as many as a minute bears. */
function dueLanes(counters: readonly LaneCounter[], isLive: boolean, nowMs: number): readonly LaneCounter[] {
  const sums = new Map(counters.map(({ key, counts }) => [nameOf(key), key.counted === 'steps' ? 0 : countedIn(key.counted, counts)]));
  const sumOf = (counted: Counted, { lane }: CounterKey) => sums.get(nameOf({ counted, lane })) ?? 0;
  const isBalanced = ({ key }: LaneCounter) => !isLive || key.counted === 'steps' || sumOf('accounts', key) === sumOf('notices', key);
  const waiting = counters.flatMap((counter) => {
    const order = urgency(counter.book, isBalanced(counter), nowMs);
    return order === undefined ? [] : [{ order, counter }];
  });
  let rows = 0;
  return waiting
    .sort((a, b) => a.order - b.order)
    .slice(0, lanesPerMinute)
    .filter(({ counter }, index) => {
      rows += Object.values(counter.counts).reduce((sum, count) => sum + Math.max(0, count), 0);
      return index < 2 || rows <= rowsPerMinute;
    })
    .map(({ counter }) => counter);
}

function nameOf({ counted, lane }: Pick<CounterKey, 'counted' | 'lane'>): string {
  return `${counted} ${lane}`;
}
