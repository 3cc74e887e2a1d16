import type { AccountRow } from '#domain/account/account.ts';
import type { StepOutcome } from '#domain/next-channel/next-channel.ts';
import type { NoticeRow } from '#domain/notice/notice.ts';
import { defaultQuiet, hoursOf, quietUntil } from '#domain/pacing/quiet-hours.ts';
import type { Dependencies } from './dependencies.ts';
import type { Round } from './round.ts';

/** What becomes of a step. */
export type Next =
  /** It waits for a person. */
  | { readonly kind: 'fall-due'; readonly lookAt: number }
  /** This mail goes out for it. */
  | { readonly kind: 'taken'; readonly mail: NonNullable<NoticeRow['mail']>; readonly lookAt: number }
  /** Nothing yet. */
  | { readonly kind: 'wait'; readonly lookAt: number }
  /** Its text has to let others go first. */
  | { readonly kind: 'put-off'; readonly lookAt: number }
  /** Somebody else took it up. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'ended'; readonly outcome: 'delivered' | 'sent' | 'recovered' }
  | { readonly kind: 'failed'; readonly outcome: StepOutcome };

/**
 * How often a step whose mail or text is under way is, in ms; longer than an invocation lasts, so that a mail that is missing then was never written, and
 * whoever sent the text does not say any more what became of it.
 */
export const underWayMs = 600_000;

/** Until when a holder keeps quiet hours, in ms since 1970: nobody texts or calls them before; undefined where they keep none now. */
export function quietFor({ clock, timeZone }: Dependencies, { campaign }: Round, account: AccountRow): number | undefined {
  return quietUntil(clock.now(), account.timeZone ?? timeZone, hoursOf(campaign.quietHours ?? defaultQuiet));
}
