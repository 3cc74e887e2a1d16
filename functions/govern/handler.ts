import middy from '@middy/core';
import { isSwept } from '#domain/campaign/sweep.ts';
import { hasNextChannels } from '#domain/next-channel/next-channel.ts';
import { isCanaryOver } from '#domain/pacing/canary.ts';
import { senderCount } from '#domain/pacing/pacing.ts';
import { growingStates } from '#domain/plan/addition.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { keepCarried } from './carried.ts';
import type { Dependencies } from './dependencies.ts';
import { forecastEnd } from './forecast.ts';
import { resumeGrading, resumeReleases } from './lanes.ts';
import { remindDue } from './remind.ts';
import { resumePlan } from './resume.ts';
import { sendAgain } from './send-again.ts';
import { settleClaims } from './settle.ts';
import { keepUsed } from './used.ts';

/** When senders are woken, in seconds after the begin of each minute, so that crashed ones are missed for seconds only, also where no other is left to wake them. */
const wakeSeconds = [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55] as const;

/**
 * Once a minute. For every campaign that is being planned: resumes shards that stand still; for every one whose epoch holds: lanes of releases and of
 * additions. For every live one: lets the others go on after the canary,
 * gives out the round of reminders that is due, settles notices whose claim or doubt ran out, has sent again what staff ordered, says how many people they may bring, what limits them
 * and when they will end, and wakes the senders that the rate calls for. Keeps what each kind of mail used of the day, and tells of a flood of codes.
 * For every one that has a sweep to run, or next channels for holders who
 * cannot be reached: wakes it. A sender or sweep whose lease is held ends at once, so waking too many costs a read.
 */
export function makeHandler(dependencies: Dependencies) {
  const { campaigns, clock, controls, rates, senders, sweeps, nexts, logger } = dependencies;
  return middy<unknown, void>({ timeoutEarlyInMillis: 0 }).handler(async () => {
    const all = await campaigns.list();
    for (const campaign of all.filter(({ state }) => state === 'planning')) await resumePlan(dependencies, campaign);
    for (const { id: campaignId } of all.filter(isSwept)) await sweeps.send({ campaignId });
    for (const { id: campaignId } of all.filter(hasNextChannels)) await nexts.send({ campaignId });
    for (const campaign of all.filter(({ state }) => growingStates.includes(state))) {
      await resumeReleases(dependencies, campaign);
      await resumeGrading(dependencies, campaign);
    }
    const live = all.filter(({ state }) => state === 'live');
    if (live.length > 0) await keepCarried(dependencies);
    let noticesToSend = 0;
    for (const campaign of live) {
      const { id: campaignId, canary } = campaign;
      if (canary !== undefined && isCanaryOver(await controls.get(campaignId), canary, clock.now()))
        await controls.endCanary(campaignId, 'time');
      await remindDue(dependencies, campaign);
      const settled = await settleClaims(dependencies, campaignId);
      if (settled > 0) logger.log(messages.claimsSettled, { campaignId, settled });
      await sendAgain(dependencies, campaignId);
      const { left, toSend } = await forecastEnd(dependencies, campaign);
      noticesToSend += toSend;
      const count = senderCount((await rates.get()).perSecond ?? 1);
      const woken = Array.from({ length: count }, (_, worker) => ({ campaignId, worker }));
      // Where nothing is left one look a minute does, as a campaign may stay live for weeks between its reminders.
      for (const seconds of left === 0 ? wakeSeconds.slice(0, 1) : wakeSeconds) await senders.sendIn(seconds, ...woken);
    }
    if (all.length > 0) await keepUsed(dependencies, noticesToSend);
  });
}
