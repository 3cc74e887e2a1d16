import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { NoticeState } from '#domain/notice/notice.ts';
import { holdOf } from '#domain/pacing/canary.ts';
import { endOfNotices } from '#domain/pacing/forecast.ts';
import { limitOf, slowestOf, stops } from '#domain/pacing/limits.ts';
import { pacedPerSecond } from '#domain/pacing/mail-rate.ts';
import { sharesOf } from '#domain/pacing/mail-shares.ts';
import { slotAt } from '#domain/pacing/pacing.ts';
import { defaultQuiet, hoursOf, quietUntil } from '#domain/pacing/quiet-hours.ts';
import { limitMetric } from '#shared/lambda/metrics.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Counts how many accounts of a campaign are recovered. Keeps what limits the notices of a campaign now and, unless they stand still, when the last of them goes out; none for a campaign that has none left.
 * Where some of them keep quiet hours, those of the deployment's time zone count for all.
 * @returns how many notices are left, as the counters have it, a few seconds behind, and how many of them may go
 */
export async function forecastEnd(
  dependencies: Dependencies,
  { id: campaignId, quietHours = defaultQuiet }: CampaignRow,
): Promise<{ readonly left: number; readonly toSend: number }> {
  const { clock, rates, hours, controls, progress, reserve, timeZone, metrics } = dependencies;
  const { accounts, notices, further = {} } = await progress.totals(campaignId);
  metrics.count('Completion::InScope', accounts.contained + accounts.recovering + accounts.recovered);
  metrics.count('Completion::Recovered', accounts.recovered);
  const remaining = [notices, ...Object.values(further)].reduce((sum, counts) => sum + openOf(counts), 0);
  if (remaining === 0) return { left: 0, toSend: 0 };
  const nowMs = clock.now();
  const held = openOf(further.reminder ?? {}) + (quietHours.firstNotice ? openOf(notices) : 0);
  const outside = (atMs: number) => (held > 0 && quietUntil(atMs, timeZone, hoursOf(quietHours))) || atMs;
  const [rate, control] = await Promise.all([rates.get(), controls.get(campaignId)]);
  const limit = limitOf(rate, holdOf(control), nowMs, reserve);
  const { perDay = -1, sentLastDay = 0 } = rate;
  const isStill = stops(limit);
  const endsAt = isStill
    ? undefined
    : endOfNotices({
        nowMs: outside(nowMs),
        remaining,
        perSecond: Math.min(pacedPerSecond(rate, slotAt(nowMs)), slowestOf(rate).perSecond),
        perDay: perDay < 0 ? Number.POSITIVE_INFINITY : Math.floor(perDay * sharesOf(reserve).day.notices),
        sentLastDay,
        ownByHour: perDay < 0 ? [] : (await hours.last()).map(({ sent }) => sent),
      });
  await controls.keepForecast(campaignId, limit, endsAt && outside(endsAt));
  metrics.count(limitMetric(limit));
  return { left: remaining, toSend: isStill ? 0 : remaining };
}

/** Notices with which something is left to do, those that wait for a moment included. */
function openOf({ waiting = 0, claimed = 0, uncertain = 0 }: Readonly<Partial<Record<NoticeState, number>>>): number {
  return waiting + claimed + uncertain;
}
