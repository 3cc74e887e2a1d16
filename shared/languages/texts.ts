import { type Language, languages } from '#domain/account/language.ts';

/**
 * One part of the texts, in every language. Each part has a module of its own, so that a function has only the parts that it shows in its bundle: the
 * bundler puts in whatever the pattern in `load` matches.
 */
export async function inEveryLanguage<T>(load: (language: Language) => Promise<T>): Promise<Readonly<Record<Language, T>>> {
  const parts = await Promise.all(languages.map(async (language) => [language, await load(language)] as const));
  return Object.fromEntries(parts) as Record<Language, T>;
}

/** A text that names a number `{count}`, by the class of the number as `Intl.PluralRules` has it; `other` where a class has no form. */
export type Plural = Readonly<{ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>>;

/** The form of a plural for a number. */
export function formOf(language: Language, plural: Plural, count: number): string {
  return plural[new Intl.PluralRules(language).select(count)] ?? plural.other;
}

/** A text with its `{placeholders}` filled in; one without a value stays. Values are put in as they are: escape what becomes markup. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}
