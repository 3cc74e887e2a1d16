import type { Language } from '#domain/account.ts';
import { escapeHtml, type Mail, pagesAddress } from '../frame.ts';
import { greeting, shownUsername } from '../greeting.ts';
import { noticeHtml } from './html.ts';
import { noticeText } from './text.ts';
import { noticeWords } from './words.ts';

/** Placeholders of the notice: each stands in the HTML or in the text, and {@link noticeData} gives a value for each. */
export const noticePlaceholders = ['greeting', 'greetingHtml', 'username', 'usernameHtml'] as const;

/** Values of a notice's placeholders. */
export type NoticeData = Readonly<Record<(typeof noticePlaceholders)[number], string>>;

/**
 * The mail that tells a holder what happened, as a template for SES. It holds no code, no personal link and nothing to load; `pagesOrigin`
 * is the one address in it.
 */
export function notice(language: Language, { pagesOrigin }: { readonly pagesOrigin: string }): Mail {
  const words = noticeWords[language];
  const address = pagesAddress(pagesOrigin);
  return { subject: words.subject, html: noticeHtml(language, words, address), text: noticeText(words, address) };
}

/** What a notice says of one account. A name that could carry a message of its own is left out. */
export function noticeData(account: { readonly language: Language; readonly username: string; readonly name?: string }): NoticeData {
  const hello = greeting(account.language, account.name);
  const username = shownUsername(account.username);
  return { greeting: hello, greetingHtml: escapeHtml(hello), username, usernameHtml: escapeHtml(username) };
}
