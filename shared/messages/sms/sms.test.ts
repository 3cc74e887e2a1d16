import { describe, expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { textSize } from '#domain/campaign/text-spend.ts';
import { lintText } from '../lint.ts';
import { sms } from './sms.ts';

const origins = [
  'https://herstel.example.nl',
  'https://abcdefghij.execute-api.ap-southeast-2.amazonaws.com/prod',
  `https://${'a'.repeat(62)}`,
];

describe('the text message', () => {
  it.each(languages.flatMap((language) => origins.map((origin) => [language, origin] as const)))(
    'passes the linter and is one part (%s, %s)',
    (language, pagesOrigin) => {
      expect(lintText((each) => sms(each, { pagesOrigin }), { pagesOrigin })).toEqual([]);
      expect(textSize(sms(language, { pagesOrigin }))).toEqual({ alphabet: 'gsm7', parts: 1 });
    },
  );

  it('is two parts in French with an address of 72 characters', () => {
    expect(textSize(sms('fr', { pagesOrigin: `https://${'a'.repeat(64)}` })).parts).toBe(2);
  });

  it('ends with the address, so that nothing behind it is taken for a part of it', () => {
    for (const language of languages)
      expect(sms(language, { pagesOrigin: 'https://herstel.example.nl' })).toMatch(/ https:\/\/herstel\.example\.nl$/);
  });
});
