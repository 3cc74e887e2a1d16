import i18next from 'i18next';
import { type Language, languages } from '#domain/account/language.ts';

/** Texts by id. An id is permanent: its text may change, its meaning may not. `{{name}}` takes a value; `id_one` and `id_other` go by `count`. */
export type Texts = Readonly<Record<string, string>>;

/** The id under which a text is asked for: without the plural's ending. */
export type TextId<T extends Texts> = keyof T & string extends infer Key
  ? Key extends `${infer Base}_one` | `${infer Base}_other`
    ? Base
    : Key
  : never;

/** Gives the text of an id in one language. Values are put in as they are: escape the text where it becomes markup. */
export type Translate<T extends Texts> = (id: TextId<T>, values?: Readonly<Record<string, string | number>>) => string;

/** Translations for some texts; every language has every id. One instance of i18next a language, made here and never changed. */
export function makeTranslations<T extends Texts>(texts: Readonly<Record<Language, T>>): Readonly<Record<Language, Translate<T>>> {
  const entries = languages.map((language) => {
    const instance = i18next.createInstance();
    instance.init({
      lng: language,
      initAsync: false,
      resources: { [language]: { translation: texts[language] } },
      interpolation: { escapeValue: false },
      keySeparator: false,
      nsSeparator: false,
    });
    const translate: Translate<T> = (id, values = {}) => instance.t(id as string, { ...values });
    return [language, translate] as const;
  });
  return Object.fromEntries(entries) as Record<Language, Translate<T>>;
}
