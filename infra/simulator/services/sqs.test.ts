import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { setUpSqs as setUp, workUrl as url } from './sqs/testing.ts';
import { refusal } from './testing.ts';

describe('sending', () => {
  it('answers with an id and the MD5 of the body', () => {
    const { sqs, call } = setUp();
    sqs.createQueue({ name: 'work' });
    const sent = call('SendMessage', { QueueUrl: url, MessageBody: 'hello' });
    expect(sent.MD5OfMessageBody).toBe(createHash('md5').update('hello').digest('hex'));
    expect(sent.MessageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(sqs.messages('work')).toEqual(['hello']);
  });

  it('computes the MD5 of message attributes as SQS documents it', () => {
    const { sqs, call } = setUp();
    sqs.createQueue({ name: 'work' });
    const sent = call('SendMessage', {
      QueueUrl: url,
      MessageBody: 'x',
      MessageAttributes: { timestamp: { DataType: 'Number', StringValue: '1493147359900' } },
    });
    expect(sent.MD5OfMessageAttributes).toBe('235c5c510d26fb653d073faed50ae77c');
  });

  it.each([
    ['an empty body', { MessageBody: '' }, 'MissingParameter'],
    ['a body over 1 MiB', { MessageBody: 'x'.repeat(1_048_577) }, 'InvalidParameterValue'],
    ['a control character', { MessageBody: 'a\u0000b' }, 'InvalidMessageContents'],
    ['a delay over 900 s', { MessageBody: 'x', DelaySeconds: 901 }, 'InvalidParameterValue'],
    ['a message group', { MessageBody: 'x', MessageGroupId: 'g' }, 'UnsupportedError'],
  ])('refuses %s', (_what, input, name) => {
    const { sqs, call } = setUp();
    sqs.createQueue({ name: 'work' });
    expect(refusal(() => call('SendMessage', { QueueUrl: url, ...input })).name).toBe(name);
  });

  it('refuses a queue that does not exist, and a FIFO queue', () => {
    const { sqs, call } = setUp();
    expect(refusal(() => call('SendMessage', { QueueUrl: url, MessageBody: 'x' }))).toEqual({
      name: 'QueueDoesNotExist',
      message: 'The specified queue does not exist.',
    });
    expect(refusal(() => sqs.createQueue({ name: 'work.fifo' })).name).toBe('UnsupportedError');
  });

  it('bills every 64 KiB of a request as a request', () => {
    const { world, sqs, call } = setUp();
    sqs.createQueue({ name: 'work' });
    call('SendMessage', { QueueUrl: url, MessageBody: 'x'.repeat(65_537) });
    expect(world.meter.total('sqs').writeUnits).toBe(2);
  });
});

describe('batches', () => {
  const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ Id: `m${index}`, MessageBody: `body ${index}` }));

  it.each([
    ['no entries', [], 'EmptyBatchRequest', 'There should be at least one SendMessageBatchRequestEntry in the request.'],
    ['11 entries', entries(11), 'TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10. You have sent 11.'],
    ['equal ids', [...entries(1), ...entries(1)], 'BatchEntryIdsNotDistinct', 'Id m0 repeated.'],
    [
      'more than 1 MiB in all',
      entries(2).map((entry) => ({ ...entry, MessageBody: 'x'.repeat(600_000) })),
      'BatchRequestTooLong',
      undefined,
    ],
    ['an id with a space', [{ Id: 'a b', MessageBody: 'x' }], 'InvalidBatchEntryId', undefined],
  ])('refuses %s as a whole', (_what, Entries, name, message) => {
    const { sqs, call } = setUp();
    sqs.createQueue({ name: 'work' });
    const refused = refusal(() => call('SendMessageBatch', { QueueUrl: url, Entries }));
    expect(refused).toEqual({ name, message: message ?? expect.any(String) });
    expect(sqs.messages('work')).toEqual([]);
  });

  it('sends the good entries and answers the bad one as failed', () => {
    const { sqs, call } = setUp();
    sqs.createQueue({ name: 'work' });
    const answer = call('SendMessageBatch', {
      QueueUrl: url,
      Entries: [...entries(2), { Id: 'late', MessageBody: 'x', DelaySeconds: 1000 }],
    });
    expect(answer.Successful).toHaveLength(2);
    expect(answer.Failed).toEqual([{ Id: 'late', SenderFault: true, Code: 'InvalidParameterValue', Message: expect.any(String) }]);
    expect(sqs.messages('work')).toEqual(['body 0', 'body 1']);
  });

  it('lets a share of entries fail when told to', () => {
    const { sqs, call } = setUp({ failedEntryShare: 0.3 });
    sqs.createQueue({ name: 'work' });
    let failed = 0;
    for (let round = 0; round < 100; round++) {
      const answer = call('SendMessageBatch', { QueueUrl: url, Entries: entries(10) }) as { Failed?: readonly { SenderFault: boolean }[] };
      failed += answer.Failed?.length ?? 0;
      expect(answer.Failed?.some((entry) => entry.SenderFault) ?? false).toBe(false);
    }
    expect(failed).toBeGreaterThan(230);
    expect(failed).toBeLessThan(370);
    expect(sqs.depth('work').waiting).toBe(1000 - failed);
  });

  it('announces once for a whole batch', () => {
    const { sqs, call } = setUp();
    sqs.createQueue({ name: 'work' });
    let announced = 0;
    sqs.onReceivable('work', () => announced++);
    call('SendMessageBatch', { QueueUrl: url, Entries: entries(10) });
    expect(announced).toBe(1);
  });
});

describe('queue attributes', () => {
  it('counts visible, in-flight and delayed messages and names its dead-letter queue', () => {
    const { sqs, call } = setUp();
    sqs.createQueue({ name: 'dead' });
    sqs.createQueue({ name: 'work', deadLetter: { queueName: 'dead', maxReceiveCount: 5 } });
    for (const delay of [0, 0, 0, 30]) call('SendMessage', { QueueUrl: url, MessageBody: 'x', DelaySeconds: delay });
    sqs.receive('work', 1);
    expect(call('GetQueueAttributes', { QueueUrl: url, AttributeNames: ['All'] }).Attributes).toMatchObject({
      ApproximateNumberOfMessages: '2',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":5}',
    });
    expect(refusal(() => call('GetQueueAttributes', { QueueUrl: url, AttributeNames: ['Nope'] })).message).toBe('Unknown Attribute Nope.');
  });
});
