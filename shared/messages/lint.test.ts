import { describe, expect, it } from 'vitest';
import { lintMail, lintText, maxHtmlBytes } from './lint.ts';
import { notice, noticePlaceholders } from './notice/notice.ts';

const pagesOrigin = 'https://herstel.example.nl';
const options = { pagesOrigin, placeholders: noticePlaceholders };
const good = notice('en', { pagesOrigin });
const lint = (change: Partial<typeof good>) =>
  lintMail((language) => (language === 'en' ? { ...good, ...change } : notice(language, { pagesOrigin })), options);
const inHtml = (markup: string) => lint({ html: good.html.replace('</body>', `${markup}</body>`) });

describe('the linter of mails', () => {
  it('finds nothing in the notice', () => {
    expect(lint({})).toEqual([]);
  });

  it.each([
    ['a tracking picture', '<img alt="" width="1" height="1">', 'en: the HTML has <img'],
    ['a style sheet', '<style>p{color:red}</style>', 'en: the HTML has <style'],
    ['a background from elsewhere', '<p style="background:url(x)">', 'en: the HTML has url('],
    ['a script', '<p onclick="x()">', 'en: the HTML has onclick='],
    ['a form', '<form>', 'en: the HTML has <form'],
    ['a foreign link', '<a href="https://example.com">x</a>', 'en: it names https://example.com; allowed: https://herstel.example.nl'],
    ['a personal link', `<a href="${pagesOrigin}/?token=abc">x</a>`, `en: it names ${pagesOrigin}/?token=abc; allowed: ${pagesOrigin}`],
    ['a host that only begins like ours', `<a href="${pagesOrigin}.evil.test">x</a>`, `en: it names ${pagesOrigin}.evil.test`],
    ['an address without a scheme', 'www.example.com', 'en: it names www.example.com'],
    ['a mail address to write to', '<a href="mailto:x@example.com">x</a>', 'en: it names mailto:x@example.com'],
    ['a code', '<p>1234 5678</p>', 'en: it holds what looks like a secret: 1234…'],
    ['a token', '<p>eyJhbGciOiJIUzI1NiJ9abcd</p>', 'en: it holds what looks like a secret: eyJh…'],
    [
      'a link whose text names another host',
      `<a href="${pagesOrigin}">bank.example.com</a>`,
      'en: the text of a link names bank.example.com; allowed: herstel.example.nl',
    ],
    ['an unknown placeholder', '<p>{{address}}</p>', 'en: the html has an unknown {{address}}'],
  ])('refuses %s', (_, markup, fault) => {
    expect(inHtml(markup).join('\n')).toContain(fault);
  });

  it('refuses a language that lacks a placeholder', () => {
    expect(lint({ text: good.text.replace('{{username}}', '') })).toEqual(['en: the text lacks {{username}}']);
  });

  it('refuses a mail that lacks a language, or a part', () => {
    const others = (language: string) => (language === 'de' ? undefined : good);
    expect(lintMail(others, options)).toEqual(['de: the mail is missing']);
    expect(lint({ text: ' ' })).toContain('en: the HTML or the text is empty');
  });

  it('refuses a subject that mail programs would cut off', () => {
    expect(lint({ subject: 'x'.repeat(79) })).toEqual([
      'en: the subject has 79 characters; allowed: 1 to 78 on one line, without placeholders',
    ]);
  });

  it.each([
    ['none', ''],
    ['one that inboxes would cut off', 'x'.repeat(91)],
    ['one with a placeholder', 'Dear {{name}}'],
  ])('refuses, as a preheader, %s', (_, preheader) => {
    const fault = `en: the preheader has ${preheader.length} characters; allowed: 1 to 90 on one line, without placeholders`;
    expect(lint({ preheader })).toEqual([fault]);
  });

  it('refuses a subject with a placeholder or of two lines', () => {
    expect(lint({ subject: 'Dear {{greeting}}' })).toHaveLength(1);
    expect(lint({ subject: 'Hello\r\nBcc: everybody' })).toHaveLength(1);
  });

  it('lets one thing stand that looks like a secret, and no other', () => {
    const code = (digits: string) => ({ ...good, text: good.text.replace('{{greeting}}', `{{greeting}} ${digits}`) });
    const faults = (digits: string) => lintMail(() => code(digits), { ...options, allowed: '1234 5678' });
    expect(faults('1234 5678')).toEqual([]);
    expect(faults('1234 5678, 8765 4321')).toContain('en: it holds what looks like a secret: 8765…');
  });

  it('refuses HTML that mail clients would cut off', () => {
    expect(inHtml(`<p>${'long '.repeat(maxHtmlBytes / 5)}</p>`).join()).toMatch(/bytes; allowed: 100000/);
  });
});

describe('the linter of text messages', () => {
  const lintEnglish = (text: string) => lintText((language) => (language === 'en' ? text : 'Fine'), { pagesOrigin });

  it.each([
    ['nothing', ' ', 'en: the text is empty'],
    ['another address', 'Go to https://example.com', 'en: it names https://example.com; allowed: https://herstel.example.nl'],
    ['a code', 'Your code is 123456', 'en: it holds what looks like a secret: 1234…'],
    ['a placeholder', 'Dear {{name}}', 'en: the text has an unknown {{name}}'],
    ['characters that make it cost double', 'Ça va, François ’', "en: the text has ç ’; allowed: GSM's alphabet"],
  ])('refuses %s', (_, text, fault) => {
    expect(lintEnglish(text)).toEqual([fault]);
  });

  it('finds nothing in a text with the address of the pages', () => {
    expect(lintEnglish(`Hello, ${pagesOrigin}`)).toEqual([]);
  });
});
