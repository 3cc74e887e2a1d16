import type { Grade } from '#domain/account/grade.ts';
import type { Language } from '#domain/account/language.ts';
import { mailTexts } from '#shared/languages/mails.ts';
import { escapeHtml, type Mail, pagesAddress } from '../frame.ts';
import { greeting, shownUsername } from '../greeting.ts';
import { type NoticeWords, noticeHtml } from './html.ts';
import { noticeText } from './text.ts';

/** Placeholders of the notice: each stands in the HTML or in the text, and {@link noticeData} gives a value for each. */
export const noticePlaceholders = ['greeting', 'greetingHtml', 'username', 'usernameHtml', 'reference', 'referenceHtml'] as const;

/** Values of a notice's placeholders. */
export type NoticeData = Readonly<Record<(typeof noticePlaceholders)[number], string>>;

/** What a notice is made with. */
export interface NoticeOptions {
  /** Address of the holders' pages. */
  readonly pagesOrigin: string;
  /** How surely an intruder has the password. @default 'precaution' */
  readonly grade?: Grade;
}

/** Whom a notice, or a reminder, is for. */
export interface Addressee {
  readonly language: Language;
  readonly username: string;
  readonly name?: string;
  /** The mail's reference, as `referenceOf` makes it. */
  readonly reference: string;
}

/**
 * The mail that tells a holder what happened, as a template for SES. It holds no code, no personal link and nothing to load; `pagesOrigin`
 * is the one address in it.
 */
export function notice(language: Language, { pagesOrigin, grade = 'precaution' }: NoticeOptions): Mail {
  const words = wordsOf(language, grade);
  const address = pagesAddress(pagesOrigin);
  const { subject, preheader } = words;
  return { subject, preheader, html: noticeHtml(language, words, address), text: noticeText(words, address) };
}

/** What a notice of this grade says. */
function wordsOf(language: Language, grade: Grade): NoticeWords {
  const { username, notice: precaution, ...texts } = mailTexts[language];
  if (grade === 'precaution') return { username, ...precaution };
  const { preheader, happened, means } = texts[grade];
  const meaning = { ...precaution.meaning, points: [...means, ...precaution.meaning.points] };
  return { username, ...precaution, preheader, happened, meaning };
}

/** What a notice says of one account. A name that could carry a message of its own is left out. */
export function noticeData({ language, username: given, name, reference }: Addressee): NoticeData {
  const hello = greeting(language, name);
  const username = shownUsername(given);
  const texts = { greetingHtml: escapeHtml(hello), usernameHtml: escapeHtml(username), referenceHtml: escapeHtml(reference) };
  return { greeting: hello, username, reference, ...texts };
}
