import middy from '@middy/core';
import { senderCount } from '#domain/pacing.ts';
import { isSwept } from '#domain/sweep.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';
import { forecastEnd } from './forecast.ts';
import { remindDue } from './remind.ts';
import { resumePlan } from './resume.ts';
import { settleClaims } from './settle.ts';

/** When senders are woken, in seconds after the begin of each minute, so that crashed ones are missed for seconds only, also where no other is left to wake them. */
const wakeSeconds = [0, 10, 20, 30, 40, 50] as const;

/**
 * Once a minute. For every campaign that is being planned: resumes shards that stand still. For every live one: gives out the round of reminders that is due, settles notices whose claim or doubt ran out, says what limits them and when they will end, and wakes the senders that the rate
 * calls for. For every one that has a sweep to run: wakes it. A sender or sweep whose lease is held ends at once, so waking too many costs a read.
 */
export function makeHandler(dependencies: Dependencies) {
  const { campaigns, rates, senders, sweeps, logger } = dependencies;
  return middy<unknown, void>({ timeoutEarlyInMillis: 0 }).handler(async () => {
    const all = await campaigns.list();
    for (const campaign of all.filter(({ state }) => state === 'planning')) await resumePlan(dependencies, campaign);
    for (const { id: campaignId } of all.filter(isSwept)) await sweeps.send({ campaignId });
    for (const campaign of all.filter(({ state }) => state === 'live')) {
      const { id: campaignId } = campaign;
      await remindDue(dependencies, campaign);
      const settled = await settleClaims(dependencies, campaignId);
      if (settled > 0) logger.log(messages.claimsSettled, { campaignId, settled });
      const left = await forecastEnd(dependencies, campaign);
      const count = senderCount((await rates.get()).perSecond ?? 1);
      const woken = Array.from({ length: count }, (_, worker) => ({ campaignId, worker }));
      // Where nothing is left one look a minute does, as a campaign may stay live for weeks between its reminders.
      for (const seconds of left === 0 ? wakeSeconds.slice(0, 1) : wakeSeconds) await senders.sendIn(seconds, ...woken);
    }
  });
}
