import { type Language, languages } from '#domain/account/language.ts';
import type { pages as english } from './en/pages.ts';
import { fill, formOf, inEveryLanguage, type Plural } from './texts.ts';

/** Id of a text. It is permanent: its text may change, its meaning may not. */
export type PageTextId = keyof typeof english;

/** What the holders' pages say in one language. */
export type PageTexts = { readonly [Id in PageTextId]: (typeof english)[Id] extends string ? string : Plural };

/** Gives a text of the pages, its placeholders filled in. `count` chooses the plural's form. Escape the text where it becomes markup. */
export type Say = (id: PageTextId, values?: Readonly<Record<string, string | number>>) => string;

const texts = await inEveryLanguage<PageTexts>(async (language) => (await import(`./${language}/pages.ts`)).pages);

/** What the holders' pages say, by language. */
export const pageTexts = Object.fromEntries(languages.map((language) => [language, makeSay(language)])) as Readonly<Record<Language, Say>>;

function makeSay(language: Language): Say {
  return (id, values = {}) => {
    const text: string | Plural = texts[language][id];
    return fill(unbroken(typeof text === 'string' ? text : formOf(language, text, Number(values.count))), values);
  };
}

/** With `e-mail` kept on one line: browsers break lines behind a hyphen, also behind a single letter. */
function unbroken(text: string): string {
  return text.replaceAll(/\b(e)-(?=mail)/gi, '$1\u2011');
}
