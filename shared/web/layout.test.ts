import { describe, expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { layout } from './layout.ts';
import { html } from './markup.ts';
import { staticFiles, stylesheet } from './style.ts';

const page = (path: string) =>
  layout({
    path,
    language: 'nl',
    title: '<Titel>',
    home: '/',
    width: 'narrow',
    navigation: [
      { path: '/a', label: 'A' },
      { path: '/a/b', label: 'B' },
    ],
    foot: 'Voet',
    offerLanguages: true,
    body: html`<h1>${'<Kop>'}</h1>`,
  });

describe('a page', () => {
  it('says its language, and itself among the links', () => {
    expect(page('/a')).toContain('<html lang="nl">');
    expect(page('/a')).toContain('<a href="./a" aria-current="page">A</a>');
    expect(page('/a')).toContain('<a href="./a/b">B</a>');
  });

  it('escapes what it is given', () => {
    expect(page('/a')).toContain('<title>&lt;Titel&gt; · Sluis</title>');
    expect(page('/a')).toContain('<h1>&lt;Kop&gt;</h1>');
  });

  it('finds its style sheet from wherever it stands', () => {
    expect(page('/a')).toContain(`href=".${stylesheet.path}"`);
    expect(page('/a/b/c')).toContain(`href="../..${stylesheet.path}"`);
  });

  it('offers every language in its own words', () => {
    for (const language of languages) expect(page('/a')).toContain(`<a href="?lang=${language}" lang="${language}"`);
  });

  it('needs no script, no inline style and nothing from elsewhere', () => {
    expect(page('/a')).not.toMatch(/<script|style=|<style|javascript:|href="http|src="http/);
    for (const { body } of staticFiles) expect(body).not.toMatch(/@import|url\(|<script/);
  });
});
