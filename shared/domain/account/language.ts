/** What is known of a language apart from its texts. */
interface LanguageFacts {
  /** What it calls itself. */
  readonly own: string;
  /** What staff call it. */
  readonly english: string;
  /** Whose dates and times it writes: a BCP 47 tag. */
  readonly locale: string;
}

/** The languages of mails and pages. A line makes a language known; its texts are the folder of `shared/languages` with the same name. */
export const languageFacts = {
  nl: { own: 'Nederlands', english: 'Dutch', locale: 'nl-NL' },
  en: { own: 'English', english: 'English', locale: 'en-GB' },
  de: { own: 'Deutsch', english: 'German', locale: 'de-DE' },
  fr: { own: 'Français', english: 'French', locale: 'fr-FR' },
} as const satisfies Readonly<Record<string, LanguageFacts>>;

/** Code of a language (ISO 639-1). */
export type Language = keyof typeof languageFacts;

/** All codes. */
export const languages = Object.keys(languageFacts) as readonly Language[];

/** The language of a tag such as `nl-BE` or `nl_BE`; undefined where it is not one of ours. */
export function findLanguage(tag: string): Language | undefined {
  const primary = tag.trim().toLowerCase().split(/[-_;]/)[0];
  return languages.find((language) => language === primary);
}

/** The language of an account with this `locale`; English where there is none, or it is not one of ours. */
export function languageOf(locale: string | undefined): Language {
  return findLanguage(locale ?? '') ?? 'en';
}
