import type { CodeTexts } from '#shared/languages/mails.ts';
import { fill } from '#shared/languages/texts.ts';
import { wrap } from '../frame.ts';

/** What a mail with a code shows: the code as people read it (`1234 5678`), its reference, and the address of the pages. */
export type Shown = Readonly<Record<'code' | 'reference' | 'origin', string>>;

/** The plain text of a mail with a code. */
export function codeText(words: CodeTexts, { code, reference, origin }: Shown): string {
  const paragraphs = [fill(words.use, { origin }), words.newest, words.secret, fill(words.another, { reference }), words.notYou];
  return `${[wrap(words.asked), `   ${code}`, ...paragraphs.map((text) => wrap(text))].join('\n\n')}\n`;
}
