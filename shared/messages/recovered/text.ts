import { fill } from '#shared/languages/texts.ts';
import { wrap } from '../frame.ts';
import type { AccountValues, AccountWords } from './html.ts';

/** The plain text of a mail about something that happened to an account. */
export function accountText(words: AccountWords, { greeting, username, time }: AccountValues): string {
  return `${[
    greeting,
    wrap(fill(words.happened, { time })),
    `   ${words.username} ${username}`,
    wrap(words.now),
    `${words.notYou.heading}\n\n${wrap(words.notYou.text)}`,
  ].join('\n\n')}\n`;
}
