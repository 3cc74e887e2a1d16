import type { Language } from '#domain/account/language.ts';
import type { MailTexts, NoticeTexts } from '#shared/languages/mails.ts';
import { fill } from '#shared/languages/texts.ts';
import { escapeHtml, frame, paragraph, style } from '../frame.ts';

/** What a notice, or a reminder, says. */
export type NoticeWords = NoticeTexts & Pick<MailTexts, 'username'>;

/**
 * The HTML of a notice, as a template of SES. SES puts values in as they are ("SES doesn't escape HTML content when rendering the HTML
 * template", Amazon SES Developer Guide, Advanced email personalization), so this part has placeholders of its own for escaped values.
 */
export function noticeHtml(language: Language, words: NoticeWords, origin: string): string {
  const link = `<a href="${escapeHtml(origin)}" style="${style.link}">${escapeHtml(origin)}</a>`;
  const reference = `<strong style="${style.reference}">{{referenceHtml}}</strong>`;
  const filled = (text: string) => fill(escapeHtml(text), { origin: link, reference });
  const list = (tag: 'ul' | 'ol', points: readonly string[]) =>
    `<${tag} style="${style.list}">\n${points.map((point) => `<li style="${style.item}">${filled(point)}</li>`).join('\n')}\n</${tag}>`;
  const heading = (text: string) => `<h2 style="${style.heading}">${escapeHtml(text)}</h2>`;
  return frame(
    language,
    words,
    [
      paragraph('{{greetingHtml}}'),
      paragraph(words.happened),
      `<p style="${style.box}">${escapeHtml(words.username)} <strong>{{usernameHtml}}</strong></p>`,
      heading(words.meaning.heading),
      list('ul', words.meaning.points),
      heading(words.steps.heading),
      list('ol', words.steps.points),
      paragraph(words.steps.elsewhere),
      heading(words.genuine.heading),
      ...words.genuine.points.map((point) => `<p style="${style.quiet}">${filled(point)}</p>`),
    ].join('\n'),
  );
}
