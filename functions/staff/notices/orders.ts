import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { lastRoundAt, roundApartMs } from '#domain/next-channel/reminders.ts';
import { holdOf } from '#domain/pacing/canary.ts';
import { type Limit, limitOf, slowestOf } from '#domain/pacing/limits.ts';
import { type Hold, type PauseReason, pacedPerSecond } from '#domain/pacing/mail-rate.ts';
import { slotAt } from '#domain/pacing/pacing.ts';
import { type GuardView, guardView, type MailFates } from '#domain/pacing/reputation.ts';
import { type SendingKind, type SendingStop, type StopWords, sendingKinds, wordsFor } from '#domain/pacing/sending-stop.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { OrderName, OrderRow } from '#domain/staff/order.ts';
import { type Action, may, type Staff } from '#domain/staff/staff.ts';
import { giveRound } from '#shared/aws/campaign/rounds.ts';
import { unaskedKey } from '#shared/aws/mail/code-way.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import { idFor } from '../faces/ids.ts';
import { forbidden, type Refusal } from '../faces/refusal.ts';
import { mailRefusal, makeCheckMail } from '../mail-check.ts';
import { type CodeStatus, codeStatus } from './code-status.ts';
import { addAgain, noticeAgain } from './resend.ts';
import { usedRate } from './used-rate.ts';

/** What AWS refuses, in words. */
export interface StopStatus extends SendingStop, StopWords {
  readonly kind: SendingKind;
}

/** How the notices of a live campaign go out now. */
export interface MailStatus extends CodeStatus {
  /** What limits them. */
  readonly limit: Limit;
  /** Notices a second that the limits allow. */
  readonly perSecond: number;
  /** Notices a second that went out lately, counted over half a minute or more; undefined before that. */
  readonly usedPerSecond?: number;
  readonly ceiling?: number;
  /** Calls an hour that the helpdesk takes, as a commander said. */
  readonly helpdeskPerHour?: number;
  /** Calls in the last hour, as the helpdesk said last. */
  readonly calls?: number;
  /** When the last notice is expected to go out, in ms since 1970, as of the last minute. */
  readonly endsAt?: number;
  /** What AWS refuses for a reason of ours: notices, codes or texts, since when, what it said and what to do. */
  readonly stops: readonly StopStatus[];
  /** Why the notices of this campaign stand still. */
  readonly pausedFor?: Hold;
  /** Why no notice of any campaign goes out. */
  readonly allPausedFor?: PauseReason;
  /** What the guard of the mail reputation has seen of this campaign since its start or since somebody let it go on, and what would pause it. */
  readonly guard: GuardView;
  /** What the guard saw when it paused this campaign. */
  readonly pausedAfter?: MailFates;
  /** What the guard saw of all notices of a day when it paused them all. */
  readonly allPausedAfter?: MailFates;
}

/** An order as it comes in. The same order by the same person with the same key is one. */
export interface NewOrder {
  readonly order: OrderName;
  /** Notices a second, over 0; none takes the ceiling away. */
  readonly perSecond?: number | undefined;
  /** Calls an hour that the helpdesk takes (none: calls limit nothing), or that came in the last hour. */
  readonly calls?: number | undefined;
  /** Subject of the account whose notice is sent once more. */
  readonly account?: string | undefined;
  /** Of `resend-rejected`: what SES said of the notices meant; none means all. */
  readonly status?: string | undefined;
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
  | 'accounts'
  | 'campaigns'
  | 'notices'
  | 'rates'
  | 'controls'
  | 'orders'
  | 'progress'
  | 'noticeQueue'
  | 'reminderQueue'
  | 'mailReserve'
  | 'guardLimits'
  | 'buckets'
  | 'readMailSetup'
  | 'page'
  | 'clock'
  | 'ids'
  | 'logger'
>;

/** The commands over these stores. */
export function makeMailCommands(needs: Needs): MailCommands {
  const { rates, controls, orders, progress, noticeQueue, mailReserve, guardLimits, buckets, clock, ids, logger } = needs;
  const checkMail = makeCheckMail(needs);

  const status: MailCommands['status'] = async ({ id }) => {
    const [rate, control, totals, history, refilledAt] = await Promise.all([
      rates.get(),
      controls.get(id),
      progress.totals(id),
      progress.history(id),
      buckets.refilledAt(unaskedKey),
    ]);
    const nowMs = clock.now();
    const usedPerSecond = usedRate(history, totals, nowMs);
    const pausedFor = holdOf(control);
    return {
      limit: limitOf(rate, pausedFor, nowMs, mailReserve),
      perSecond: Math.min(pacedPerSecond(rate, slotAt(nowMs)), slowestOf(rate).perSecond),
      ...(usedPerSecond !== undefined && { usedPerSecond }),
      ...codeStatus(rate, refilledAt, mailReserve, nowMs),
      ...(rate.ceiling !== undefined && { ceiling: rate.ceiling }),
      ...(control.endsAt !== undefined && { endsAt: control.endsAt }),
      ...(rate.helpdeskPerHour !== undefined && { helpdeskPerHour: rate.helpdeskPerHour }),
      ...(rate.calls !== undefined && { calls: rate.calls }),
      stops: sendingKinds.flatMap((kind) => {
        const stop = rate[`${kind}Stop`];
        return stop === undefined ? [] : [{ kind, ...stop, ...wordsFor(stop.status) }];
      }),
      ...(pausedFor !== undefined && { pausedFor }),
      ...(rate.pausedFor !== undefined && { allPausedFor: rate.pausedFor }),
      guard: guardView(control, guardLimits),
      ...(control.pausedAfter && { pausedAfter: control.pausedAfter }),
      ...(rate.pausedAfter && { allPausedAfter: rate.pausedAfter }),
    };
  };

  const carryOut = async (campaign: CampaignRow, row: OrderRow): Promise<void> => {
    const { order, perSecond, calls, campaignId, by, atMs } = row;
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
      case 'end-canary':
        await controls.endCanary(campaignId, by);
        return;
      case 'set-ceiling':
        return rates.setCeiling(perSecond, by);
      case 'set-helpdesk':
        return rates.setHelpdesk(calls, by);
      case 'report-calls':
        return rates.reportCalls(calls ?? 0, by);
      case 'resend-notice':
        return;
      case 'resend-rejected':
        return controls.resend(campaignId, { atMs, ...(row.status !== undefined && { status: row.status }) });
      case 'refresh-quota':
        return rates.refreshQuota();
      case 'remind-now':
        // Else it was given out already, by a try that ended before the order was noted as done.
        if ((lastRoundAt(campaign) ?? 0) < atMs) await giveRound(needs, campaign, clock.now());
    }
  };

