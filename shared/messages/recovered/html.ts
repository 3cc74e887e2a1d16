import type { Language } from '#domain/account/language.ts';
import { escapeHtml, frame, paragraph, style } from '../frame.ts';
import type { RecoveredWords } from './words.ts';

/** Values of a mail about a changed password, as plain text. */
export interface RecoveredValues {
  readonly greeting: string;
  readonly username: string;
  /** The moment of the change, in words with its time zone. */
  readonly time: string;
}

/** The HTML of a mail about a changed password. */
export function recoveredHtml(language: Language, words: RecoveredWords, { greeting, username, time }: RecoveredValues): string {
  return frame(
    language,
    words,
    [
      paragraph(greeting),
      paragraph(words.happened.replace('{time}', time)),
      `<p style="${style.box}">${escapeHtml(words.username)} <strong>${escapeHtml(username)}</strong></p>`,
      paragraph(words.now),
      `<h2 style="${style.heading}">${escapeHtml(words.notYou.heading)}</h2>`,
      paragraph(words.notYou.text),
    ].join('\n'),
  );
}
