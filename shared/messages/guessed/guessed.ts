import type { Language } from '#domain/account/language.ts';
import type { Mail } from '../frame.ts';
import { type AccountMailOptions, accountMail } from '../recovered/recovered.ts';

/** The mail that tells a holder that the second factor was guessed at, by somebody who reads their mail. */
export function guessedMail(language: Language, options: AccountMailOptions): Mail {
  return accountMail(language, 'guessed', options);
}
