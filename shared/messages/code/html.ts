import type { Language } from '#domain/account/language.ts';
import type { CodeTexts } from '#shared/languages/mails.ts';
import { fill } from '#shared/languages/texts.ts';
import { escapeHtml, frame, paragraph, style } from '../frame.ts';

/** The HTML of a mail with a code. `code` is as people read it: `1234 5678`. */
export function codeHtml(language: Language, words: CodeTexts, code: string, origin: string): string {
  return frame(
    language,
    words,
    [
      paragraph(words.asked),
      `<p style="${style.code}"><strong>${escapeHtml(code)}</strong></p>`,
      paragraph(fill(words.use, { origin })),
      paragraph(words.newest),
      paragraph(words.secret),
      paragraph(words.notYou, style.quiet),
    ].join('\n'),
  );
}
