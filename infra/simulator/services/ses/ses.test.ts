import { describe, expect, it } from 'vitest';
import { refusal } from '../testing.ts';
import { bulkMail, setUpSes, simpleMail } from './testing.ts';

const statuses = (answer: Record<string, unknown>) =>
  (answer.BulkEmailEntryResults as readonly { Status: string }[]).map((result) => result.Status);

describe('sending one mail', () => {
  it('keeps it as its recipient would see it', () => {
    const { ses, call } = setUpSes();
    const { MessageId } = call('SendEmail', {
      ...simpleMail('Ann <ann@example.nl>'),
      EmailTags: [{ Name: 'kind', Value: 'notice' }],
      Content: { Simple: { Subject: { Data: 'A {{b}}' }, Body: { Text: { Data: 'C' } }, Headers: [{ Name: 'X-Id', Value: '1' }] } },
    });
    expect(MessageId).toMatch(/^0102[0-9a-f]{12}-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8000-[0-9a-f]{12}-000000$/);
    expect(ses.mail(String(MessageId))).toEqual({
      messageId: MessageId,
      from: 'Sluice <notice@example.com>',
      to: ['Ann <ann@example.nl>'],
      subject: 'A {{b}}',
      html: undefined,
      text: 'C',
      headers: [{ name: 'X-Id', value: '1' }],
      tags: { kind: 'notice' },
      acceptedAtMs: Date.UTC(2026, 10, 20, 13),
    });
    expect(ses.mail('0102000000000000-00000000-0000-4000-8000-000000000000-000000')).toBeUndefined();
  });

  it.each([
    ['an unverified sender', { FromEmailAddress: 'a@other.org' }, 'MessageRejected'],
    ['a configuration set that does not exist', { ConfigurationSetName: 'none' }, 'NotFoundException'],
    ['a local part that is not ASCII', { Destination: { ToAddresses: ['zoë@example.nl'] } }, 'BadRequestException'],
    ['an address without a domain', { Destination: { ToAddresses: ['ann'] } }, 'BadRequestException'],
    ['51 recipients', { Destination: { ToAddresses: Array.from({ length: 51 }, (_, n) => `a${n}@example.nl`) } }, 'BadRequestException'],
    ['no recipients', { Destination: {} }, 'BadRequestException'],
    ['a tag with a space', { EmailTags: [{ Name: 'a b', Value: 'c' }] }, 'BadRequestException'],
    ['a raw message', { Content: { Raw: { Data: new Uint8Array() } } }, 'UnsupportedError'],
    ['a list to unsubscribe from', { ListManagementOptions: { ContactListName: 'x' } }, 'UnsupportedError'],
  ])('refuses %s', (_what, change, name) => {
    const { ses, call } = setUpSes();
    expect(refusal(() => call('SendEmail', simpleMail('ann@example.nl', change))).name).toBe(name);
    expect(ses.mailCount).toBe(0);
  });

  it('refuses headers that would add headers of their own, and more than 40 MB', () => {
    const { call } = setUpSes();
    const Simple = { Subject: { Data: 's' }, Body: { Text: { Data: 't' } }, Headers: [{ Name: 'X', Value: 'a\r\nBcc: b@c.nl' }] };
    expect(refusal(() => call('SendEmail', simpleMail('a@b.nl', { Content: { Simple } }))).name).toBe('BadRequestException');
    const large = { Subject: { Data: 's' }, Body: { Text: { Data: 'x'.repeat(41_943_041) } } };
    expect(refusal(() => call('SendEmail', simpleMail('a@b.nl', { Content: { Simple: large } }))).message).toMatch(
      /^Message length is more than 41943040 bytes long/,
    );
  });

  it('says which identity failed as SES does', () => {
    const { call } = setUpSes();
    expect(refusal(() => call('SendEmail', simpleMail('a@b.nl', { FromEmailAddress: 'a@other.org' }))).message).toBe(
      'Email address is not verified. The following identities failed the check in region EU-WEST-1: a@other.org',
    );
  });

  it('sends from subdomains of a verified domain, and from a verified address', () => {
    const { ses, call } = setUpSes();
    ses.putIdentity('solo@other.org');
    call('SendEmail', simpleMail('a@b.nl', { FromEmailAddress: 'x@mail.example.com' }));
    call('SendEmail', simpleMail('a@b.nl', { FromEmailAddress: 'Solo@Other.org' }));
    expect(refusal(() => call('SendEmail', simpleMail('a@b.nl', { FromEmailAddress: 'b@other.org' }))).name).toBe('MessageRejected');
    expect(refusal(() => call('SendEmail', simpleMail('a@b.nl', { FromEmailAddress: 'b@badexample.com' }))).name).toBe('MessageRejected');
  });

  it('sends to verified recipients and the mailbox simulator only while in the sandbox', () => {
    const { call } = setUpSes({ productionAccess: false });
    call('SendEmail', simpleMail('me@example.com'));
    call('SendEmail', simpleMail('success@simulator.amazonses.com'));
    expect(refusal(() => call('SendEmail', simpleMail('a@b.nl'))).message).toMatch(/EU-WEST-1: a@b\.nl$/);
    expect(statuses(call('SendBulkEmail', bulkMail(['me@example.com', 'a@b.nl'])))).toEqual(['SUCCESS', 'MESSAGE_REJECTED']);
  });
});

