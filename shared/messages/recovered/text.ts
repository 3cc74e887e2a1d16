import { wrap } from '../frame.ts';
import type { RecoveredValues } from './html.ts';
import type { RecoveredWords } from './words.ts';

/** The plain text of a mail about a changed password. */
export function recoveredText(words: RecoveredWords, { greeting, username, time }: RecoveredValues): string {
  return `${[
    greeting,
    wrap(words.happened.replace('{time}', time)),
    `   ${words.username} ${username}`,
    wrap(words.now),
    `${words.notYou.heading}\n\n${wrap(words.notYou.text)}`,
  ].join('\n\n')}\n`;
}
