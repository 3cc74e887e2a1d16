import { type Language, languageFacts } from '#domain/account/language.ts';
import { mailTexts } from '#shared/languages/mails.ts';
import type { Mail } from '../frame.ts';
import { greeting, shownUsername } from '../greeting.ts';
import { type AccountValues, type AccountWords, accountHtml } from './html.ts';
import { accountText } from './text.ts';

/** What a mail about something that happened to an account tells. */
export interface AccountMailOptions {
  readonly username: string;
  readonly name?: string;
  /** When it happened, in ms since 1970. */
  readonly atMs: number;
  /** IANA name of the time zone in which to tell it. @default 'Europe/Amsterdam' */
  readonly timeZone?: string;
}

/** The mail that tells a holder, after the fact, that the password was changed. */
export function recoveredMail(language: Language, options: AccountMailOptions): Mail {
  return accountMail(language, 'recovered', options);
}

/** A mail about something that happened to an account. */
export function accountMail(
  language: Language,
  what: 'recovered' | 'guessed',
  { username, name, atMs, timeZone = 'Europe/Amsterdam' }: AccountMailOptions,
): Mail {
  const words: AccountWords = { ...mailTexts[language], ...mailTexts[language][what] };
  const values: AccountValues = {
    greeting: greeting(language, name),
    username: shownUsername(username),
    time: timeInWords(language, atMs, timeZone),
  };
  const { subject, preheader } = words;
  return { subject, preheader, html: accountHtml(language, words, values), text: accountText(words, values) };
}

/** `vrijdag 20 november 2026 om 14:05 (Midden-Europese standaardtijd)`. */
function timeInWords(language: Language, atMs: number, timeZone: string): string {
  const at = new Date(atMs);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(languageFacts[language].locale, { timeZone, ...options });
  const moment = format({ dateStyle: 'full', timeStyle: 'short' }).format(at);
  const zone =
    format({ timeZoneName: 'long' })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return `${moment} (${zone})`;
}
