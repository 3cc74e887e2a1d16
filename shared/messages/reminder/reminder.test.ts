import { describe, expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { lintMail } from '../lint.ts';
import { notice, noticePlaceholders } from '../notice/notice.ts';
import { filled } from '../preview.ts';
import { reminderPreview } from './preview.ts';
import { reminder } from './reminder.ts';

const pagesOrigin = 'https://herstel.example.nl';

describe('the reminder', () => {
  it('passes the linter in every language, with the placeholders of the notice', () => {
    expect(lintMail((language) => reminder(language, { pagesOrigin }), { pagesOrigin, placeholders: noticePlaceholders })).toEqual([]);
  });

  it('is previewed without a placeholder, and passes the linter so', () => {
    expect(lintMail((language) => filled(reminderPreview, language, { pagesOrigin }), { pagesOrigin })).toEqual([]);
    expect(filled(reminderPreview, 'fr', { pagesOrigin }).text).toContain("Bonjour Zoë d'Hondt,");
  });

  it.each(languages)('has a subject of its own and asks for the same steps as the notice (%s)', (language) => {
    const [first, second] = [notice(language, { pagesOrigin }), reminder(language, { pagesOrigin })];
    const steps = (html: string) => html.slice(html.indexOf('<ol'), html.indexOf('</ol>'));
    expect(second.subject).not.toBe(first.subject);
    expect(steps(second.html)).toBe(steps(first.html));
    expect(second.html).toContain('{{usernameHtml}}');
  });
});
