import * as z from 'zod/mini';
import { domainOf } from '#domain/account/account.ts';
import { furtherKind, type NoticeKey } from '#domain/notice/notice.ts';
import { isOfDomain } from '#domain/pacing/back-off.ts';
import { recoveryMailTag } from '#domain/recovery/recovery.ts';

const sesEvent = z.object({
  eventType: z.string(),
  mail: z.object({ messageId: z.string(), timestamp: z.iso.datetime(), tags: z.optional(z.record(z.string(), z.array(z.string()))) }),
  bounce: z.optional(z.object({ bounceType: z.string(), bounceSubType: z.optional(z.string()) })),
  deliveryDelay: z.optional(z.object({ delayType: z.string(), delayedRecipients: z.array(z.object({ emailAddress: z.string() })) })),
  complaint: z.optional(z.object({ complaintSubType: z.nullish(z.string()) })),
});

/** An event of SES, as far as it matters. */
export interface MailEvent {
  /** SES's `eventType`, such as `Delivery`. */
  readonly type: string;
  readonly messageId: string;
  /** When SES took the mail, in ms since 1970. */
  readonly sentAt: number;
  /** From the tags `campaign` and `account`, which only notices carry. */
  readonly campaignId: string | undefined;
  readonly sub: string | undefined;
  /** From the tag `mail`, which only further mails carry. */
  readonly mail: NoticeKey['mail'] | undefined;
  /** Whether it is about a code or a confirmation. */
  readonly ofRecovery: boolean;
  /** Domains that put the mail off, for a reason of their own. */
  readonly delayedBy: readonly string[];
  /** Whether it is a bounce for a reason that may pass, or none at all: a reply. */
  readonly soft: boolean;
  /** What it counts as at AWS against our reputation. */
  readonly harm: 'bounced' | 'complained' | undefined;
}

/** An address on the account's suppression list was not mailed at all. */
const suppressed = 'OnAccountSuppressionList';

/** What SES publishes once to a topic that it is to send events to. */
export const welcome = 'Successfully validated SNS topic for Amazon SES event publishing.';

/** Reads an event of SES from its JSON text; undefined when it is none. */
export function parseEvent(message: string): MailEvent | undefined {
  const parsed = sesEvent.safeParse(parseJson(message));
  if (!parsed.success) return undefined;
  const { eventType, mail, bounce, complaint, deliveryDelay } = parsed.data;
  const tag = mail.tags?.mail?.[0];
  const further = furtherMail(tag);
  const delayed = deliveryDelay !== undefined && isOfDomain(deliveryDelay.delayType) ? deliveryDelay.delayedRecipients : [];
  const bounced = eventType === 'Bounce' && bounce?.bounceType === 'Permanent' && bounce.bounceSubType !== suppressed;
  const complained = eventType === 'Complaint' && complaint?.complaintSubType !== suppressed;
  return {
    type: eventType,
    messageId: mail.messageId,
    sentAt: Date.parse(mail.timestamp),
    campaignId: mail.tags?.campaign?.[0],
    // A mail of a kind that nobody knows is not the first notice.
    sub: tag !== undefined && further === undefined ? undefined : mail.tags?.account?.[0],
    mail: further,
    ofRecovery: tag === recoveryMailTag,
    delayedBy: [...new Set(delayed.map(({ emailAddress }) => domainOf(emailAddress)))],
    soft: bounce !== undefined && bounce.bounceType !== 'Permanent',
    harm: bounced ? 'bounced' : complained ? 'complained' : undefined,
  };
}

function furtherMail(tag: string | undefined): NoticeKey['mail'] {
  return furtherKind(tag) === undefined ? undefined : (tag as NoticeKey['mail']);
}

function parseJson(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
