import * as z from 'zod/mini';

const sesEvent = z.object({
  eventType: z.string(),
  mail: z.object({ messageId: z.string(), tags: z.optional(z.record(z.string(), z.array(z.string()))) }),
});

/** An event of SES, as far as it matters. */
export interface MailEvent {
  /** SES's `eventType`, such as `Delivery`. */
  readonly type: string;
  readonly messageId: string;
  /** From the tags `campaign` and `account`, which only notices carry. */
  readonly campaignId: string | undefined;
  readonly sub: string | undefined;
}

/** Reads an event of SES; undefined when it is none. */
export function parseEvent(body: unknown): MailEvent | undefined {
  const parsed = sesEvent.safeParse(body);
  if (!parsed.success) return undefined;
  const { eventType, mail } = parsed.data;
  return { type: eventType, messageId: mail.messageId, campaignId: mail.tags?.campaign?.[0], sub: mail.tags?.account?.[0] };
}
