import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { refusal } from '../testing.ts';
import { setUpSqs as setUp, workUrl as url } from './testing.ts';

describe('receiving', () => {
  it('hides what it returns, counts receives, and shows it again after the visibility timeout', async () => {
    const { sqs, call, wait } = setUp();
    sqs.createQueue({ name: 'work', visibilityTimeoutSeconds: 60 });
    let announced = 0;
    call('SendMessage', { QueueUrl: url, MessageBody: 'x' });
    sqs.onReceivable('work', () => announced++);
    const names = { AttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'] };
    const [first] = call('ReceiveMessage', { QueueUrl: url, ...names }).Messages as unknown as { Attributes: Record<string, string> }[];
    expect(first?.Attributes).toEqual({ ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) });
    expect(call('ReceiveMessage', { QueueUrl: url })).toEqual({});
    expect(sqs.depth('work')).toEqual({ waiting: 0, inFlight: 1, delayed: 0 });
    await wait(59.9);
    expect(announced).toBe(0);
    await wait(0.2);
    expect(announced).toBe(1);
    expect(sqs.receive('work', 10)[0]?.attributes.ApproximateReceiveCount).toBe('2');
  });

  it('holds a delayed message back until it is due', async () => {
    const { sqs, call, wait } = setUp();
    sqs.createQueue({ name: 'work', delaySeconds: 10 });
    call('SendMessage', { QueueUrl: url, MessageBody: 'queue delay' });
    call('SendMessage', { QueueUrl: url, MessageBody: 'own delay', DelaySeconds: 5 });
    call('SendMessage', { QueueUrl: url, MessageBody: 'none', DelaySeconds: 0 });
    const announced: number[] = [];
    sqs.onReceivable('work', () => announced.push(sqs.depth('work').waiting));
    expect(sqs.depth('work')).toEqual({ waiting: 1, inFlight: 0, delayed: 2 });
    await wait(11);
    expect(announced).toEqual([2, 3]);
    expect(sqs.receive('work', 10).map((record) => record.body)).toEqual(['none', 'own delay', 'queue delay']);
  });

  it('gives Lambda records with attributes and the MD5 of the body', () => {
    const { sqs, call } = setUp();
    const { arn } = sqs.createQueue({ name: 'work' });
    call('SendMessage', { QueueUrl: url, MessageBody: 'x', MessageAttributes: { kind: { DataType: 'String', StringValue: 'notice' } } });
    expect(sqs.receive('work', 1)).toEqual([
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: 'x',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: '1795179600000',
          SenderId: '123456789012',
          ApproximateFirstReceiveTimestamp: '1795179600000',
        },
        messageAttributes: { kind: { dataType: 'String', stringValue: 'notice', stringListValues: [], binaryListValues: [] } },
        md5OfBody: createHash('md5').update('x').digest('hex'),
        eventSource: 'aws:sqs',
        eventSourceARN: arn,
        awsRegion: 'eu-west-1',
      },
    ]);
  });

  it('returns only the message attributes that are asked for', () => {
    const { sqs, call } = setUp();
    sqs.createQueue({ name: 'work', visibilityTimeoutSeconds: 0 });
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    call('SendMessage', { QueueUrl: url, MessageBody: 'x', MessageAttributes: { 'a.one': text('1'), 'a.two': text('2'), b: text('3') } });
    const ask = (MessageAttributeNames: readonly string[]) => {
      const [message] = call('ReceiveMessage', { QueueUrl: url, MessageAttributeNames, VisibilityTimeout: 30 }).Messages as unknown as {
        ReceiptHandle: string;
        MessageAttributes?: object;
      }[];
      call('ChangeMessageVisibility', { QueueUrl: url, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 });
      return Object.keys(message?.MessageAttributes ?? {});
    };
    expect(ask([])).toEqual([]);
    expect(ask(['b'])).toEqual(['b']);
    expect(ask(['a.*'])).toEqual(['a.one', 'a.two']);
    expect(ask(['All'])).toEqual(['a.one', 'a.two', 'b']);
  });

  it('refuses long polling and more than ten messages', () => {
    const { sqs, call } = setUp();
    sqs.createQueue({ name: 'work' });
    expect(refusal(() => call('ReceiveMessage', { QueueUrl: url, WaitTimeSeconds: 20 })).name).toBe('UnsupportedError');
    expect(refusal(() => call('ReceiveMessage', { QueueUrl: url, MaxNumberOfMessages: 11 })).message).toBe(
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    );
  });

  it('delivers a share of messages twice, the second time even after the first was deleted', async () => {
    const { sqs, call, wait } = setUp({ duplicateShare: 0.2 });
    sqs.createQueue({ name: 'work', visibilityTimeoutSeconds: 30 });
    for (let index = 0; index < 500; index++) call('SendMessage', { QueueUrl: url, MessageBody: `${index}` });
    const receives = new Map<string, number>();
    for (let round = 0; round < 20; round++) {
      for (const record of sqs.receive('work', 1000)) {
        receives.set(record.messageId, (receives.get(record.messageId) ?? 0) + 1);
        sqs.delete('work', record.receiptHandle);
      }
      await wait(31);
    }
    const twice = [...receives.values()].filter((count) => count > 1).length;
    expect(receives.size).toBe(500);
    expect(twice).toBeGreaterThan(60);
    expect(twice).toBeLessThan(140);
    expect(sqs.depth('work')).toEqual({ waiting: 0, inFlight: 0, delayed: 0 });
  });

  it('drops a message after its retention', async () => {
    const { sqs, call, wait } = setUp();
    sqs.createQueue({ name: 'work', retentionSeconds: 60 });
    call('SendMessage', { QueueUrl: url, MessageBody: 'old' });
    await wait(59);
    call('SendMessage', { QueueUrl: url, MessageBody: 'new' });
    expect(sqs.depth('work').waiting).toBe(2);
    await wait(2);
    expect(sqs.depth('work').waiting).toBe(1);
    expect(sqs.receive('work', 10).map((record) => record.body)).toEqual(['new']);
  });
});

