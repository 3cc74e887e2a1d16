import { holdOf } from '#domain/canary.ts';
import { endOfNotices } from '#domain/forecast.ts';
import { type Limit, limitOf, pacedPerSecond, slowestOf } from '#domain/mail-rate.ts';
import { slotAt } from '#domain/pacing.ts';
import type { MetricName } from '#shared/lambda/metrics.ts';
import type { Dependencies } from './dependencies.ts';

const metricOf: Readonly<Record<Limit, MetricName>> = {
  rate: 'Limit::Rate',
  throttled: 'Limit::Throttled',
  daily: 'Limit::Daily',
  ceiling: 'Limit::Ceiling',
  paused: 'Limit::Paused',
  guard: 'Limit::Guard',
  canary: 'Limit::Canary',
  recovery: 'Limit::Recovery',
  helpdesk: 'Limit::Helpdesk',
  unknown: 'Limit::Unknown',
};

/** Keeps what limits the notices of a campaign now and, unless they stand still, when the last of them goes out; none for a campaign that has none left. */
export async function forecastEnd(
  { clock, rates, hours, controls, progress, reserve, metrics }: Dependencies,
  campaignId: string,
): Promise<void> {
  const { notices, further = {} } = await progress.totals(campaignId);
  const open = [notices, ...Object.values(further)].map(({ waiting = 0, claimed = 0, uncertain = 0 }) => waiting + claimed + uncertain);
  const remaining = open.reduce((sum, count) => sum + count, 0);
  if (remaining === 0) return;
  const nowMs = clock.now();
  const [rate, control] = await Promise.all([rates.get(), controls.get(campaignId)]);
  const limit = limitOf(rate, holdOf(control), nowMs, reserve);
  const { perDay = -1, sentLastDay = 0 } = rate;
  const isStill = limit === 'paused' || limit === 'guard' || limit === 'canary' || limit === 'unknown';
  const endsAt = isStill
    ? undefined
    : endOfNotices({
        nowMs,
        remaining,
        perSecond: Math.min(pacedPerSecond(rate, slotAt(nowMs)), slowestOf(rate).perSecond),
        perDay: perDay < 0 ? Number.POSITIVE_INFINITY : Math.floor(perDay * (1 - reserve)),
        sentLastDay,
        ownByHour: perDay < 0 ? [] : (await hours.last()).map(({ sent }) => sent),
      });
  await controls.keepForecast(campaignId, limit, endsAt);
  metrics.count(metricOf[limit]);
}
