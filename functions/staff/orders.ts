import type { CampaignRow } from '#domain/campaign.ts';
import { type Limit, leftToday, limitOf, type PauseReason, pacedPerSecond } from '#domain/mail-rate.ts';
import type { OrderName, OrderRow } from '#domain/order.ts';
import { slotAt } from '#domain/pacing.ts';
import type { ProgressTotals, Snapshot } from '#domain/progress.ts';
import { lastRoundAt, roundApartMs } from '#domain/reminders.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import { may, type Staff } from '#domain/staff.ts';
import { giveRound } from '#shared/aws/rounds.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import { forbidden, type Refusal } from './commands.ts';
import type { Dependencies } from './dependencies.ts';
import { idFor } from './ids.ts';

/** How the notices of a live campaign go out now. */
export interface MailStatus {
  /** What limits them. */
  readonly limit: Limit;
  /** Notices a second that the limits allow. */
  readonly perSecond: number;
  /** Notices a second that went out lately, counted over half a minute or more; undefined before that. */
  readonly usedPerSecond?: number;
  /** Notices that the rolling day takes beyond those sent when the quota was read; undefined without a daily quota. */
  readonly leftToday?: number;
  readonly ceiling?: number;
  /** When the last notice is expected to go out, in ms since 1970, as of the last minute. */
  readonly endsAt?: number;
  /** Why the notices of this campaign stand still. */
  readonly pausedFor?: PauseReason;
  /** Why no notice of any campaign goes out. */
  readonly allPausedFor?: PauseReason;
}

/** An order as it comes in. The same order by the same person with the same key is one. */
export interface NewOrder {
  readonly order: OrderName;
  /** Notices a second, over 0; none takes the ceiling away. */
  readonly perSecond?: number | undefined;
  readonly key?: string | undefined;
}

/** What people do with the notices of a live campaign. */
export interface MailCommands {
  status(campaign: CampaignRow): Promise<MailStatus>;
  /** Carries an order out; senders obey from the next slot on. What is so already is not ordered again. */
  order(staff: Staff, campaign: CampaignRow, input: NewOrder): Promise<Result<MailStatus, Refusal>>;
}

type Needs = Pick<
  Dependencies,
  'campaigns' | 'rates' | 'controls' | 'orders' | 'progress' | 'noticeQueue' | 'reminderQueue' | 'mailReserve' | 'clock' | 'ids' | 'logger'
>;

/** The commands over these stores. */
export function makeMailCommands(needs: Needs): MailCommands {
  const { rates, controls, orders, progress, noticeQueue, mailReserve, clock, ids, logger } = needs;

  const status: MailCommands['status'] = async ({ id }) => {
    const [rate, control, totals, history] = await Promise.all([rates.get(), controls.get(id), progress.totals(id), progress.history(id)]);
    const nowMs = clock.now();
    const usedPerSecond = usedRate(history, totals, nowMs);
    const left = leftToday(rate, mailReserve);
    return {
      limit: limitOf(rate, control.pausedFor, nowMs, mailReserve),
      perSecond: Math.min(pacedPerSecond(rate, slotAt(nowMs)), rate.ceiling ?? Number.POSITIVE_INFINITY),
      ...(usedPerSecond !== undefined && { usedPerSecond }),
      ...(Number.isFinite(left) && { leftToday: left }),
      ...(rate.ceiling !== undefined && { ceiling: rate.ceiling }),
      ...(control.endsAt !== undefined && { endsAt: control.endsAt }),
      ...(control.pausedFor !== undefined && { pausedFor: control.pausedFor }),
      ...(rate.pausedFor !== undefined && { allPausedFor: rate.pausedFor }),
    };
  };

  const carryOut = async (campaign: CampaignRow, { order, perSecond, campaignId, by, atMs }: OrderRow): Promise<void> => {
    switch (order) {
      case 'pause-notices':
        await controls.pause(campaignId, by);
        return;
      case 'resume-notices':
        await controls.resume(campaignId, by);
        return;
      case 'resume-all-mail':
        await controls.resumeAccount(by);
        return;
      case 'set-ceiling':
        return rates.setCeiling(perSecond, by);
      case 'refresh-quota':
        return rates.refreshQuota();
      case 'remind-now':
        // Else it was given out already, by a try that ended before the order was noted as done.
        if ((lastRoundAt(campaign) ?? 0) < atMs) await giveRound(needs, campaign, clock.now());
    }
  };

  return {
    status,
    order: async (staff, campaign, { order, perSecond, key }) => {
      if (!may(staff, 'orderMail')) return refused(forbidden(staff, 'orderMail'));
      if (campaign.state !== 'live') {
        return refused({ reason: 'conflict', text: `the campaign is ${campaign.state}; to order about its notices, it must be live` });
      }
      const before = await status(campaign);
      if (order === 'remind-now' ? isReminded(campaign, clock.now()) : isSo(before, order, perSecond)) return ok(before);
      const id = idFor(staff, key ?? ids.next(), [campaign.id, order, perSecond]);
      const given = { id, campaignId: campaign.id, order, ...(perSecond !== undefined && { perSecond }), by: staff.username };
      const row = await orders.begin({ ...given, atMs: clock.now() });
      if (row.done) return ok(before);
      await carryOut(campaign, row);
      // Senders end while notices are paused, and would be woken by the schedule only.
      await noticeQueue.send({ campaignId: campaign.id, worker: 0 });
      await orders.end(row);
      logger.log(messages.commandDone, { command: order, campaignId: campaign.id });
      return ok(await status(campaign));
    },
  };
}

/** Whether everybody was reminded within a day. */
function isReminded(campaign: CampaignRow, nowMs: number): boolean {
  return nowMs - (lastRoundAt(campaign) ?? Number.NEGATIVE_INFINITY) < roundApartMs;
}

/** Whether an order would change nothing. The quota can be raised at any time. */
function isSo(
  { pausedFor, allPausedFor, ceiling }: MailStatus,
  order: Exclude<OrderName, 'remind-now'>,
  perSecond: number | undefined,
): boolean {
  switch (order) {
    case 'pause-notices':
      return pausedFor !== undefined;
    case 'resume-notices':
      return pausedFor === undefined;
    case 'resume-all-mail':
      return allPausedFor === undefined;
    case 'set-ceiling':
      return ceiling === perSecond;
    case 'refresh-quota':
      return false;
  }
}

/** Over so long at least the used rate is counted, in ms: counters are a few seconds behind. */
const leastSpanMs = 30_000;

function usedRate(history: readonly Snapshot[], totals: ProgressTotals, nowMs: number): number | undefined {
  const from = history.findLast(({ atMs }) => nowMs - atMs >= leastSpanMs);
  if (from === undefined) return undefined;
  return (gone(totals) - gone(from.totals)) / ((nowMs - from.atMs) / 1000);
}

function gone({ notices: { sent, delivered, bounced, complained } }: ProgressTotals): number {
  return sent + delivered + bounced + complained;
}
