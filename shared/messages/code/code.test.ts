import { describe, expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { lintMail } from '../lint.ts';
import { filled } from '../preview.ts';
import { codeMail } from './code.ts';
import { codePreview } from './preview.ts';

const pagesOrigin = 'https://herstel.example.nl';
const reference = '4K7M-12XW-D9FT';

describe('the mail with a code', () => {
  it.each(languages)('shows the code in two groups, in HTML and in plain text (%s)', (language) => {
    const { html, text } = codeMail(language, { code: '01234567', reference, pagesOrigin });
    expect(html).toContain('<strong>0123 4567</strong>');
    expect(text).toContain('\n   0123 4567\n');
    for (const part of [html, text]) expect(part).toContain(reference);
  });

  it.each(languages)('keeps the code out of the subject, which comes back in events (%s)', (language) => {
    expect(codeMail(language, { code: '01234567', reference, pagesOrigin }).subject).not.toMatch(/\d/);
  });

  it.each(languages)('is previewed with a code that nobody was given (%s)', (language) => {
    const { html, text } = filled(codePreview, language, { pagesOrigin });
    for (const part of [html, text]) expect(part).toContain('1234 5678');
    expect(lintMail((each) => filled(codePreview, each, { pagesOrigin }), { pagesOrigin, allowed: '1234 5678' })).toEqual([]);
  });

  it('holds nothing else that a notice may not hold either', () => {
    expect(
      lintMail((language) => codeMail(language, { code: '01234567', reference, pagesOrigin }), { pagesOrigin, allowed: '0123 4567' }),
    ).toEqual([]);
  });
});
