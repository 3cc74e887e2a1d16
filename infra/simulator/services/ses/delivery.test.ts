import { describe, expect, it } from 'vitest';
import { refusal } from '../testing.ts';
import { bulkMail, setUpSes, simpleMail } from './testing.ts';

const kinds = (published: readonly { eventType: string }[]) => published.map((event) => event.eventType);

describe('events', () => {
  it('reports sending and delivery in the shape that SES documents', async () => {
    const { call, published, wait } = setUpSes();
    const { MessageId } = call('SendEmail', simpleMail('ann@x.nl', { EmailTags: [{ Name: 'attempt', Value: 'a-1' }] }));
    await wait(60);
    const mail = {
      timestamp: '2026-11-20T13:00:00.000Z',
      source: 'Sluice <notice@example.com>',
      sourceArn: 'arn:aws:ses:eu-west-1:123456789012:identity/example.com',
      sendingAccountId: '123456789012',
      messageId: MessageId,
      destination: ['ann@x.nl'],
      headersTruncated: false,
      headers: [
        { name: 'From', value: 'Sluice <notice@example.com>' },
        { name: 'To', value: 'ann@x.nl' },
        { name: 'Subject', value: 'Hello' },
        { name: 'MIME-Version', value: '1.0' },
      ],
      commonHeaders: { from: ['Sluice <notice@example.com>'], to: ['ann@x.nl'], messageId: MessageId, subject: 'Hello' },
      tags: {
        'ses:operation': ['SendEmail'],
        'ses:configuration-set': ['events'],
        'ses:source-ip': ['192.0.2.1'],
        'ses:from-domain': ['example.com'],
        'ses:caller-identity': ['simulated'],
        attempt: ['a-1'],
      },
    };
    expect(published).toEqual([
      { eventType: 'Send', mail, send: {} },
      {
        eventType: 'Delivery',
        mail,
        delivery: {
          timestamp: expect.stringMatching(/^2026-11-20T13:00:/),
          processingTimeMillis: expect.any(Number),
          recipients: ['ann@x.nl'],
          smtpResponse: '250 2.0.0 OK',
          remoteMtaIp: '192.0.2.25',
          reportingMTA: 'a1-1.smtp-out.eu-west-1.amazonses.com',
        },
      },
    ]);
  });

  it('go only to destinations that want them, and nowhere without a configuration set', async () => {
    const { ses, call, published, wait } = setUpSes();
    ses.createConfigurationSet({ name: 'few', destinations: [] });
    ses.addEventDestination('few', { topicArn: 'topic', eventTypes: ['delivery', 'renderingFailure'] });
    call('SendEmail', simpleMail('a@x.nl', { ConfigurationSetName: 'few' }));
    call('SendEmail', simpleMail('a@x.nl', { ConfigurationSetName: undefined }));
    await wait(60);
    expect(kinds(published)).toEqual(['Delivery']);
    expect(refusal(() => ses.addEventDestination('few', { topicArn: 'topic', eventTypes: ['OPEN'] })).name).toBe('UnsupportedError');
  });

  it('leave the subject of a templated mail out of Send and have it in Delivery', async () => {
    const { call, published, wait } = setUpSes();
    call('SendBulkEmail', bulkMail(['a@x.nl']));
    await wait(60);
    expect(published.map((event) => (event.mail.commonHeaders as { subject?: string }).subject)).toEqual([undefined, 'For N0']);
  });

  it('report a template value that is missing, instead of sending', async () => {
    const { call, published, wait } = setUpSes();
    const [result] = call('SendBulkEmail', bulkMail(['a@x.nl'], { BulkEmailEntries: [{ Destination: { ToAddresses: ['a@x.nl'] } }] }))
      .BulkEmailEntryResults as readonly { Status: string }[];
    expect(result?.Status).toBe('SUCCESS');
    await wait(60);
    expect(kinds(published)).toEqual(['Send', 'Rendering Failure']);
    expect(published[1]?.failure).toEqual({ errorMessage: "Attribute 'name' is not present in the rendering data." });
  });

  it('are published in slots of a tenth of a second', async () => {
    const { world, call, wait } = setUpSes({ deliverySeconds: { delivery: 0 } });
    for (let sent = 0; sent < 50; sent++) call('SendEmail', simpleMail(`a${sent}@x.nl`));
    const scheduled: number[] = [];
    const schedule = world.clock.schedule.bind(world.clock);
    world.clock.schedule = (delayMs, label, run) => {
      if (label === 'ses events') scheduled.push(delayMs);
      return schedule(delayMs, label, run);
    };
    for (let sent = 0; sent < 50; sent++) call('SendEmail', simpleMail(`b${sent}@x.nl`));
    await wait(1);
    expect(scheduled).toEqual([]);
  });
});

