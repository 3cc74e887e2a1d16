import { describe, expect, it } from 'vitest';
import { campaignMailFaults, campaignMails } from './campaign-mails.ts';

describe('the mails of a campaign', () => {
  it.each(['https://herstel.example.nl', 'https://abc123.execute-api.eu-west-1.amazonaws.com/prod', 'http://localhost:4100'])(
    'keep every rule where the pages are at %s',
    (origin) => {
      expect(campaignMailFaults(origin)).toEqual([]);
    },
  );

  it('are the notice in each grade, the reminder, the mail to contacts, and the two mails of a recovery', () => {
    expect(campaignMails('https://herstel.example.nl').map(({ name }) => name)).toEqual([
      'notice (confirmed)',
      'notice (suspected)',
      'notice (precaution)',
      'reminder',
      'organisation',
      'code',
      'recovered',
    ]);
  });

  it('are named when they break a rule', () => {
    const faults = campaignMailFaults('https://herstel.example.nl/a b').join('\n');
    expect(faults).toContain('notice (precaution), nl: ');
    expect(faults).toContain('sms, fr: ');
  });
});
