import type { Language } from '#domain/account/language.ts';
import { type Mail, pagesAddress } from '../frame.ts';
import { noticeHtml } from '../notice/html.ts';
import { noticeText } from '../notice/text.ts';
import { noticeWords } from '../notice/words.ts';
import { reminderWords } from './words.ts';

/**
 * The mail to holders who had a notice and have not chosen a new password, as a template for SES. Its placeholders are those of the notice, and so
 * are its steps: whoever kept the notice finds nothing new to do.
 */
export function reminder(language: Language, { pagesOrigin }: { readonly pagesOrigin: string }): Mail {
  const words = { ...noticeWords[language], ...reminderWords[language] };
  const address = pagesAddress(pagesOrigin);
  const { subject, preheader } = words;
  return { subject, preheader, html: noticeHtml(language, words, address), text: noticeText(words, address) };
}
