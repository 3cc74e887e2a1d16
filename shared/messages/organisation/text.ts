import type { OrganisationTexts } from '#shared/languages/mails.ts';
import { fill } from '#shared/languages/texts.ts';
import { wrap } from '../frame.ts';

/** The plain text of the mail to a contact, as a template of SES. */
export function organisationText(words: OrganisationTexts, origin: string): string {
  const filled = (text: string) => fill(text, { origin, reference: '{{reference}}' });
  return `${[
    words.greeting,
    wrap(words.happened),
    `   ${words.organisation} {{organisation}}`,
    wrap(words.unreached),
    '{{accounts}}',
    `${words.steps.heading}\n\n${words.steps.points.map((point, index) => wrap(`${index + 1}. ${filled(point)}`, '   ')).join('\n')}`,
    `${words.genuine.heading}\n\n${words.genuine.points.map((point) => wrap(filled(point))).join('\n\n')}`,
  ].join('\n\n')}\n`;
}
