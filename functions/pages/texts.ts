import { makeTranslations, type Translate } from '#shared/web/languages.ts';
import { de } from './texts/de.ts';
import { en, type PageTexts } from './texts/en.ts';
import { fr } from './texts/fr.ts';
import { nl } from './texts/nl.ts';

/** Gives what the pages say by id. */
export type Say = Translate<PageTexts>;

/** What the pages say, by language. */
export const translations = makeTranslations<PageTexts>({ nl, en, de, fr });