describe('the mailbox simulator', () => {
  it.each([
    ['success', ['Send', 'Delivery']],
    ['bounce+label', ['Send', 'Bounce']],
    ['complaint', ['Send', 'Delivery', 'Complaint']],
    ['suppressionlist', ['Send', 'Bounce']],
    ['ooto', ['Send', 'Bounce', 'Delivery']],
  ])('behaves as documented for %s@', async (local, expected) => {
    const { call, published, wait } = setUpSes();
    call('SendEmail', simpleMail(`${local}@simulator.amazonses.com`));
    await wait(100_000);
    expect(kinds(published).sort()).toEqual([...expected].sort());
  });

  it('tells the kinds of bounce apart and suppresses nobody', async () => {
    const { call, published, wait } = setUpSes();
    for (const local of ['bounce', 'suppressionlist', 'ooto']) call('SendEmail', simpleMail(`${local}@simulator.amazonses.com`));
    await wait(100_000);
    const bounces = published.flatMap((event) => (event.bounce === undefined ? [] : [event.bounce as Record<string, unknown>]));
    expect(bounces.map((bounce) => `${bounce.bounceType} ${bounce.bounceSubType}`).sort()).toEqual([
      'Permanent General',
      'Permanent Suppressed',
      'Transient General',
    ]);
    expect(refusal(() => call('GetSuppressedDestination', { EmailAddress: 'bounce@simulator.amazonses.com' })).name).toBe(
      'NotFoundException',
    );
  });
});