describe('deleting and hiding', () => {
  it('deletes by the latest handle only, and leaves nothing scheduled', async () => {
    const { world, sqs, call, wait } = setUp();
    sqs.createQueue({ name: 'work', visibilityTimeoutSeconds: 10 });
    call('SendMessage', { QueueUrl: url, MessageBody: 'x' });
    const [first] = sqs.receive('work', 1);
    await wait(11);
    const [second] = sqs.receive('work', 1);
    call('DeleteMessage', { QueueUrl: url, ReceiptHandle: first?.receiptHandle });
    expect(sqs.depth('work').inFlight).toBe(1);
    call('DeleteMessage', { QueueUrl: url, ReceiptHandle: second?.receiptHandle });
    expect(sqs.depth('work').inFlight).toBe(0);
    call('DeleteMessage', { QueueUrl: url, ReceiptHandle: second?.receiptHandle });
    const before = world.clock.now();
    await world.clock.run();
    expect(world.clock.now()).toBe(before);
  });

  it('makes a message receivable at once, or later, when its visibility is changed', async () => {
    const { sqs, call, wait } = setUp();
    sqs.createQueue({ name: 'work', visibilityTimeoutSeconds: 30 });
    call('SendMessage', { QueueUrl: url, MessageBody: 'x' });
    const [record] = sqs.receive('work', 1);
    sqs.changeVisibility('work', record?.receiptHandle ?? '', 300);
    await wait(299);
    expect(sqs.receive('work', 1)).toEqual([]);
    sqs.changeVisibility('work', record?.receiptHandle ?? '', 0);
    expect(sqs.receive('work', 1)).toHaveLength(1);
  });

  it('refuses foreign handles, and to change what is not in flight', () => {
    const { sqs, call } = setUp();
    sqs.createQueue({ name: 'work' });
    sqs.createQueue({ name: 'other' });
    call('SendMessage', { QueueUrl: url, MessageBody: 'x' });
    const ReceiptHandle = sqs.receive('work', 1)[0]?.receiptHandle;
    const other = url.replace('work', 'other');
    expect(refusal(() => call('DeleteMessage', { QueueUrl: other, ReceiptHandle })).name).toBe('ReceiptHandleIsInvalid');
    call('DeleteMessage', { QueueUrl: url, ReceiptHandle });
    expect(refusal(() => call('ChangeMessageVisibility', { QueueUrl: url, ReceiptHandle, VisibilityTimeout: 1 })).message).toMatch(
      /Message does not exist or is not available for visibility timeout change\.$/,
    );
    const failed = call('DeleteMessageBatch', { QueueUrl: url, Entries: [{ Id: 'a', ReceiptHandle: 'junk' }] });
    expect(failed.Failed).toEqual([{ Id: 'a', SenderFault: true, Code: 'ReceiptHandleIsInvalid', Message: expect.any(String) }]);
  });
});
