import type { Language } from '#domain/account/language.ts';
import { pagesAddress } from '../frame.ts';
import { smsWords } from './words.ts';

/** The text message to holders whom no mail reaches. One part with an address of up to 70 characters. */
export function sms(language: Language, { pagesOrigin }: { readonly pagesOrigin: string }): string {
  return smsWords[language].replace('{origin}', pagesAddress(pagesOrigin));
}
