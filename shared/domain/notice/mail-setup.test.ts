import { describe, expect, it } from 'vitest';
import { checkMailSetup, type MailSetup, neededEvents } from './mail-setup.ts';

const identity = { verified: true, signs: true, dkim: 'SUCCESS' };
const destination = { enabled: true, topicArn: 'arn:topic', eventTypes: neededEvents };
const found = { sends: true, redirectDomain: undefined, suppresses: ['BOUNCE'], destinations: [destination] };
const notices = { name: 'set', found };
const codes = { name: 'codes', found };
const account = { production: true, sends: true, enforcement: 'HEALTHY', perSecond: 14, perDay: 50_000 };
const good: MailSetup = {
  sender: 'notices@mail.example.org',
  identityName: 'example.org',
  identity,
  notices,
  codes,
  topicArn: 'arn:topic',
  account,
};
const needed = neededEvents.join(', ');
const destinations = (...list: readonly object[]) =>
  ({ notices: { name: 'set', found: { ...found, destinations: list } } }) as Partial<MailSetup>;
const mailFrom = (status: string, rejects: boolean) => ({
  identity: { ...identity, mailFrom: { domain: 'b.example.org', status, rejects } },
});

describe('a mail setup', () => {
  it.each<[string, Partial<MailSetup>]>([
    ['from below the domain that signs', {}],
    ['from that domain itself, in other letters', { sender: 'notices@Example.ORG' }],
    ['from an address whose domain signs', { sender: 'notices@example.org', identityName: 'notices@example.org' }],
    ['with a MAIL FROM domain that is ready', mailFrom('SUCCESS', true)],
    ['without limits', { account: { ...account, perDay: -1 } }],
    [
      'that reports to two destinations together',
      destinations(
        { ...destination, eventTypes: neededEvents.slice(0, 3) },
        { ...destination, eventTypes: ['OPEN', ...neededEvents.slice(3)] },
      ),
    ],
  ])('%s is good', (_, change) => {
    expect(checkMailSetup({ ...good, ...change })).toEqual({ faults: [], warnings: [] });
  });

  it.each<[Partial<MailSetup>, string]>([
    [{ identity: undefined }, 'the identity example.org is not in SES; allowed: one that is there and verified'],
    [{ identity: { ...identity, verified: false } }, 'the identity example.org is not verified for sending; allowed: verified'],
    [{ identity: { ...identity, signs: false } }, 'DKIM signing of the identity example.org is off; allowed: on'],
    [{ identity: { ...identity, dkim: 'PENDING' } }, 'DKIM of the identity example.org is PENDING; allowed: SUCCESS'],
    [
      { sender: 'notices@notexample.org' },
      'the sender notices@notexample.org is not of the domain example.org that signs, so DMARC fails; allowed: an address of that domain or below it',
    ],
    [mailFrom('FAILED', true), 'the MAIL FROM domain b.example.org is FAILED, so SES rejects every mail; allowed: SUCCESS'],
    [{ notices: { name: 'set' } }, 'the configuration set set is not in SES; allowed: one that is there'],
    [{ codes: { name: 'codes' } }, 'the configuration set codes is not in SES; allowed: one that is there'],
    [
      { codes: { name: 'codes', found: { ...found, destinations: [] } } },
      `the configuration set codes does not report ${needed} to arn:topic; allowed: an enabled SNS destination with ${needed}`,
    ],
    [{ notices: { name: 'set', found: { ...found, sends: false } } }, 'sending of the configuration set set is off; allowed: on'],
    [
      destinations({ ...destination, eventTypes: neededEvents.filter((type) => type !== 'BOUNCE') }),
      `the configuration set set does not report BOUNCE to arn:topic; allowed: an enabled SNS destination with ${needed}`,
    ],
    ...[
      [],
      [{ ...destination, enabled: false }],
      [{ ...destination, topicArn: 'arn:other' }],
      [{ ...destination, topicArn: undefined }],
    ].map((list): [Partial<MailSetup>, string] => [
      destinations(...list),
      `the configuration set set does not report ${needed} to arn:topic; allowed: an enabled SNS destination with ${needed}`,
    ]),
    [{ account: { ...account, production: false } }, 'the SES account is in the sandbox; allowed: one with production access'],
    [{ account: { ...account, sends: false } }, 'sending of the SES account is paused; allowed: enabled'],
    [{ account: { ...account, enforcement: 'SHUTDOWN' } }, 'the SES account is SHUTDOWN; allowed: HEALTHY, PROBATION'],
    [{ account: { ...account, perDay: 0 } }, 'the quota of the SES account is 14 a second, 0 a day; allowed: over 0'],
  ])('%j has one fault', (change, fault) => {
    expect(checkMailSetup({ ...good, ...change })).toEqual({ faults: [fault], warnings: [] });
  });

  it.each<[Partial<MailSetup>, string]>([
    [mailFrom('FAILED', false), 'the MAIL FROM domain b.example.org is FAILED, so SES uses its own; wanted: SUCCESS'],
    [{ account: { ...account, enforcement: 'PROBATION' } }, 'the SES account is PROBATION; wanted: HEALTHY'],
    [
      { notices: { name: 'set', found: { ...found, redirectDomain: 'links.example' } } },
      'the configuration set set has the redirect domain links.example; wanted: none, as no mail is tracked',
    ],
    [
      { codes: { name: 'codes', found: { ...found, redirectDomain: 'links.example' } } },
      'the configuration set codes has the redirect domain links.example; wanted: none, as no mail is tracked',
    ],
    [
      { codes: { name: 'codes', found: { ...found, suppresses: ['BOUNCE', 'COMPLAINT'] } } },
      'the configuration set codes of the codes must not drop mails to whoever marked one as spam, and does so; wanted: suppression for BOUNCE only',
    ],
    [
      { codes: { name: 'codes', found: { ...found, suppresses: undefined } } },
      'the configuration set codes of the codes must not drop mails to whoever marked one as spam, and leaves it to the SES account; wanted: suppression for BOUNCE only',
    ],
  ])('%j has one warning', (change, warning) => {
    expect(checkMailSetup({ ...good, ...change })).toEqual({ faults: [], warnings: [warning] });
  });
});
