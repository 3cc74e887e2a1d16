import { describe, expect, it } from 'vitest';
import { refusal } from '../testing.ts';
import { setUpSqs as setUp, workUrl as url } from './testing.ts';

describe('dead letters', () => {
  async function buryOne() {
    const made = setUp();
    made.sqs.createQueue({ name: 'dead', retentionSeconds: 1_209_600 });
    made.sqs.createQueue({ name: 'work', visibilityTimeoutSeconds: 1, deadLetter: { queueName: 'dead', maxReceiveCount: 3 } });
    made.call('SendMessage', { QueueUrl: url, MessageBody: 'poison' });
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(made.sqs.receive('work', 10)).toHaveLength(1);
      await made.wait(2);
    }
    expect(made.sqs.receive('work', 10)).toEqual([]);
    return made;
  }

  it('buries a message on the receive after maxReceiveCount, with its id, age and origin', async () => {
    const { sqs } = await buryOne();
    expect(sqs.messages('work')).toEqual([]);
    expect(sqs.receive('dead', 1)[0]).toMatchObject({
      body: 'poison',
      attributes: {
        SentTimestamp: '1795179600000',
        ApproximateReceiveCount: '4',
        DeadLetterQueueSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:work',
      },
    });
  });

  it('moves dead letters back as new messages at the given rate, one task at a time', async () => {
    const { sqs, call, wait } = await buryOne();
    for (const body of ['a', 'b']) call('SendMessage', { QueueUrl: url.replace('work', 'dead'), MessageBody: body });
    const input = {
      SourceArn: 'arn:aws:sqs:eu-west-1:123456789012:dead',
      DestinationArn: 'arn:aws:sqs:eu-west-1:123456789012:work',
      MaxNumberOfMessagesPerSecond: 1,
    };
    expect(call('StartMessageMoveTask', input).TaskHandle).toEqual(expect.any(String));
    expect(refusal(() => call('StartMessageMoveTask', input)).message).toMatch(/^There is already a task running\./);
    expect(sqs.messages('work')).toEqual(['poison']);
    await wait(2.5);
    expect(sqs.messages('work')).toEqual(['poison', 'a', 'b']);
    expect(sqs.messages('dead')).toEqual([]);
    expect(sqs.receive('work', 1)[0]?.attributes.ApproximateReceiveCount).toBe('1');
    expect(call('StartMessageMoveTask', input).TaskHandle).toEqual(expect.any(String));
  });

  it('lists the last ten moves, newest first: how far the one is that runs, and how the others ended', async () => {
    const { call, wait } = await buryOne();
    const SourceArn = 'arn:aws:sqs:eu-west-1:123456789012:dead';
    const DestinationArn = 'arn:aws:sqs:eu-west-1:123456789012:work';
    const list = (MaxResults?: number) => call('ListMessageMoveTasks', { SourceArn, ...(MaxResults && { MaxResults }) }).Results;
    expect(list()).toEqual([]);
    call('SendMessage', { QueueUrl: url.replace('work', 'dead'), MessageBody: 'a' });
    const { TaskHandle } = call('StartMessageMoveTask', { SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: 1 });
    const task = { SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: 1, ApproximateNumberOfMessagesToMove: 2 };
    const StartedTimestamp = expect.any(Number);
    expect(list()).toEqual([{ ...task, StartedTimestamp, TaskHandle, Status: 'RUNNING', ApproximateNumberOfMessagesMoved: 1 }]);
    await wait(1.5);
    expect(list()).toEqual([{ ...task, StartedTimestamp, Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 2 }]);
    for (let again = 0; again < 10; again++) call('StartMessageMoveTask', { SourceArn });
    expect(list()).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesToMove: 0 }]);
    expect(list(10)).toHaveLength(10);
    expect(refusal(() => list(11)).message).toBe(
      'Value 11 for parameter MaxResults is invalid. Reason: Must be between 1 and 10, if provided.',
    );
  });

  it('fails a move back of a message that no queue buried, and keeps it', async () => {
    const { sqs, call } = await buryOne();
    call('SendMessage', { QueueUrl: url.replace('work', 'dead'), MessageBody: 'of SNS' });
    const SourceArn = 'arn:aws:sqs:eu-west-1:123456789012:dead';
    call('StartMessageMoveTask', { SourceArn });
    expect(call('ListMessageMoveTasks', { SourceArn }).Results).toMatchObject([
      { Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource', ApproximateNumberOfMessagesMoved: 1 },
    ]);
    expect(sqs.messages('work')).toEqual(['poison']);
    expect(sqs.messages('dead')).toEqual(['of SNS']);
  });

  it('redrives to where the message came from when no destination is given', async () => {
    const { sqs, call } = await buryOne();
    call('StartMessageMoveTask', { SourceArn: 'arn:aws:sqs:eu-west-1:123456789012:dead' });
    expect(sqs.messages('work')).toEqual(['poison']);
  });

  it('refuses to redrive what is not a dead-letter queue', async () => {
    const { call } = await buryOne();
    expect(refusal(() => call('StartMessageMoveTask', { SourceArn: 'arn:aws:sqs:eu-west-1:123456789012:work' })).message).toBe(
      'Source queue must be configured as a Dead Letter Queue.',
    );
    expect(refusal(() => call('StartMessageMoveTask', { SourceArn: 'arn:aws:sqs:eu-west-1:123456789012:none' })).name).toBe(
      'ResourceNotFoundException',
    );
  });
});