describe('suppression', () => {
  it('puts bounced addresses on the list, and bounces later mails to them without sending', async () => {
    const { call, published, wait } = setUpSes({ behaviour: () => ({ bounce: 1 }) });
    const first = call('SendEmail', simpleMail('Gone@X.nl'));
    await wait(600);
    expect(call('GetSuppressedDestination', { EmailAddress: 'Gone@x.NL' }).SuppressedDestination).toEqual({
      EmailAddress: 'Gone@x.nl',
      Reason: 'BOUNCE',
      LastUpdateTime: expect.any(Date),
      Attributes: { MessageId: first.MessageId, FeedbackId: (published[1]?.bounce as { feedbackId: string } | undefined)?.feedbackId },
    });
    published.length = 0;
    call('SendEmail', simpleMail('Gone@x.nl'));
    await wait(1);
    expect(published[1]).toMatchObject({
      eventType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'OnAccountSuppressionList',
        bouncedRecipients: [
          {
            emailAddress: 'Gone@x.nl',
            action: 'failed',
            status: '5.1.1',
            diagnosticCode: expect.stringMatching(
              /^Amazon SES did not send the message to this address because it is on the suppression list/,
            ),
          },
        ],
      },
    });
    expect(call('GetAccount', {}).SendQuota).toMatchObject({ SentLast24Hours: 2 });
  });

  it('complains for addresses that were put on the list as complainers', async () => {
    const { call, published, wait } = setUpSes();
    call('PutSuppressedDestination', { EmailAddress: 'angry@x.nl', Reason: 'COMPLAINT' });
    call('SendEmail', simpleMail('angry@x.nl'));
    await wait(1);
    expect(published[1]).toMatchObject({ eventType: 'Complaint', complaint: { complaintSubType: 'OnAccountSuppressionList' } });
    expect(refusal(() => call('PutSuppressedDestination', { EmailAddress: 'a@x.nl', Reason: 'OTHER' })).name).toBe('BadRequestException');
  });

  it('heeds only the reasons that are switched on', async () => {
    const { call, published, wait } = setUpSes({ suppressedReasons: [] });
    call('PutSuppressedDestination', { EmailAddress: 'gone@x.nl', Reason: 'BOUNCE' });
    call('SendEmail', simpleMail('gone@x.nl'));
    await wait(60);
    expect(kinds(published)).toEqual(['Send', 'Delivery']);
  });

  it('goes by the reasons of the configuration set in the place of the account’s, and leaves the list as it is', async () => {
    const { ses, call, published, wait } = setUpSes({ behaviour: () => ({ complaint: 1 }), deliverySeconds: { complaint: 1 } });
    const eventTypes = ['DELIVERY', 'BOUNCE', 'COMPLAINT'];
    ses.createConfigurationSet({ name: 'codes', destinations: [{ topicArn: 'topic', eventTypes }], suppressedReasons: ['BOUNCE'] });
    call('PutSuppressedDestination', { EmailAddress: 'angry@x.nl', Reason: 'COMPLAINT' });
    call('PutSuppressedDestination', { EmailAddress: 'gone@x.nl', Reason: 'BOUNCE' });
    for (const local of ['angry', 'gone', 'new']) call('SendEmail', simpleMail(`${local}@x.nl`, { ConfigurationSetName: 'codes' }));
    await wait(60);
    const of = (local: string) =>
      published.filter(({ mail }) => (mail.destination as string[])[0] === `${local}@x.nl`).map(({ eventType }) => eventType);
    expect([of('angry'), of('gone'), of('new')]).toEqual([['Delivery', 'Complaint'], ['Bounce'], ['Delivery', 'Complaint']]);
    expect(call('GetSuppressedDestination', { EmailAddress: 'angry@x.nl' }).SuppressedDestination).toMatchObject({ Reason: 'COMPLAINT' });
    expect(refusal(() => call('GetSuppressedDestination', { EmailAddress: 'new@x.nl' })).name).toBe('NotFoundException');
    expect(call('GetConfigurationSet', { ConfigurationSetName: 'codes' }).SuppressionOptions).toEqual({ SuppressedReasons: ['BOUNCE'] });
  });
});

describe('behaviour', () => {
  it('draws the given shares of fates by seed', async () => {
    const outcome = async () => {
      const { call, published, wait } = setUpSes({
        behaviour: () => ({ bounce: 0.1, complaint: 0.05, deferral: 0.2, reject: 0.02 }),
        deliverySeconds: { complaint: 60 },
      });
      for (let batch = 0; batch < 40; batch++) {
        call('SendBulkEmail', bulkMail(Array.from({ length: 50 }, (_, index) => `a${batch * 50 + index}@x.nl`)));
        await wait(1);
      }
      await wait(100_000);
      return Object.fromEntries(
        [...new Set(kinds(published))].sort().map((kind) => [kind, kinds(published).filter((k) => k === kind).length]),
      );
    };
    const counts = await outcome();
    expect(await outcome()).toEqual(counts);
    expect(counts.Send).toBe(2000);
    expect((counts.Delivery ?? 0) + (counts.Bounce ?? 0) + (counts.Reject ?? 0)).toBe(2000);
    for (const [kind, share] of Object.entries({ Bounce: 0.098, Complaint: 0.044, DeliveryDelay: 0.168, Reject: 0.02 })) {
      expect(Math.abs((counts[kind] ?? 0) / 2000 - share), kind).toBeLessThan(0.025);
    }
  });
});
