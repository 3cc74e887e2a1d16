import type { Language } from '#domain/account/language.ts';
import type { CodeTexts } from '#shared/languages/mails.ts';
import { fill } from '#shared/languages/texts.ts';
import { escapeHtml, frame, paragraph, style } from '../frame.ts';
import type { Shown } from './text.ts';

/** The HTML of a mail with a code. */
export function codeHtml(language: Language, words: CodeTexts, { code, reference, origin }: Shown): string {
  return frame(
    language,
    words,
    [
      paragraph(words.asked),
      `<p style="${style.code}"><strong>${escapeHtml(code)}</strong></p>`,
      paragraph(fill(words.use, { origin })),
      paragraph(words.newest),
      paragraph(words.secret),
      paragraph(fill(words.another, { reference })),
      paragraph(words.notYou, style.quiet),
    ].join('\n'),
  );
}
