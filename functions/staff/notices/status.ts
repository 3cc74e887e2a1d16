import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { holdOf } from '#domain/pacing/canary.ts';
import { type Limit, limitOf, slowestOf } from '#domain/pacing/limits.ts';
import { type Hold, type PauseReason, pacedPerSecond } from '#domain/pacing/mail-rate.ts';
import { slotAt } from '#domain/pacing/pacing.ts';
import { type GuardView, guardView, type MailFates } from '#domain/pacing/reputation.ts';
import { type SendingKind, type SendingStop, type StopWords, sendingKinds, wordsFor } from '#domain/pacing/sending-stop.ts';
import { unaskedKey } from '#shared/aws/mail/code-way.ts';
import type { Dependencies } from '../dependencies.ts';
import { type CodeStatus, codeStatus } from './code-status.ts';
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

type Needs = Pick<Dependencies, 'rates' | 'controls' | 'progress' | 'buckets' | 'mailReserve' | 'guardLimits' | 'clock'>;

/** How the notices of a campaign go out now. */
export async function readMailStatus(
  { rates, controls, progress, buckets, mailReserve, guardLimits, clock }: Needs,
  { id }: CampaignRow,
): Promise<MailStatus> {
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
}
