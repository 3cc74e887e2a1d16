import type { Language } from '#domain/account/language.ts';
import { mailTexts } from '#shared/languages/mails.ts';
import { fill } from '#shared/languages/texts.ts';
import { pagesAddress } from '../frame.ts';

/** The text message to holders whom no mail reaches. One part with an address of up to 70 characters. */
export function sms(language: Language, { pagesOrigin }: { readonly pagesOrigin: string }): string {
  return fill(mailTexts[language].sms, { origin: pagesAddress(pagesOrigin) });
}
