import { describe, expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { namedAtMost } from '#domain/next-channel/next-channel.ts';
import { lintMail } from '../lint.ts';
import { filled } from '../preview.ts';
import { organisation, organisationData, organisationPlaceholders } from './organisation.ts';
import { organisationPreview } from './preview.ts';

const pagesOrigin = 'https://herstel.example.nl';
const unreached = {
  language: 'en',
  username: 'Korenmaat & Co',
  named: ['a.jansen', '<b>x'],
  more: 5,
  reference: '4K7M-12XW-D9FT',
} as const;

describe('the mail to the contact of an organisation', () => {
  it('passes the linter in every language', () => {
    expect(
      lintMail((language) => organisation(language, { pagesOrigin }), { pagesOrigin, placeholders: organisationPlaceholders }),
    ).toEqual([]);
  });

  it('makes no link of a user name that somebody wrote like one, and leaves others as they are', () => {
    const data = organisationData({
      ...unreached,
      named: ['https://evil.example/login', 'www.evil.example', 'j.jansen', 'jan@example.org'],
      more: 0,
    });
    const shown = Object.values(data).join('\n');
    expect(shown).not.toContain('evil.example');
    expect(shown).toContain('https···evil·example·login');
    expect(shown).toContain('j.jansen');
    expect(shown).toContain('jan@example.org');
  });

  it.each(languages)('says the same in HTML and in plain text (%s)', (language) => {
    const { html, text } = organisation(language, { pagesOrigin });
    const words = (markup: string) => markup.match(/[\p{L}'’]{2,}/gu) ?? [];
    const body = html
      .slice(html.indexOf('</h1>'))
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll('&#39;', "'")
      .replaceAll(/\{\{\w+\}\}/g, ' ');
    expect(words(body)).toEqual(words(text.replaceAll(/\{\{\w+\}\}/g, ' ')));
  });

  it('lists the user names, and counts those that it does not list', () => {
    const data = organisationData(unreached);
    expect(Object.keys(data).sort()).toEqual([...organisationPlaceholders].sort());
    expect(data.accounts.split('\n')).toEqual(['   - a.jansen', '   - <b>x', '   - and 5 more']);
    expect(organisationData({ ...unreached, more: 0 }).accounts).not.toContain('more');
  });

  it('is previewed with as many user names as it lists at most, and passes the linter so', () => {
    expect(lintMail((language) => filled(organisationPreview, language, { pagesOrigin }), { pagesOrigin })).toEqual([]);
    const { html, text } = filled(organisationPreview, 'en', { pagesOrigin });
    expect(text.match(/^ {3}- .*$/gm)).toHaveLength(namedAtMost + 1);
    expect(text).toContain('   - and 3 more');
    expect(html).toContain('Bakkerij &#39;t Hoekje');
  });

  it('escapes values for the HTML', () => {
    const { organisationHtml, accountsHtml } = organisationData(unreached);
    expect(organisationHtml).toBe('Korenmaat &amp; Co');
    expect(accountsHtml).toContain('&lt;b&gt;x</li>');
  });
});
