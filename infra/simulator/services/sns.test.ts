import { expect, it } from 'vitest';
import { virtualWorld } from '../world.ts';
import { simulateSns } from './sns.ts';
import type { SignatureVersion, SimulatedCertificate } from './sns-signing.ts';
import { simulateSqs } from './sqs.ts';
import { callerOf, refusal } from './testing.ts';

function setUp(version: SignatureVersion = '1') {
  const world = virtualWorld();
  const sqs = simulateSqs(world);
  const sns = simulateSns(world, sqs);
  const topicArn = sns.createTopic('events', version).arn;
  const subscribe = (name: string, rawMessageDelivery: boolean) =>
    sns.subscribe({ topicArn, protocol: 'sqs', endpoint: sqs.createQueue({ name }).arn, rawMessageDelivery });
  return { sqs, sns, topicArn, subscribe };
}

it('delivers the bare message to raw subscribers and an envelope to others', () => {
  const { sqs, sns, topicArn, subscribe } = setUp();
  subscribe('raw', true);
  const { arn } = subscribe('wrapped', false);
  const id = sns.publish(topicArn, '{"a":1}');
  expect(sqs.messages('raw')).toEqual(['{"a":1}']);
  expect(JSON.parse(sqs.messages('wrapped')[0] ?? '')).toEqual({
    Type: 'Notification',
    MessageId: id,
    TopicArn: topicArn,
    Message: '{"a":1}',
    Timestamp: '2026-11-20T13:00:00.000Z',
    SignatureVersion: '1',
    Signature: expect.stringMatching(/^[\w+/]{43}=$/),
    SigningCertURL: expect.stringMatching(/^https:\/\/sns\.eu-west-1\.amazonaws\.com\/SimpleNotificationService-[0-9a-f]{32}\.pem$/),
    UnsubscribeURL: expect.stringContaining(arn),
  });
});

it('signs envelopes so that its certificate tells them from all others', () => {
  const { sqs, sns, topicArn, subscribe } = setUp('2');
  subscribe('wrapped', false);
  callerOf(sns)('Publish', { TopicArn: topicArn, Message: 'x', Subject: 's' });
  const sent = JSON.parse(sqs.messages('wrapped')[0] ?? '');
  const { certificate } = callerOf(sns.web)('GET', { url: sent.SigningCertURL }) as { certificate: SimulatedCertificate };
  const text = (message: string) =>
    `Message\n${message}\nMessageId\n${sent.MessageId}\nSubject\ns\nTimestamp\n${sent.Timestamp}\nTopicArn\n${topicArn}\nType\nNotification\n`;
  expect(sent.SignatureVersion).toBe('2');
  expect(certificate.hasSigned(text('x'), sent.Signature)).toBe(true);
  expect(certificate.hasSigned(text('y'), sent.Signature)).toBe(false);
  expect(refusal(() => callerOf(sns.web)('GET', { url: `${sent.SigningCertURL}?` })).name).toBe('NotFound');
});

it('hands message attributes on, raw and wrapped', () => {
  const { sqs, sns, topicArn, subscribe } = setUp();
  subscribe('raw', true);
  subscribe('wrapped', false);
  const MessageAttributes = { kind: { DataType: 'String', StringValue: 'bounce' } };
  callerOf(sns)('Publish', { TopicArn: topicArn, Message: 'x', Subject: 's', MessageAttributes });
  expect(sqs.receive('raw', 1)[0]?.messageAttributes).toMatchObject({ kind: { dataType: 'String', stringValue: 'bounce' } });
  expect(JSON.parse(sqs.messages('wrapped')[0] ?? '')).toMatchObject({
    Subject: 's',
    MessageAttributes: { kind: { Type: 'String', Value: 'bounce' } },
  });
});

it('refuses unknown topics, empty and overlong messages', () => {
  const { sns, topicArn } = setUp();
  const call = callerOf(sns);
  expect(refusal(() => sns.publish('arn:aws:sns:eu-west-1:123456789012:none', 'x'))).toEqual({
    name: 'NotFoundException',
    message: 'Topic does not exist',
  });
  expect(refusal(() => call('Publish', { TopicArn: topicArn, Message: '' })).name).toBe('InvalidParameter');
  expect(refusal(() => call('Publish', { TopicArn: topicArn, Message: 'x'.repeat(262_145) })).name).toBe('InvalidParameter');
  expect(refusal(() => call('Publish', { PhoneNumber: '+31', Message: 'x' })).name).toBe('UnsupportedError');
});
