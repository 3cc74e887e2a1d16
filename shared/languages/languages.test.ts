import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languageFacts, languages } from '#domain/account/language.ts';
import { pageTexts } from './pages.ts';
import { fill } from './texts.ts';

const folder = new URL('.', import.meta.url);
const parts = ['gate', 'layout', 'mails', 'pages'] as const;

/** A text, a list of texts, or more of them by name. */
type Texts = string | { readonly [name: string]: Texts };

async function read(language: string, part: string): Promise<Texts> {
  const file = new URL(`${language}/${part}.ts`, folder);
  expect(existsSync(file), `shared/languages/${language}/${part}.ts exists`).toBe(true);
  return (await import(file.href))[part];
}

/** What a language lacks, or has too much of, by the measure of English; one line each. */
function faults(texts: Texts | undefined, english: Texts | undefined, language: string, path: string): readonly string[] {
  if (english === undefined) return [`${path} is unknown`];
  if (texts === undefined) return [`${path} is missing`];
  if (typeof english === 'string') return typeof texts === 'string' ? textFaults(texts, english, path) : [`${path} is not one text`];
  if (typeof texts === 'string') return [`${path} is one text`];
  if (typeof english.other === 'string') return pluralFaults(texts, english.other, language, path);
  const names = new Set([...Object.keys(english), ...Object.keys(texts)]);
  return [...names].flatMap((name) => faults(texts[name], english[name], language, path === '' ? name : `${path}/${name}`));
}

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])];

function textFaults(text: string, english: string, path: string): readonly string[] {
  const lacks = placeholders(english).filter((name) => !placeholders(text).includes(name));
  const unknown = placeholders(text).filter((name) => !placeholders(english).includes(name));
  return [
    ...(text === '' || text.trim() !== text ? [`${path} is empty, or has a blank around it`] : []),
    ...lacks.map((name) => `${path} lacks ${name}`),
    ...unknown.map((name) => `${path} has an unknown ${name}`),
  ];
}

/** Every number up to a thousand has its form, and a form for several numbers names the number. */
function pluralFaults(forms: { readonly [form: string]: Texts }, english: string, language: string, path: string): readonly string[] {
  const rules = new Intl.PluralRules(language);
  const numbers = Map.groupBy(
    Array.from({ length: 1_000 }, (_, index) => index + 1),
    (number) => rules.select(number),
  );
  const unknown = Object.keys(forms).filter(
    (form) => form !== 'other' && !rules.resolvedOptions().pluralCategories.includes(form as 'one'),
  );
  return [
    ...[...numbers].flatMap(([form, [first, ...more]]) => {
      const text = forms[form];
      if (typeof text !== 'string') return [`${path} lacks the form "${form}", as for ${first}`];
      return textFaults(text, more.length > 0 || text.includes('{count}') ? english : english.replace('{count}', ''), `${path}/${form}`);
    }),
    ...unknown.map((form) => `${path} has an unknown form "${form}"`),
  ];
}

describe('a language', () => {
  it('has a folder, and a folder has a language', () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual([...languages].sort());
  });

  it.each(languages.flatMap((language) => parts.map((part) => [language, part] as const)))(
    'says all that English says, with the same placeholders and every form of a plural (%s, %s)',
    async (language, part) => {
      expect(faults(await read(language, part), await read('en', part), language, '')).toEqual([]);
    },
  );

  it.each(Object.entries(languageFacts))('has a locale of its own, with dates that are known (%s)', (language, { locale }) => {
    expect(Intl.DateTimeFormat.supportedLocalesOf(locale)).toEqual([locale]);
    expect(new Intl.Locale(locale).language).toBe(language);
  });

  it('is told what it lacks', () => {
    const english = { a: 'Hello {name}', b: { one: 'One', other: '{count}' }, c: ['x', 'y'] } as unknown as Texts;
    const given = (texts: unknown, language = 'nl') => faults(texts as Texts, english, language, '');
    expect(given({ a: 'Hallo {name}', b: { one: 'Een', other: '{count}' }, c: ['x', 'y'] })).toEqual([]);
    expect(given({ a: 'Hallo {naam}', b: { one: 'Een', other: 'veel' }, c: ['x'], d: '' })).toEqual([
      'a lacks {name}',
      'a has an unknown {naam}',
      'b/other lacks {count}',
      'c/1 is missing',
      'd is unknown',
    ]);
    expect(given({ b: { one: 'Jeden', other: '{count}' }, c: ['', 'y'] }, 'pl')).toEqual([
      'a is missing',
      'b lacks the form "few", as for 2',
      'b lacks the form "many", as for 5',
      'c/0 is empty, or has a blank around it',
    ]);
    expect(given({ a: '{name}', b: { one: 'jeden', few: '{count}', other: '{count}' }, c: ['x', 'y'] })).toEqual([
      'b has an unknown form "few"',
    ]);
    expect(given({ a: '{name}', b: { one: 'один', few: '{count}', many: '{count}' }, c: ['x', 'y'] }, 'ru')).toEqual([
      'b/one lacks {count}',
    ]);
  });
});

describe('French', () => {
  const all = (texts: Texts): readonly string[] => (typeof texts === 'string' ? [texts] : Object.values(texts).flatMap(all));

  it.each(parts)('keeps its signs at the line of the word before them (%s)', async (part) => {
    for (const text of all(await read('fr', part))) expect(text).not.toMatch(/[ \w][:;?»]|« /);
  });
});

describe('a text', () => {
  it('takes values as they are, and keeps a placeholder that has none', () => {
    expect(fill('Hello {name}, {time}', { name: '<Jan> {time}' })).toBe('Hello <Jan> {time}, {time}');
  });

  it('of a page goes by the number, and e-mail stays on one line but for what was typed', () => {
    expect(pageTexts.en('done.others', { count: 1 })).toContain('One more account');
    expect(pageTexts.en('done.others', { count: 21 })).toContain('21 more accounts');
    expect(pageTexts.nl('identify.label')).toBe('E\u2011mailadres');
    expect(pageTexts.en('code.sent', { address: 'e-mail@example.org' })).toContain('e-mail@example.org');
  });
});
