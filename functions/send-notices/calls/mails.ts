import { referenceOf } from '#domain/account/reference.ts';
import { furtherKind, type NoticeRow } from '#domain/notice/notice.ts';
import type { BulkEntry, MailContent } from '#shared/aws/mail/mailer.ts';
import { notice, noticeData } from '#shared/messages/notice/notice.ts';
import { organisation, organisationData } from '#shared/messages/organisation/organisation.ts';
import { reminder } from '#shared/messages/reminder/reminder.ts';

/** The template for notices of one language and one text. */
export function templateOf({ language, grade, mail }: NoticeRow, pagesOrigin: string): MailContent {
  if (furtherKind(mail) === 'reminder') return reminder(language, { pagesOrigin });
  if (furtherKind(mail) === 'organisation') return organisation(language, { pagesOrigin });
  return notice(language, { pagesOrigin, ...(grade && { grade }) });
}

/** What a bulk call says of one recipient. @param secret what references are made with */
export function entryOf(row: NoticeRow, secret: string, nowMs: number): BulkEntry {
  const { campaignId, sub, mail, grade = 'precaution' } = row;
  const kind = furtherKind(mail);
  const referred = kind === 'reminder' || kind === 'organisation' ? kind : grade;
  const reference = referenceOf(secret, { campaignId, sub, mail: referred, atMs: nowMs });
  return {
    to: row.address ?? '',
    data: kind === 'organisation' ? organisationData({ ...row, reference }) : noticeData({ ...row, reference }),
    tags: { campaign: campaignId, account: sub, ...(mail && { mail }) },
  };
}
