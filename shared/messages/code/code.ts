import type { Language } from '#domain/account/language.ts';
import { mailTexts } from '#shared/languages/mails.ts';
import { type Mail, pagesAddress } from '../frame.ts';
import { codeHtml } from './html.ts';
import { codeText } from './text.ts';

/** What a mail with a code tells. */
export interface CodeMailOptions {
  /** The code: 8 digits. */
  readonly code: string;
  /** The mail's reference, as `referenceOf` makes it. */
  readonly reference: string;
  readonly pagesOrigin: string;
}

/** The mail with a code that a holder asked for. It greets nobody: an address may belong to several accounts. */
export function codeMail(language: Language, { code, reference, pagesOrigin }: CodeMailOptions): Mail {
  const { code: words } = mailTexts[language];
  const shown = { code: `${code.slice(0, 4)} ${code.slice(4)}`, reference, origin: pagesAddress(pagesOrigin) };
  return {
    subject: words.subject,
    preheader: words.preheader,
    html: codeHtml(language, words, shown),
    text: codeText(words, shown),
  };
}
