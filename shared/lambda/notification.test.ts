import { describe, expect, it } from 'vitest';
import type { Certificate } from '#shared/platform.ts';
import { notificationOpener } from './notification.ts';

const topic = 'arn:aws:sns:eu-west-1:123456789012:events';
const address = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-60eadc530605d63b8e62a523676ef735.pem';
const genuine = {
  Type: 'Notification',
  MessageId: '0ec3ac6d-9f51-5389-a925-f287c0aac55e',
  TopicArn: topic,
  Message: 'a\n"b"',
  Timestamp: '2026-11-20T13:00:00.499Z',
  SignatureVersion: '2',
  Signature: 'c2lnbmVk',
  SigningCertURL: address,
  UnsubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe',
};
const signedText = `Message
a
"b"
MessageId
0ec3ac6d-9f51-5389-a925-f287c0aac55e
Timestamp
2026-11-20T13:00:00.499Z
TopicArn
${topic}
Type
Notification
`;

/** An opener on a web that has the genuine certificate at every address, and fails the first `failures` times. */
function setUp(failures = 0) {
  const fetched: string[] = [];
  const certificate: Certificate = { hasSigned: (text, signature) => text === signedText && signature === 'c2lnbmVk' };
  const fetchCertificate = async (url: string) => {
    fetched.push(url);
    if (fetched.length <= failures) throw new Error('no answer');
    return certificate;
  };
  return { open: notificationOpener({ fetchCertificate }, topic), fetched };
}

describe('a notification', () => {
  it('that SNS signed for the topic gives its message', async () => {
    const { open, fetched } = setUp();
    expect(await open(genuine)).toEqual({ ok: true, value: 'a\n"b"' });
    expect(fetched).toEqual([address]);
  });

  it('has its subject under the signature, between id and time', async () => {
    const { open } = setUp();
    const texts: string[] = [];
    const certificate: Certificate = { hasSigned: (text) => texts.push(text) > 0 };
    await notificationOpener({ fetchCertificate: async () => certificate }, topic)({ ...genuine, Subject: 'Amazon SES' });
    expect(texts[0]).toContain('f287c0aac55e\nSubject\nAmazon SES\nTimestamp\n');
    expect(await open({ ...genuine, Subject: 'Amazon SES' })).toEqual({ ok: false, error: 'signature' });
  });

  it.each([
    ['Message', 'c'],
    ['MessageId', 'another'],
    ['Timestamp', '2026-11-20T13:00:01.499Z'],
    ['Signature', 'AAAA'],
  ])('with another %s is forged', async (field, value) => {
    expect(await setUp().open({ ...genuine, [field]: value })).toEqual({ ok: false, error: 'signature' });
  });

  it.each([
    ['topic', { TopicArn: 'arn:aws:sns:eu-west-1:123456789012:others' }],
    ['topic', { TopicArn: 'arn:aws:sns:eu-west-1:999999999999:events' }],
    ['signature version', { SignatureVersion: '1' }],
    ['signature version', { SignatureVersion: '3' }],
  ])('of another %s is forged, and no certificate is fetched: %j', async (error, change) => {
    const { open, fetched } = setUp();
    expect(await open({ ...genuine, ...change })).toEqual({ ok: false, error });
    expect(fetched).toEqual([]);
  });

  it.each([
    'http://sns.eu-west-1.amazonaws.com/a.pem',
    'https://sns.eu-west-1.amazonaws.com.evil.example/a.pem',
    'https://evil.example/sns.eu-west-1.amazonaws.com/a.pem',
    'https://sns.eu-west-1.amazonaws.com@evil.example/a.pem',
    'https://sns.eu-west-1.amazonaws.com:8443/a.pem',
    'https://sns.us-east-1.amazonaws.com/a.pem',
    'https://snsXeu-west-1.amazonaws.com/a.pem',
    'https://sns.eu-west-1.amazonaws.com/a.pem?Action=Subscribe',
    'https://sns.eu-west-1.amazonaws.com/?Action=Publish&x=a.pem',
    'https://sns.eu-west-1.amazonaws.com/a.pem#',
    'https://sns.eu-west-1.amazonaws.com/a.pem\n',
    'https://sns.eu-west-1.amazonaws.com/../a.pem',
    'https://sns.eu-west-1.amazonaws.com/a/b.pem',
    'https://sns.eu-west-1.amazonaws.com/.pem',
    ' https://sns.eu-west-1.amazonaws.com/a.pem',
    'a.pem',
    '',
  ])('that names its certificate at %j is forged, and that address is not visited', async (SigningCertURL) => {
    const { open, fetched } = setUp();
    expect(await open({ ...genuine, SigningCertURL })).toEqual({ ok: false, error: 'certificate address' });
    expect(fetched).toEqual([]);
  });

  it.each([
    undefined,
    null,
    'text',
    [],
    {},
    { ...genuine, Type: 'SubscriptionConfirmation' },
    { ...genuine, Message: {} },
    { eventType: 'Send' },
  ])('is nothing of another shape: %j', async (body) => {
    expect(await setUp().open(body)).toEqual({ ok: false, error: 'no notification' });
  });
});

describe('a certificate', () => {
  it('is fetched once for all that comes, side by side and later', async () => {
    const { open, fetched } = setUp();
    await Promise.all([open(genuine), open(genuine)]);
    await open(genuine);
    expect(fetched).toEqual([address]);
  });

  it('that could not be had is fetched again, and until then nothing is decided', async () => {
    const { open } = setUp(1);
    await expect(open(genuine)).rejects.toThrow('no answer');
    expect(await open(genuine)).toMatchObject({ ok: true });
  });
});
