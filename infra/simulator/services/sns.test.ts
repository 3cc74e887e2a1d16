import { describe, expect, it } from 'vitest';
import { virtualWorld } from '../world.ts';
import { simulateKms } from './kms.ts';
import { simulateSns } from './sns.ts';
import type { SignatureVersion, SimulatedCertificate } from './sns-signing.ts';
import { simulateSqs } from './sqs.ts';
import { callerOf, refusal } from './testing.ts';

function setUp(version: SignatureVersion = '1') {
  const world = virtualWorld();
  const sqs = simulateSqs(world);
  const kms = simulateKms();
  const sns = simulateSns(world, sqs, kms);
  const topicArn = sns.createTopic('events', version).arn;
  const subscribe = (name: string, rawMessageDelivery: boolean) =>
    sns.subscribe({ topicArn, protocol: 'sqs', endpoint: sqs.createQueue({ name }).arn, rawMessageDelivery });
  return { world, sqs, kms, sns, topicArn, subscribe };
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

describe('a topic with a policy of its own', () => {
  const alarm = { principal: 'cloudwatch.amazonaws.com', sourceArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a' };
  const onlyTls = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: '*',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  } as const;
  const forAlarms = {
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['kms:*', 'sns:Publish'],
    Resource: '*',
  } as const;

  it('takes what it allows and nothing else', () => {
    const { sns, topicArn, subscribe, sqs } = setUp();
    subscribe('raw', true);
    sns.publish(topicArn, 'by default', alarm);
    sns.setPolicy(topicArn, { Statement: [onlyTls] });
    expect(() => sns.publish(topicArn, 'refused', alarm)).toThrow(/alarm:a is not authorized to perform: SNS:Publish/);
    sns.setPolicy(topicArn, { Statement: [onlyTls, forAlarms] });
    sns.publish(topicArn, 'allowed', alarm);
    expect(() => sns.publish(topicArn, 'refused', { ...alarm, principal: 'ses.amazonaws.com' })).toThrow(/not authorized/);
    expect(sqs.messages('raw')).toEqual(['by default', 'allowed']);
  });

  it('that is encrypted takes nothing from a service that its key does not let', () => {
    const { sns, kms } = setUp();
    kms.createKey('arn:key', { Statement: [{ ...forAlarms, Action: 'kms:Decrypt' }] });
    const { arn } = sns.createTopic('secret', '1', 'arn:key');
    sns.setPolicy(arn, { Statement: [forAlarms] });
    expect(() => sns.publish(arn, 'x', alarm)).toThrow(/encryption key/);
    kms.createKey('arn:key', { Statement: [forAlarms] });
    sns.setPolicy(arn, { Statement: [forAlarms] });
    expect(() => sns.publish(arn, 'x', alarm)).not.toThrow();
  });
});

describe('a mail address', () => {
  it('gets nothing but the question until somebody confirms it', () => {
    const { sns, topicArn } = setUp();
    const call = callerOf(sns);
    const { arn } = sns.subscribe({ topicArn, protocol: 'email', endpoint: 'ops@accounts.example' });
    const listed = () => call('ListSubscriptionsByTopic', { TopicArn: topicArn });
    expect(listed()).toMatchObject({ Subscriptions: [{ SubscriptionArn: 'PendingConfirmation', Endpoint: 'ops@accounts.example' }] });
    sns.publish(topicArn, 'too early');
    expect(sns.mails).toMatchObject([{ to: 'ops@accounts.example', subject: 'AWS Notification - Subscription Confirmation' }]);
    const token = sns.mails[0]?.confirms?.token;
    expect(refusal(() => call('ConfirmSubscription', { TopicArn: topicArn, Token: 'other' }))).toMatchObject({
      name: 'InvalidParameterException',
    });
    expect(call('ConfirmSubscription', { TopicArn: topicArn, Token: token })).toEqual({ SubscriptionArn: arn });
    expect(listed()).toMatchObject({ Subscriptions: [{ SubscriptionArn: arn }] });
    sns.publish(topicArn, 'now');
    expect(sns.mails[1]).toMatchObject({ to: 'ops@accounts.example', text: 'now' });
  });

  it('is forgotten when nobody confirms it for two days', async () => {
    const { world, sns, topicArn } = setUp();
    sns.subscribe({ topicArn, protocol: 'email', endpoint: 'ops@accounts.example' });
    await world.clock.run({ untilMs: world.clock.now() + 2 * 24 * 3_600_000 });
    expect(callerOf(sns)('ListSubscriptionsByTopic', { TopicArn: topicArn })).toEqual({ Subscriptions: [] });
  });
});
