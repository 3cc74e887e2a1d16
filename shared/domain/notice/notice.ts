import type { Unreachable } from '../account/account.ts';
import type { Grade } from '../account/grade.ts';
import type { Language } from '../account/language.ts';
import type { Transition } from '../transition.ts';

/** Where a notice stands. `uncertain`: we asked SES to send and do not know whether it did. */
export type NoticeState = 'waiting' | 'claimed' | 'uncertain' | 'sent' | 'delivered' | 'bounced' | 'complained' | 'suppressed';

/**
 * Kinds of further mails to an account that had its first notice: a `reminder`; the notice once more (`again`), as staff asked; the notice of a
 * worse `grade`, as more became known; the notice to another `address` of the holder; the news to the contact of its `organisation`.
 */
export const furtherKinds = ['reminder', 'again', 'grade', 'address', 'organisation'] as const;

/** One of {@link furtherKinds}. */
export type FurtherKind = (typeof furtherKinds)[number];

/** What identifies a notice. */
export interface NoticeKey {
  readonly campaignId: string;
  readonly sub: string;
  /** Which further mail of the account: its kind, a hyphen, and what tells it from others of its kind, such as `reminder-2`; absent on the first notice. */
  readonly mail?: `${FurtherKind}-${string}`;
}

/** The place of a notice among those of its campaign. */
export function noticeId({ sub, mail }: NoticeKey): string {
  return mail === undefined ? sub : `${sub}#${mail}`;
}

/** The kind of a further mail; undefined for the first notice. */
export function furtherKind(mail: string | undefined): FurtherKind | undefined {
  const kind = mail?.split('-')[0];
  return furtherKinds.find((each) => each === kind);
}

/** One notice to one account. */
export interface NoticeRow extends NoticeKey {
  /** Told in the notice, as several accounts may share an address. */
  readonly username: string;
  readonly state: NoticeState;
  /** Where it goes; absent when there is no address. */
  readonly address?: string;
  readonly name?: string;
  readonly language: Language;
  /** Of a mail to a contact: the user names that it lists. */
  readonly named?: readonly string[];
  /** How many more user names there are than it lists. */
  readonly more?: number;
  /** Name of its holder's time zone, for quiet hours. @default that of the deployment */
  readonly timeZone?: string;
  /** What is known of the account; decides its text. @default precaution */
  readonly grade?: Grade;
  /** Number of the account's grading that gave it its text, where that came after the plan. */
  readonly grading?: number;
  /**
   * Why it is suppressed; `dormant`: the plan says so; `recovered`: a further mail that its holder needs no more; `overtaken`: a later reminder
   * takes its place; `regraded`: one of a worse grade does.
   */
  readonly reason?: Unreachable | 'exempt' | 'rejected' | 'dormant' | 'recovered' | 'overtaken' | 'regraded';
  /**
   * Order among the open notices of a lane, absent once nothing is left to do: `1#<rank>#<id>` waiting, `2#<time>#<id>` claimed until
   * then, `3#<time>#<id>` uncertain since then, `4#<time>#<id>` waiting and not to be sent before then, `5#<time>#<id>` not reached since then, and the next
   * channel not begun, `7#<time>#<id>` refused by SES at that time, and the next channel begun, `6#<time>#<id>` waiting until its domain takes mail again, or SES takes what it refused.
   */
  readonly open?: string;
  /** Whether a further mail with the text of a worse grade took its place while it was being sent; should it wait again, it is dropped. @default no */
  readonly superseded?: boolean;
  /** Whether it bounced for a reason that may pass. A reply such as *out of office* is reported so too, of a mail that was delivered. @default no */
  readonly soft?: boolean;
  /** SES's status where it refused this notice for a reason of the notice itself. */
  readonly status?: string;
  /** Whether it waits because staff had it sent again. @default no */
  readonly resent?: boolean;
  /** How often SES refused it for a reason that may not lie with this notice; it waits longer each time. @default never */
  readonly refusals?: number;
  /** Number of the latest attempt to send, from 1. */
  readonly attempt?: number;
  /** Who claimed it; only the claimer may record the outcome. */
  readonly claim?: string;
  /** Of a notice that is sent once more: id of the order. */
  readonly orderedBy?: string;
  /** Id that SES gave the mail. */
  readonly messageId?: string;
}

