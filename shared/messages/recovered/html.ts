import type { Language } from '#domain/account/language.ts';
import type { AccountTexts, MailTexts } from '#shared/languages/mails.ts';
import { fill } from '#shared/languages/texts.ts';
import { escapeHtml, frame, paragraph, style } from '../frame.ts';

/** What every mail about something that happened to an account says, beside what happened. */
export type AccountWords = AccountTexts & Pick<MailTexts, 'username' | 'notYou'>;

/** Values of such a mail, as plain text. */
export interface AccountValues {
  readonly greeting: string;
  readonly username: string;
  /** When it happened, in words with its time zone. */
  readonly time: string;
}

/** The HTML of a mail about something that happened to an account. */
export function accountHtml(language: Language, words: AccountWords, { greeting, username, time }: AccountValues): string {
  return frame(
    language,
    words,
    [
      paragraph(greeting),
      paragraph(fill(words.happened, { time })),
      `<p style="${style.box}">${escapeHtml(words.username)} <strong>${escapeHtml(username)}</strong></p>`,
      paragraph(words.now),
      `<h2 style="${style.heading}">${escapeHtml(words.notYou.heading)}</h2>`,
      paragraph(words.notYou.text),
    ].join('\n'),
  );
}