  return {
    status,
    order: async (staff, campaign, { order, perSecond, calls, account: sub, status: answer, key }) => {
      const action = actionOf(order);
      if (!may(staff, action)) return refused(forbidden(staff, action));
      if (campaign.state !== 'live') {
        return refused({ reason: 'conflict', text: `the campaign is ${campaign.state}; to order about its notices, it must be live` });
      }
      const before = await status(campaign);
      if (order === 'remind-now' ? isReminded(campaign, clock.now()) : isSo(before, order, perSecond, calls)) return ok(before);
      const id = idFor(staff, key ?? ids.next(), [campaign.id, order, perSecond, calls, sub, answer]);
      const known = await orders.get({ campaignId: campaign.id, id });
      if (known?.done) return ok(before);
      const refusal = order === 'resume-notices' ? mailRefusal(await checkMail()) : undefined;
      if (refusal !== undefined) return refused(refusal);
      const again = sub === undefined ? undefined : await noticeAgain(needs, campaign.id, sub, id);
      if (again?.ok === false) return again;
      const what = {
        ...(perSecond !== undefined && { perSecond }),
        ...(calls !== undefined && { calls }),
        ...(sub && { sub }),
        ...(answer !== undefined && { status: answer }),
      };
      const given = { id, campaignId: campaign.id, order, ...what, by: staff.username };
      const row = await orders.begin({ ...given, atMs: clock.now() });
      const sent = again && (await addAgain(needs, row, again.value));
      if (sent?.ok === false) return sent;
      await carryOut(campaign, row);
      // Senders end while notices are paused, and would be woken by the schedule only.
      await noticeQueue.send({ campaignId: campaign.id, worker: 0 });
      await orders.end(row);
      logger.log(messages.commandDone, { command: order, campaignId: campaign.id });
      return ok(await status(campaign));
    },
  };
}

/** What somebody must be allowed to do for an order: those who hear the holders do what is about them. */
export function actionOf(order: OrderName): Action {
  return order === 'report-calls' || order === 'resend-notice' ? 'helpHolders' : 'orderMail';
}

/** Whether everybody was reminded within a day. */
function isReminded(campaign: CampaignRow, nowMs: number): boolean {
  return nowMs - (lastRoundAt(campaign) ?? Number.NEGATIVE_INFINITY) < roundApartMs;
}

/** Whether an order would change nothing. The quota can be raised at any time. */
function isSo(
  status: MailStatus,
  order: Exclude<OrderName, 'remind-now'>,
  perSecond: number | undefined,
  calls: number | undefined,
): boolean {
  const { pausedFor, allPausedFor, ceiling, helpdeskPerHour } = status;
  switch (order) {
    case 'pause-notices':
      return pausedFor !== undefined && pausedFor !== 'canary';
    case 'resume-notices':
      return pausedFor === undefined || pausedFor === 'canary';
    case 'resume-all-mail':
      return allPausedFor === undefined;
    case 'end-canary':
      return pausedFor !== 'canary';
    case 'set-ceiling':
      return ceiling === perSecond;
    case 'set-helpdesk':
      return helpdeskPerHour === calls;
    case 'refresh-quota':
    case 'report-calls':
    case 'resend-notice':
    case 'resend-rejected':
      return false;
  }
}
