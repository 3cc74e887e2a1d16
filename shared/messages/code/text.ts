import type { CodeTexts } from '#shared/languages/mails.ts';
import { fill } from '#shared/languages/texts.ts';
import { wrap } from '../frame.ts';

/** The plain text of a mail with a code. `code` is as people read it: `1234 5678`. */
export function codeText(words: CodeTexts, code: string, origin: string): string {
  const paragraphs = [fill(words.use, { origin }), words.newest, words.secret, words.notYou];
  return `${[wrap(words.asked), `   ${code}`, ...paragraphs.map((text) => wrap(text))].join('\n\n')}\n`;
}
