import type { Language } from '#domain/account/language.ts';
import type { OrganisationTexts } from '#shared/languages/mails.ts';
import { fill } from '#shared/languages/texts.ts';
import { escapeHtml, frame, paragraph, style } from '../frame.ts';

/** The HTML of the mail to a contact, as a template of SES; values for it come escaped, as SES puts them in as they are. */
export function organisationHtml(language: Language, words: OrganisationTexts, origin: string): string {
  const link = `<a href="${escapeHtml(origin)}" style="${style.link}">${escapeHtml(origin)}</a>`;
  const filled = (text: string) =>
    fill(escapeHtml(text), { origin: link, reference: `<strong style="${style.reference}">{{referenceHtml}}</strong>` });
  const heading = (text: string) => `<h2 style="${style.heading}">${escapeHtml(text)}</h2>`;
  const points = words.steps.points.map((point) => `<li style="${style.item}">${filled(point)}</li>`);
  return frame(
    language,
    words,
    [
      paragraph(words.greeting),
      paragraph(words.happened),
      `<p style="${style.box}">${escapeHtml(words.organisation)} <strong>{{organisationHtml}}</strong></p>`,
      paragraph(words.unreached),
      `<ul style="${style.list}">{{accountsHtml}}</ul>`,
      heading(words.steps.heading),
      `<ol style="${style.list}">\n${points.join('\n')}\n</ol>`,
      heading(words.genuine.heading),
      ...words.genuine.points.map((point) => `<p style="${style.quiet}">${filled(point)}</p>`),
    ].join('\n'),
  );
}

/** One line of the list of accounts, as a value for the HTML. */
export function accountHtml(text: string): string {
  return `<li style="${style.item}">${escapeHtml(text)}</li>`;
}
