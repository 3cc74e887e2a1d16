import { describe, expect, it } from 'vitest';
import { languages } from '#domain/account.ts';
import { lintMail } from '../lint.ts';
import { codeMail } from './code.ts';

const pagesOrigin = 'https://herstel.example.nl';

describe('the mail with a code', () => {
  it.each(languages)('shows the code in two groups, in HTML and in plain text (%s)', (language) => {
    const { html, text } = codeMail(language, { code: '01234567', pagesOrigin });
    expect(html).toContain('<strong>0123 4567</strong>');
    expect(text).toContain('\n   0123 4567\n');
  });

  it.each(languages)('keeps the code out of the subject, which comes back in events (%s)', (language) => {
    expect(codeMail(language, { code: '01234567', pagesOrigin }).subject).not.toMatch(/\d/);
  });

  it('holds nothing else that a notice may not hold either', () => {
    const withoutCode = (mail: string) => mail.replaceAll('0123 4567', '');
    const mail = (language: (typeof languages)[number]) => {
      const { subject, html, text } = codeMail(language, { code: '01234567', pagesOrigin });
      return { subject, html: withoutCode(html), text: withoutCode(text) };
    };
    expect(lintMail(mail, { pagesOrigin })).toEqual([]);
  });
});
