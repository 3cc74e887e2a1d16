import { fill } from '#shared/languages/texts.ts';
import { wrap } from '../frame.ts';
import type { NoticeWords } from './html.ts';

/** The plain text of a notice, as a template of SES. */
export function noticeText(words: NoticeWords, origin: string): string {
  const filled = (text: string) => fill(text, { origin, reference: '{{reference}}' });
  const points = (mark: (index: number) => string, texts: readonly string[]) =>
    texts.map((text, index) => wrap(`${mark(index)} ${filled(text)}`, ' '.repeat(mark(index).length + 1))).join('\n');
  return `${[
    '{{greeting}}',
    wrap(words.happened),
    `   ${words.username} {{username}}`,
    `${words.meaning.heading}\n\n${points(() => '-', words.meaning.points)}`,
    `${words.steps.heading}\n\n${points((index) => `${index + 1}.`, words.steps.points)}`,
    wrap(words.steps.elsewhere),
    `${words.genuine.heading}\n\n${words.genuine.points.map((point) => wrap(filled(point))).join('\n\n')}`,
  ].join('\n\n')}\n`;
}
