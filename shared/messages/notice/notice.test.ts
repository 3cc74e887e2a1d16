import { describe, expect, it } from 'vitest';
import { grades } from '#domain/account/grade.ts';
import { languages } from '#domain/account/language.ts';
import { lintMail } from '../lint.ts';
import { filled } from '../preview.ts';
import { notice, noticeData, noticePlaceholders } from './notice.ts';
import { noticePreview } from './preview.ts';

const pagesOrigin = 'https://herstel.example.nl';
const account = { language: 'nl', username: 'j.jansen', reference: '4K7M-12XW-D9FT' } as const;
const texts = languages.flatMap((language) => grades.map((grade) => [language, grade] as const));

describe('the notice', () => {
  it.each(grades)('passes the linter in every language: no secret, no tracker, no address but the configured one (%s)', (grade) => {
    expect(lintMail((language) => notice(language, { pagesOrigin, grade }), { pagesOrigin, placeholders: noticePlaceholders })).toEqual([]);
  });

  it('leads to the directory of the pages where they do not stand at the root', () => {
    const behindStage = 'https://api.example.nl/prod';
    expect(notice('en', { pagesOrigin: behindStage }).html).toContain('href="https://api.example.nl/prod/"');
    expect(notice('en', { pagesOrigin }).html).toContain(`href="${pagesOrigin}"`);
    expect(
      lintMail((language) => notice(language, { pagesOrigin: behindStage }), {
        pagesOrigin: behindStage,
        placeholders: noticePlaceholders,
      }),
    ).toEqual([]);
  });

  it('says of each grade in every language something else of what happened, and the same of what to do', () => {
    for (const language of languages) {
      const mails = grades.map((grade) => notice(language, { pagesOrigin, grade }).html);
      expect(new Set(mails.map((html) => html.slice(0, html.indexOf('<ul')))).size).toBe(3);
      expect(new Set(mails.map((html) => html.slice(html.indexOf('<ol')))).size).toBe(1);
    }
    expect(notice('en', { pagesOrigin, grade: 'confirmed' }).text).toContain('We know that someone used your password.');
  });

  it.each(texts)('says the same in HTML and in plain text (%s, %s)', (language, grade) => {
    const { html, text } = notice(language, { pagesOrigin, grade });
    const words = (markup: string) => markup.match(/[\p{L}'’]{2,}/gu) ?? [];
    const body = html
      .slice(html.indexOf('</h1>'))
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll('&#39;', "'")
      .replaceAll(/\{\{\w+\}\}/g, ' ');
    expect(words(body)).toEqual(words(text.replaceAll(/\{\{\w+\}\}/g, ' ')));
  });

  it.each(grades)('is previewed without a placeholder, and passes the linter so (%s)', (grade) => {
    expect(lintMail((language) => filled(noticePreview(grade), language, { pagesOrigin }), { pagesOrigin })).toEqual([]);
    const { html, text } = filled(noticePreview(grade), 'nl', { pagesOrigin });
    for (const said of ['Beste Zoë d&#39;Hondt,', '<strong>zoe.dhondt</strong>', '>4K7M-12XW-D9FT</strong>']) expect(html).toContain(said);
    for (const said of ["Beste Zoë d'Hondt,", 'Gebruikersnaam: zoe.dhondt', '4K7M-12XW-D9FT']) expect(text).toContain(said);
  });

  it('has a value for each of its placeholders', () => {
    expect(Object.keys(noticeData(account)).sort()).toEqual([...noticePlaceholders].sort());
  });

  it('greets by name where there is one', () => {
    expect(noticeData({ ...account, name: 'Sanne de Vries' }).greeting).toBe('Beste Sanne de Vries,');
    expect(noticeData(account).greeting).toBe('Goedendag,');
  });

  it('escapes values for the HTML and leaves them as they are in the text', () => {
    const data = noticeData({ language: 'de', reference: 'r', username: '<b>&"x', name: 'Müller & "Söhne"' });
    expect(data.greeting).toBe('Guten Tag Müller & "Söhne",');
    expect(data.greetingHtml).toBe('Guten Tag Müller &amp; &quot;Söhne&quot;,');
    expect(data.username).toBe('<b>&"x');
    expect(data.usernameHtml).toBe('&lt;b&gt;&amp;&quot;x');
  });

  it.each([
    'Click https://evil.test now',
    'www evil test',
    'evil.test',
    'Call 0900123456',
    '<script>alert(1)</script>',
    '{{username}}',
    'Two\r\nlines',
    'Please send all of your money to this bank account today',
    'x'.repeat(61),
    '   ',
  ])('does not greet by a name that carries a message of its own: %s', (name) => {
    expect(noticeData({ ...account, name }).greeting).toBe('Goedendag,');
  });

  it.each(["Séan O'Neill-Özdemir", 'J.P. van der Berg', 'Jansen & Zn. B.V.', '山田太郎'])('greets by an unusual name: %s', (name) => {
    expect(noticeData({ ...account, name }).greeting).toBe(`Beste ${name},`);
  });

  it('takes line breaks and direction marks out of a user name', () => {
    expect(noticeData({ ...account, username: 'a\u202eb\r\nc' }).username).toBe('abc');
  });
});