/** The changes of a notice's state. */
export const noticeTransitions = {
  /** Taken by a sender, before it asks SES, unless it got another text or address since the sender read it. */
  claim: {
    name: 'claim',
    from: ['waiting'],
    to: 'claimed',
    guard: [{ attribute: 'grading', is: 'below', value: 'unread' }],
    sets: ['attempt', 'claim', 'open'],
  },
  /** SES accepted it. */
  sent: {
    name: 'sent',
    from: ['claimed', 'uncertain'],
    to: 'sent',
    guard: [{ attribute: 'claim', is: 'equal', value: 'claim' }],
    sets: ['messageId'],
    removes: ['open'],
  },
  /** SES throttled the call, so the notice waits again. */
  release: {
    name: 'release',
    from: ['claimed'],
    to: 'waiting',
    guard: [{ attribute: 'claim', is: 'equal', value: 'claim' }],
    sets: ['open'],
    removes: ['claim'],
  },
  /** SES refused it for a reason that may not lie with this notice, so it is tried again later. */
  putAside: {
    name: 'putAside',
    from: ['claimed'],
    to: 'waiting',
    guard: [{ attribute: 'claim', is: 'equal', value: 'claim' }],
    sets: ['open', 'refusals'],
    removes: ['claim'],
  },
  /** SES refused it for a reason that lies with this notice, such as its address. */
  reject: {
    name: 'reject',
    from: ['claimed'],
    to: 'suppressed',
    guard: [{ attribute: 'claim', is: 'equal', value: 'claim' }],
    sets: ['reason', 'status', 'open'],
  },
  /** The claim ran out, or the call to SES ended without an answer. */
  doubt: {
    name: 'doubt',
    from: ['claimed'],
    to: 'uncertain',
    guard: [{ attribute: 'claim', is: 'equal', value: 'claim' }],
    sets: ['open'],
  },
  /** No event came within {@link doubtMs}, so it counts as not sent and waits again. */
  retry: {
    name: 'retry',
    from: ['uncertain'],
    to: 'waiting',
    guard: [{ attribute: 'claim', is: 'equal', value: 'claim' }],
    sets: ['open'],
    removes: ['claim'],
  },
  /** It may not be sent before a moment: its holder's quiet hours, or their mail provider asks for patience. */
  defer: { name: 'defer', from: ['waiting'], to: 'waiting', sets: ['open'] },
  /** More became known of its account: it gets the text of a worse grade, and a place further in front. */
  regrade: {
    name: 'regrade',
    from: ['waiting'],
    to: 'waiting',
    guard: [{ attribute: 'grading', is: 'below', value: 'grading' }],
    sets: ['grade', 'grading', 'address', 'open'],
  },
  /** A further mail took its place while it was being sent. */
  supersede: { name: 'supersede', from: ['waiting', 'claimed', 'uncertain'], sets: ['superseded'] },
  /** Its account was released, or recovered, before a sender claimed it. */
  drop: { name: 'drop', from: ['waiting'], to: 'suppressed', sets: ['reason'], removes: ['open'] },
  /** An event proves that SES has it: of one that waits again, that it had the attempt before. */
  confirm: { name: 'confirm', from: ['waiting', 'claimed', 'uncertain'], to: 'sent', sets: ['messageId'], removes: ['open'] },
  deliver: { name: 'deliver', from: ['waiting', 'claimed', 'uncertain', 'sent'], to: 'delivered', sets: ['messageId'], removes: ['open'] },
  bounce: {
    name: 'bounce',
    from: ['waiting', 'claimed', 'uncertain', 'sent', 'delivered'],
    to: 'bounced',
    sets: ['messageId', 'open'],
  },
  /** It bounced for a reason that may pass; what was delivered stays so. */
  softBounce: {
    name: 'softBounce',
    from: ['waiting', 'claimed', 'uncertain', 'sent'],
    to: 'bounced',
    sets: ['messageId', 'open', 'soft'],
  },
  /** It was delivered after a soft bounce was reported, such as an *out of office* reply. */
  deliverAfterAll: {
    name: 'deliverAfterAll',
    from: ['bounced'],
    to: 'delivered',
    guard: [{ attribute: 'soft', is: 'equal', value: 'soft' }],
    sets: ['messageId'],
    removes: ['open', 'soft'],
  },
  /** Staff had what SES refused sent again. */
  sendAgain: {
    name: 'sendAgain',
    from: ['suppressed'],
    to: 'waiting',
    guard: [{ attribute: 'reason', is: 'equal', value: 'reason' }],
    sets: ['open', 'resent'],
    removes: ['reason', 'status', 'claim'],
  },
  /** The next channel is begun for a notice that SES refused; staff can still have it sent again. */
  handOverRejected: { name: 'handOverRejected', from: ['suppressed'], sets: ['open'] },
  /** The next channel is begun, or there is none. */
  handOver: { name: 'handOver', from: ['bounced', 'suppressed'], removes: ['open'] },
  complain: {
    name: 'complain',
    from: ['waiting', 'claimed', 'uncertain', 'sent', 'delivered', 'bounced'],
    to: 'complained',
    sets: ['messageId'],
    removes: ['open'],
  },
} as const satisfies Record<string, Transition<NoticeState>>;

