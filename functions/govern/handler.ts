import middy from '@middy/core';
import { senderCount } from '#domain/pacing.ts';
import { isSwept } from '#domain/sweep.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';
import { forecastEnd } from './forecast.ts';
import { resumePlan } from './resume.ts';
import { settleClaims } from './settle.ts';

/** When senders are woken, in seconds after the begin of each minute, so that crashed ones are missed for seconds only, also where no other is left to wake them. */
const wakeSeconds = [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55] as const;

/**
 * Once a minute. For every campaign that is being planned: resumes shards that stand still. For every live one: settles notices whose claim or doubt ran out, says what limits them and when they will end, and wakes the senders that the rate
 * calls for. For every one that has a sweep to run: wakes it. A sender or sweep whose lease is held ends at once, so waking too many costs a read.
 */
export function makeHandler(dependencies: Dependencies) {
  const { campaigns, rates, senders, sweeps, logger } = dependencies;
  return middy<unknown, void>({ timeoutEarlyInMillis: 0 }).handler(async () => {
    const all = await campaigns.list();
    for (const campaign of all.filter(({ state }) => state === 'planning')) await resumePlan(dependencies, campaign);
    for (const { id: campaignId } of all.filter(isSwept)) await sweeps.send({ campaignId });
    for (const { id: campaignId } of all.filter(({ state }) => state === 'live')) {
      const settled = await settleClaims(dependencies, campaignId);
      if (settled > 0) logger.log(messages.claimsSettled, { campaignId, settled });
      await forecastEnd(dependencies, campaignId);
      const count = senderCount((await rates.get()).perSecond ?? 1);
      const woken = Array.from({ length: count }, (_, worker) => ({ campaignId, worker }));
      for (const seconds of wakeSeconds) await senders.sendIn(seconds, ...woken);
    }
  });
}
