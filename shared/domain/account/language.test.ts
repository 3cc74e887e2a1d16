import { describe, expect, it } from 'vitest';
import { findLanguage, languageOf } from './language.ts';

describe('the language of a locale', () => {
  it.each([
    ['nl-BE', 'nl'],
    ['fr', 'fr'],
    ['de_AT', 'de'],
    ['EN-gb', 'en'],
    ['pl-PL', 'en'],
    [undefined, 'en'],
  ])('%s is %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });

  it('is found in what a browser accepts, and unknown where it is not one of ours', () => {
    expect(findLanguage(' nl;q=0.8')).toBe('nl');
    expect(findLanguage('pl')).toBeUndefined();
  });
});