/** `open` of a waiting notice; a lower rank goes first. */
export function openWaiting(rank: number, id: string): string {
  return `1#${String(rank).padStart(6, '0')}#${id}`;
}

/** `open` of a notice claimed until `untilMs`. */
export function openClaimed(untilMs: number, id: string): string {
  return `2#${String(untilMs).padStart(15, '0')}#${id}`;
}

/** `open` of a notice in doubt since `sinceMs`. */
export function openUncertain(sinceMs: number, id: string): string {
  return `3#${String(sinceMs).padStart(15, '0')}#${id}`;
}

/** The rank in the `open` of a waiting notice; 0 where that holds none. */
export function rankIn(open: string | undefined): number {
  return open?.startsWith('1#') ? Number(open.split('#')[1]) : 0;
}

/** `open` of a notice that waits until `fromMs` at least. It goes out after those that may go at once. */
export function openDeferred(fromMs: number, id: string): string {
  return `4#${String(fromMs).padStart(15, '0')}#${id}`;
}

/** `open` of a notice that has not reached its holder since `sinceMs`. */
export function openUnreached(sinceMs: number, id: string): string {
  return `5#${String(sinceMs).padStart(15, '0')}#${id}`;
}

/** `open` of a notice that SES refused at `atMs`, and the next channel is begun. */
export function openRejected(atMs: number, id: string): string {
  return `7#${String(atMs).padStart(15, '0')}#${id}`;
}

/** The time in an `open`, in ms since 1970. */
export function timeIn(open: string): number {
  return Number(open.split('#')[1]);
}

/** `open` of a notice that waits until its domain takes mail again, or SES what it refused, at `fromMs`. It then goes out before those of its lane that wait their turn. */
export function openResting(fromMs: number, id: string): string {
  return `6#${String(fromMs).padStart(15, '0')}#${id}`;
}

/** How long a claim lasts before the notice is in doubt, in ms: longer than a slot and every call time-out together. */
export const claimMs = 60_000;

/** How long an uncertain notice waits for an event of SES before it is sent again, in ms. */
export const doubtMs = 600_000;