describe('sending in bulk', () => {
  it('renders each entry with its own values, tags and headers over those of the call', () => {
    const { ses, call } = setUpSes();
    const input = bulkMail(['a@x.nl', 'b@x.nl'], {
      DefaultEmailTags: [
        { Name: 'campaign', Value: 'c1' },
        { Name: 'account', Value: 'none' },
      ],
    });
    const results = call('SendBulkEmail', input).BulkEmailEntryResults as readonly { Status: string; MessageId: string }[];
    expect(results.map((result) => result.Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(ses.mail(results[1]?.MessageId ?? '')).toMatchObject({
      to: ['b@x.nl'],
      subject: 'For N1',
      html: '<p>Dear N1, https://example.com</p>',
      text: 'Dear N1',
      tags: { campaign: 'c1', account: 'a1' },
    });
  });

  it('answers 200 with a status for each entry', () => {
    const { ses, call } = setUpSes({ quota: { maxSendRate: 2, max24HourSend: 100 } });
    const answer = call('SendBulkEmail', bulkMail(['a@x.nl', 'zoë@x.nl', 'b@x.nl', 'c@x.nl']));
    expect(statuses(answer)).toEqual(['SUCCESS', 'INVALID_PARAMETER', 'SUCCESS', 'ACCOUNT_THROTTLED']);
    expect(ses.mailCount).toBe(2);
    ses.setQuota({ max24HourSend: 2 });
    expect(statuses(call('SendBulkEmail', bulkMail(['d@x.nl'])))).toEqual(['ACCOUNT_DAILY_QUOTA_EXCEEDED']);
  });

  it('refuses more than 50 entries, none, and templates that it cannot read', () => {
    const { call } = setUpSes();
    expect(refusal(() => call('SendBulkEmail', bulkMail(Array.from({ length: 51 }, () => 'a@x.nl')))).name).toBe('BadRequestException');
    expect(refusal(() => call('SendBulkEmail', bulkMail([]))).name).toBe('BadRequestException');
    const stored = { Template: { TemplateName: 'stored' } };
    expect(refusal(() => call('SendBulkEmail', bulkMail(['a@x.nl'], { DefaultContent: stored }))).name).toBe('UnsupportedError');
    const partial = { Template: { TemplateContent: { Subject: 's', Text: '{{#if a}}x{{/if}}' } } };
    expect(refusal(() => call('SendBulkEmail', bulkMail(['a@x.nl'], { DefaultContent: partial }))).message).toBe(
      'simulated ses does not support {{#if a}} in a template',
    );
  });

  it('lets a share of entries fail for a while when told to', () => {
    const { ses, call } = setUpSes({ transientFailureShare: 0.2 });
    const all = Array.from({ length: 10 }, () =>
      statuses(call('SendBulkEmail', bulkMail(Array.from({ length: 50 }, (_, n) => `a${n}@x.nl`)))),
    ).flat();
    const failed = all.filter((status) => status === 'TRANSIENT_FAILURE').length;
    expect(failed).toBeGreaterThan(60);
    expect(failed).toBeLessThan(140);
    expect(ses.mailCount).toBe(500 - failed);
  });

  it('counts recipients as billed units and throttled entries as throttles', () => {
    const { world, call } = setUpSes({ quota: { maxSendRate: 3, max24HourSend: 100 } });
    call('SendBulkEmail', bulkMail(['a@x.nl', 'b@x.nl', 'c@x.nl', 'd@x.nl', 'e@x.nl']));
    expect(world.meter.total('ses')).toMatchObject({ writeUnits: 3, throttles: 2 });
  });
});

describe('pausing', () => {
  it('refuses while the account or the configuration set is paused', () => {
    const { ses, call } = setUpSes();
    ses.setSendingEnabled(false);
    expect(call('GetAccount', {})).toMatchObject({ SendingEnabled: false, EnforcementStatus: 'SHUTDOWN' });
    expect(refusal(() => call('SendEmail', simpleMail('a@b.nl'))).name).toBe('SendingPausedException');
    ses.setSendingEnabled(true);
    call('PutConfigurationSetSendingOptions', { ConfigurationSetName: 'events', SendingEnabled: false });
    expect(refusal(() => call('SendEmail', simpleMail('a@b.nl'))).message).toBe('Sending is paused for configuration set events');
    call('PutConfigurationSetSendingOptions', { ConfigurationSetName: 'events', SendingEnabled: true });
    call('SendEmail', simpleMail('a@b.nl'));
  });
});

describe('looking at accepted mails', () => {
  it('lists them newest first, in pages, and by recipient', () => {
    const { ses, call } = setUpSes();
    for (const name of ['ann', 'bob', 'anna']) call('SendEmail', simpleMail(`${name}@x.nl`));
    expect(ses.list().mails.map((mail) => mail.to[0])).toEqual(['anna@x.nl', 'bob@x.nl', 'ann@x.nl']);
    expect(ses.list({ offset: 1, limit: 1 })).toMatchObject({ mails: [{ to: ['bob@x.nl'] }], total: 3 });
    expect(ses.list({ recipient: 'ANN' })).toMatchObject({ mails: [{ to: ['anna@x.nl'] }, { to: ['ann@x.nl'] }], total: 2 });
  });

  it('tells listeners of each accepted mail and of no other', () => {
    const { ses, call } = setUpSes({ quota: { maxSendRate: 1, max24HourSend: 10 } });
    const heard: string[] = [];
    ses.onAccepted((mail) => heard.push(`${mail.to[0]} ${mail.tags.account}`));
    call('SendBulkEmail', bulkMail(['a@x.nl', 'b@x.nl']));
    expect(heard).toEqual(['a@x.nl a0']);
  });
});
