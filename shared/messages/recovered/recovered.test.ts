import { describe, expect, it } from 'vitest';
import { type Language, languages } from '#domain/account/language.ts';
import { mailTexts } from '#shared/languages/mails.ts';
import { guessedMail } from '../guessed/guessed.ts';
import { guessedPreview } from '../guessed/preview.ts';
import { lintMail } from '../lint.ts';
import { filled } from '../preview.ts';
import { recoveredPreview } from './preview.ts';
import { recoveredMail } from './recovered.ts';

const pagesOrigin = 'https://herstel.example.nl';
const atMs = Date.UTC(2026, 10, 20, 13, 5);

describe('the mail about a changed password', () => {
  it.each([
    ['nl', 'vrijdag 20 november 2026 om 14:05 (Midden-Europese standaardtijd)'],
    ['en', 'Friday, 20 November 2026 at 14:05 (Central European Standard Time)'],
    ['de', 'Freitag, 20. November 2026 um 14:05 (Mitteleuropäische Normalzeit)'],
    ['fr', 'vendredi 20 novembre 2026 à 14:05 (heure normale d’Europe centrale)'],
  ] as const)('tells the moment in words, with its time zone (%s)', (language, moment) => {
    const { html, text } = recoveredMail(language, { username: 'j.jansen', atMs });
    expect(text.replaceAll('\n', ' ')).toContain(moment);
    expect(html).toContain(moment);
  });

  it('tells summer time as such', () => {
    const { html } = recoveredMail('nl', { username: 'j.jansen', atMs: Date.UTC(2026, 6, 1, 12) });
    expect(html).toContain('14:00 (Midden-Europese zomertijd)');
  });

  it.each(languages)('escapes the name and the user name in HTML (%s)', (language) => {
    const { html, text } = recoveredMail(language, { username: '<i>x', name: 'Jansen & Zn.', atMs });
    expect(html).toContain('&lt;i&gt;x');
    expect(html).toContain('Jansen &amp; Zn.');
    expect(text).toContain('<i>x');
  });

  it('passes the linter, but for the year', () => {
    const mail = (language: Language) => recoveredMail(language, { username: 'j.jansen', atMs });
    expect(lintMail(mail, { pagesOrigin })).toHaveLength(2 * languages.length);
    expect(lintMail(mail, { pagesOrigin, allowed: '2026' })).toEqual([]);
  });

  it('is previewed with a name and a moment, and passes the linter so', () => {
    const { html, text } = filled(recoveredPreview, 'nl', { pagesOrigin });
    expect(html).toContain('Beste Zoë d&#39;Hondt,');
    expect(text).toContain("Beste Zoë d'Hondt,");
    expect(lintMail((language) => filled(recoveredPreview, language, { pagesOrigin }), { pagesOrigin, allowed: '2026' })).toEqual([]);
  });
});

describe('the mail about a second factor that was guessed at', () => {
  it('passes the linter, but for the year', () => {
    const mail = (language: Language) => filled(guessedPreview, language, { pagesOrigin });
    expect(lintMail(mail, { pagesOrigin, allowed: '2026' })).toEqual([]);
  });

  it.each(languages)('names the account and the moment, and the helpdesk (%s)', (language) => {
    const { text } = guessedMail(language, { username: 'j.jansen', atMs });
    expect(text).toContain('j.jansen');
    expect(text).toMatch(/14:05/);
    expect(text.replaceAll('\n', ' ')).toContain(mailTexts[language].notYou.text);
  });
});
