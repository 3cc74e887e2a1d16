import { inEveryLanguage } from './texts.ts';

/** What stands around every page, for those who hear a page rather than see it. */
export interface LayoutTexts {
  /** Link to the content, past the header. */
  readonly skip: string;
  readonly navigation: string;
  /** Name of the list of languages. */
  readonly languages: string;
}

/** The texts around a page in every language. */
export const layoutTexts = await inEveryLanguage<LayoutTexts>(async (language) => (await import(`./${language}/layout.ts`)).layout);
