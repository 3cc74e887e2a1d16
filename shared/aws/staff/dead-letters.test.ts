import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { outsideCaller } from '#simulator/doors/call.ts';
import { connectDirect } from '#simulator/doors/direct.ts';
import { simulateSqs } from '#simulator/services/sqs.ts';
import { virtualWorld } from '#simulator/world.ts';
import { makeDeadLetters } from './dead-letters.ts';

/** The dead-letter queues of notices, of reports and of a stream, with this many messages in the first. */
function setUp(messages: number) {
  const world = virtualWorld();
  const sqs = simulateSqs(world);
  const made = (name: string, deadLetter?: string) =>
    sqs.createQueue({ name, ...(deadLetter && { deadLetter: { queueName: deadLetter, maxReceiveCount: 1 } }) });
  const urls = { notice: made('dead-notices').url, event: made('dead-events').url, 'counted-notices': made('failures').url };
  made('notices', 'dead-notices');
  const eventQueueArn = made('events', 'dead-events').arn;
  const client = new SQSClient({ maxAttempts: 1 });
  connectDirect(client, world, outsideCaller, new Map([['SQSClient', sqs]]));
  const bury = (QueueUrl: string, count: number) => {
    for (let index = 0; index < count; index++) sqs.operations.SendMessage?.({ QueueUrl, MessageBody: `${index}` });
  };
  const work = 'https://sqs.eu-west-1.amazonaws.com/123456789012/notices';
  bury(work, messages);
  sqs.receive('notices', messages);
  const { clock } = world;
  return {
    world,
    sqs,
    urls,
    bury,
    pass: (ms: number) => clock.settle(clock.sleep(ms)),
    deadLetters: makeDeadLetters(client, { urls, eventQueueArn }),
  };
}

/** Lets a message be received once too often. */
const untilBuried = 31_000;

describe('dead-letter queues', () => {
  it('are those that the deployment has, each with what waits in it', async () => {
    const { world, sqs, pass, deadLetters, bury, urls } = setUp(3);
    await pass(untilBuried);
    sqs.receive('notices', 10);
    bury(urls['counted-notices'], 2);
    expect(await world.clock.settle(deadLetters.list())).toEqual([
      { queue: 'notice', messages: 3 },
      { queue: 'event', messages: 0 },
      { queue: 'counted-notices', messages: 2 },
    ]);
    expect(await world.clock.settle(deadLetters.look('sweep'))).toBeUndefined();
  });

  it('are redriven at 20 messages a second, and a second order leaves the first move alone', async () => {
    const { world, sqs, pass, deadLetters } = setUp(50);
    await pass(untilBuried);
    sqs.receive('notices', 50);
    await world.clock.settle(deadLetters.redrive('notice'));
    await world.clock.settle(deadLetters.redrive('notice'));
    expect(await world.clock.settle(deadLetters.look('notice'))).toMatchObject({
      messages: 30,
      move: { state: 'running', moved: 20, of: 50 },
    });
    await pass(1_000);
    expect(sqs.messages('notices')).toHaveLength(40);
    await pass(1_000);
    expect(await world.clock.settle(deadLetters.look('notice'))).toMatchObject({ messages: 0, move: { state: 'done', moved: 50, of: 50 } });
  });

  it('of the reports are emptied into their queue, whoever buried there', async () => {
    const { world, sqs, bury, urls, deadLetters } = setUp(0);
    bury(urls.event, 3);
    await world.clock.settle(deadLetters.redrive('event'));
    expect(sqs.messages('events')).toHaveLength(3);
  });

  it('say in the words of SQS why a move failed', async () => {
    const { world, bury, urls, deadLetters } = setUp(0);
    bury(urls.notice, 1);
    await world.clock.settle(deadLetters.redrive('notice'));
    expect(await world.clock.settle(deadLetters.look('notice'))).toMatchObject({
      messages: 1,
      move: { state: 'failed', moved: 0, why: 'CouldNotDetermineMessageSource' },
    });
  });

  it('that SQS does not move throw', async () => {
    const { world, deadLetters } = setUp(0);
    await expect(world.clock.settle(deadLetters.redrive('counted-notices'))).rejects.toThrow('must be configured as a Dead Letter Queue');
  });
});
