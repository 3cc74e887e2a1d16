import type { Language } from '#domain/account/language.ts';
import { mailTexts } from '#shared/languages/mails.ts';
import { fill } from '#shared/languages/texts.ts';

/**
 * `Beste Sanne,`, or `Goedendag,` where there is no name that can be greeted. An intruder who held the account may have written the name,
 * so it is used only where it can carry neither an address nor a telephone number nor a message.
 */
export function greeting(language: Language, name: string | undefined): string {
  const plain = (name ?? '').normalize('NFC').trim();
  const { named, unnamed } = mailTexts[language].greeting;
  return isName(plain) ? fill(named, { name: plain }) : unnamed;
}

function isName(text: string): boolean {
  const written = /^[\p{L}\p{M}\p{N} .,'’&()"+/-]{1,60}$/u.test(text);
  const readsAsAddress = /\p{L}{2,}\.\p{L}{2,}|\/\/|\p{N}{3,}|www/iu.test(text);
  return written && !readsAsAddress && text.split(/\s+/).length <= 8;
}

/** A user name as a mail shows it: without control and formatting characters, which could break or turn the line. */
export function shownUsername(username: string): string {
  return username.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').slice(0, 128);
}
