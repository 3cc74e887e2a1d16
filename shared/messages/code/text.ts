import { wrap } from '../frame.ts';
import type { CodeWords } from './words.ts';

/** The plain text of a mail with a code. `code` is as people read it: `1234 5678`. */
export function codeText(words: CodeWords, code: string, origin: string): string {
  const paragraphs = [words.use.replace('{origin}', origin), words.newest, words.secret, words.notYou];
  return `${[wrap(words.asked), `   ${code}`, ...paragraphs.map((text) => wrap(text))].join('\n\n')}\n`;
}
