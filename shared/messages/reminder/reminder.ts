import type { Language } from '#domain/account/language.ts';
import { mailTexts } from '#shared/languages/mails.ts';
import { type Mail, pagesAddress } from '../frame.ts';
import { noticeHtml } from '../notice/html.ts';
import { noticeText } from '../notice/text.ts';

/**
 * The mail to holders who had a notice and have not chosen a new password, as a template for SES. Its placeholders are those of the notice, and so
 * are its steps: whoever kept the notice finds nothing new to do.
 */
export function reminder(language: Language, { pagesOrigin }: { readonly pagesOrigin: string }): Mail {
  const { username, notice, reminder: changed } = mailTexts[language];
  const words = { username, ...notice, ...changed };
  const address = pagesAddress(pagesOrigin);
  const { subject, preheader } = words;
  return { subject, preheader, html: noticeHtml(language, words, address), text: noticeText(words, address) };
}
