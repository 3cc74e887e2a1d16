import { AwsError, UnsupportedError } from '../errors.ts';
import type { Service } from '../service.ts';
import type { World } from '../world.ts';
import type { Depth, QueueDefinition } from './sqs/definition.ts';
import type { ReceivedMessage } from './sqs/message.ts';
import { sqsOperations } from './sqs/operations.ts';
import { Queue } from './sqs/queue.ts';
import { lambdaRecord } from './sqs/responses.ts';

export type { Depth, QueueDefinition } from './sqs/definition.ts';
export type { ReceivedMessage } from './sqs/message.ts';

/** How far a simulated SQS misbehaves within what AWS allows. */
export interface SqsOptions {
  /** Share (0 to 1) of received messages of which a second copy comes up within the visibility timeout, deleted or not. @default 0 */
  readonly duplicateShare?: number;
  /** Share (0 to 1) of batch entries that fail with InternalError while the call succeeds. @default 0 */
  readonly failedEntryShare?: number;
}

/** Standard queues. FIFO queues, message groups and long polling are refused. */
export interface SimulatedSqs extends Service {
  /** @throws AwsError when the name is taken or the dead-letter queue does not exist; UnsupportedError for a FIFO queue. */
  createQueue(definition: QueueDefinition): { url: string; arn: string };
  /** Calls `listener` whenever a message of the queue may have become receivable: sent, delay over, visibility over. */
  onReceivable(queueName: string, listener: () => void): void;
  /** Up to `max` messages as the event source mapping sees them; metered as ReceiveMessage requests of ten messages. */
  receive(queueName: string, max: number): ReceivedMessage[];
  /** Deletes what `receive` returned; metered as a tenth of a DeleteMessageBatch request. */
  delete(queueName: string, receiptHandle: string): void;
  /** Makes a received message receivable `seconds` from now; changes nothing when it is no longer in flight. */
  changeVisibility(queueName: string, receiptHandle: string, seconds: number): void;
  /** How many messages are where. */
  depth(queueName: string): Depth;
  /** Seconds that the oldest message of the queue waits, as its metric has it. */
  oldestAgeSeconds(queueName: string): number;
  /** Bodies of all messages in the queue, in flight and delayed ones included. */
  messages(queueName: string): readonly string[];
}

/** SQS as far as {@link SimulatedSqs} goes. Every method that takes a queue's name throws AwsError when there is no such queue. */
export function simulateSqs(world: World, options: SqsOptions = {}): SimulatedSqs {
  const { clock, accountId, region, meter } = world;
  const random = world.random.fork('sqs');
  const queues = new Map<string, Queue>();

  const named = (name: string): Queue => {
    const queue = queues.get(name);
    if (queue === undefined) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  };
  const bill = (operation: string, requests: number) => {
    meter.of('sqs', operation).writeUnits += requests;
  };

  return {
    name: 'sqs',
    operations: sqsOperations({ world, random, queues, failedEntryShare: options.failedEntryShare ?? 0 }),
    createQueue(definition) {
      const { name, deadLetter } = definition;
      if (name.endsWith('.fifo')) throw new UnsupportedError('sqs', `FIFO queues (${name})`);
      if (queues.has(name))
        throw new AwsError('QueueNameExists', 'A queue already exists with the same name and a different value for an attribute.');
      const arn = `arn:aws:sqs:${region}:${accountId}:${name}`;
      const url = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
      queues.set(
        name,
        new Queue({
          definition,
          arn,
          url,
          clock,
          random,
          duplicateShare: options.duplicateShare ?? 0,
          deadLetter: deadLetter && { queue: named(deadLetter.queueName), maxReceiveCount: deadLetter.maxReceiveCount },
        }),
      );
      return { url, arn };
    },
    onReceivable(queueName, listener) {
      named(queueName).listeners.push(listener);
    },
    receive(queueName, max) {
      const queue = named(queueName);
      const records = queue.receive(max).map((receipt) => lambdaRecord(receipt, queue, world));
      bill('ReceiveMessage', Math.ceil(records.length / 10));
      return records;
    },
    delete(queueName, receiptHandle) {
      named(queueName).delete(receiptHandle);
      bill('DeleteMessageBatch', 0.1);
    },
    changeVisibility(queueName, receiptHandle, seconds) {
      named(queueName).changeVisibility(receiptHandle, seconds);
      bill('ChangeMessageVisibility', 1);
    },
    depth: (queueName) => named(queueName).depth(),
    oldestAgeSeconds: (queueName) => named(queueName).oldestAgeSeconds(),
    messages: (queueName) => named(queueName).bodies(),
  };
}
