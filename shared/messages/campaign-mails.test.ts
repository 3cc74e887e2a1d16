import { describe, expect, it } from 'vitest';
import { languages } from '#domain/account/language.ts';
import { campaignMailFaults, messageNames, showMessage } from './campaign-mails.ts';
import { escapeHtml } from './frame.ts';

const pagesOrigin = 'https://herstel.example.nl';
const mails = messageNames.filter((name) => name !== 'sms');
const shown = languages.flatMap((language) => mails.map((name) => showMessage(name, language, pagesOrigin)));

describe('the messages of a campaign', () => {
  it.each([pagesOrigin, 'https://abc123.execute-api.eu-west-1.amazonaws.com/prod', 'http://localhost:4100'])(
    'keep every rule where the pages are at %s',
    (origin) => {
      expect(campaignMailFaults(origin)).toEqual([]);
    },
  );

  it('are named when they break a rule', () => {
    const faults = campaignMailFaults('https://herstel.example.nl/a b').join('\n');
    expect(faults).toContain('notice-precaution, nl: ');
    expect(faults).toContain('sms, fr: ');
    expect(showMessage('reminder', 'de', 'https://herstel.example.nl/a b').faults[0]).toMatch(/^it names /);
  });

  it('are shown whole in every language', () => {
    for (const { name, language, subject, html, text } of shown) {
      expect([subject, html, text].join(), `${name} ${language}`).not.toMatch(/\{|undefined/);
      expect(html).toContain(`<html lang="${language}">`);
    }
    expect(showMessage('sms', 'nl', pagesOrigin)).toMatchObject({ parts: 1, text: expect.stringContaining(pagesOrigin), faults: [] });
  });

  it('begin, where an inbox shows more than the subject, with what happened', () => {
    for (const { subject = '', preheader = '', html = '' } of shown) {
      const firstOfBody = html.slice(html.indexOf('<body')).match(/>([^<\s][^<]*)</)?.[1];
      expect(firstOfBody).toBe(escapeHtml(preheader));
      expect(preheader).not.toBe(subject);
    }
    expect(new Set(shown.map(({ preheader }) => preheader)).size).toBe(shown.length);
  });
});
