import type { Language } from '#domain/account/language.ts';
import { mailTexts } from '#shared/languages/mails.ts';
import { fill, formOf } from '#shared/languages/texts.ts';
import { escapeHtml, type Mail, pagesAddress } from '../frame.ts';
import { shownUsername } from '../greeting.ts';
import { accountHtml, organisationHtml } from './html.ts';
import { organisationText } from './text.ts';

/** Placeholders of the mail to a contact; {@link organisationData} gives a value for each. */
export const organisationPlaceholders = [
  'organisation',
  'organisationHtml',
  'accounts',
  'accountsHtml',
  'reference',
  'referenceHtml',
] as const;

/** What a mail to a contact is about. */
export interface Unreached {
  readonly language: Language;
  /** The organisation, in the place of a user name. */
  readonly username: string;
  /** User names of its accounts whose holders could not be reached. @default none */
  readonly named?: readonly string[];
  /** And how many more there are. @default 0 */
  readonly more?: number;
  /** The mail's reference, as `referenceOf` makes it. */
  readonly reference: string;
}

/**
 * The mail that asks the contact of an organisation to tell its users, as a template for SES. It holds no code, no personal link and nothing to load; `pagesOrigin`
 * is the one address in it.
 */
export function organisation(language: Language, { pagesOrigin }: { readonly pagesOrigin: string }): Mail {
  const { organisation: words } = mailTexts[language];
  const address = pagesAddress(pagesOrigin);
  const { subject, preheader } = words;
  return { subject, preheader, html: organisationHtml(language, words, address), text: organisationText(words, address) };
}

/** What a mail to a contact says of one organisation. */
export function organisationData(of: Unreached): Readonly<Record<(typeof organisationPlaceholders)[number], string>> {
  const { language, username, named = [], more = 0, reference } = of;
  const rest = more === 0 ? [] : [fill(formOf(language, mailTexts[language].organisation.more, more), { count: more })];
  const lines = [...named.map(unlinked), ...rest];
  const shown = shownUsername(username);
  return {
    organisation: shown,
    organisationHtml: escapeHtml(shown),
    accounts: lines.map((line) => `   - ${line}`).join('\n'),
    accountsHtml: lines.map(accountHtml).join('\n'),
    reference,
    referenceHtml: escapeHtml(reference),
  };
}

/** A user name that its holder, or an intruder, wrote like a link is shown so that no mail client makes one of it. */
function unlinked(username: string): string {
  const shown = shownUsername(username);
  return /[/:\\]|^www\./i.test(shown) ? shown.replaceAll(/[^\p{L}\p{N}]/gu, '·') : shown;
}
