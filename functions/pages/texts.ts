import { makeTranslations, type Translate } from '#shared/web/languages.ts';
import { de } from './texts/de.ts';
import { en, type PageTexts } from './texts/en.ts';
import { fr } from './texts/fr.ts';
import { nl } from './texts/nl.ts';

/** Gives what the pages say by id. */
export type Say = Translate<PageTexts>;

/** What the pages say, by language. */
export const translations = makeTranslations<PageTexts>({ nl: unbroken(nl), en: unbroken(en), de: unbroken(de), fr: unbroken(fr) });

/** The same with `e-mail` kept on one line: browsers break lines behind a hyphen, also behind a single letter. */
function unbroken(texts: PageTexts): PageTexts {
  const entries = Object.entries(texts).map(([id, text]) => [id, text.replaceAll(/\b(e)-(?=mail)/gi, '$1\u2011')]);
  return Object.fromEntries(entries) as PageTexts;
}
