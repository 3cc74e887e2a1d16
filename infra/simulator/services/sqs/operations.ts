import { AwsError, supportsOnly, UnsupportedError } from '../../errors.ts';
import type { Random } from '../../random.ts';
import type { Fields, Operation } from '../../service.ts';
import type { World } from '../../world.ts';
import { checkAttributes, type MessageAttributes, md5, md5OfAttributes, sizeInBytes } from './message.ts';
import type { Queue } from './queue.ts';
import { moveTasks } from './redrive.ts';
import { apiMessage, queueAttributes } from './responses.ts';
import {
  type BatchEntry,
  batchEntries,
  delaySeconds,
  invalidValue,
  maxBytes,
  messageBody,
  required,
  visibilityTimeout,
  wholeNumber,
} from './validation.ts';

/** In-flight messages that a standard queue allows (SQS quotas). */
const maxInFlight = 120_000;

const queueUrl = ['QueueUrl'];
const sendEntry = ['Id', 'MessageBody', 'DelaySeconds', 'MessageAttributes'];
const known = {
  SendMessage: new Set([...queueUrl, ...sendEntry.slice(1)]),
  ReceiveMessage: new Set([
    ...queueUrl,
    'MaxNumberOfMessages',
    'VisibilityTimeout',
    'WaitTimeSeconds',
    'AttributeNames',
    'MessageSystemAttributeNames',
    'MessageAttributeNames',
  ]),
  DeleteMessage: new Set([...queueUrl, 'ReceiptHandle']),
  ChangeMessageVisibility: new Set([...queueUrl, 'ReceiptHandle', 'VisibilityTimeout']),
  GetQueueAttributes: new Set([...queueUrl, 'AttributeNames']),
  StartMessageMoveTask: new Set(['SourceArn', 'DestinationArn', 'MaxNumberOfMessagesPerSecond']),
  ListMessageMoveTasks: new Set(['SourceArn', 'MaxResults']),
  batch: new Set([...queueUrl, 'Entries']),
  sendEntry: new Set(sendEntry),
  deleteEntry: new Set(['Id', 'ReceiptHandle']),
  changeEntry: new Set(['Id', 'ReceiptHandle', 'VisibilityTimeout']),
};

function send(queue: Queue, input: Fields, random: Random): Fields {
  const body = messageBody(input.MessageBody);
  const delay = delaySeconds(input.DelaySeconds);
  const attributes = input.MessageAttributes as MessageAttributes | undefined;
  if (attributes !== undefined) checkAttributes(attributes);
  const { id } = queue.add({ id: random.uuid(), body, attributes }, delay);
  return {
    MessageId: id,
    MD5OfMessageBody: md5(body),
    ...(attributes === undefined ? {} : { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}

function bytesOf(input: Fields): number {
  return sizeInBytes(String(input.MessageBody ?? ''), input.MessageAttributes as MessageAttributes | undefined);
}

function invalidHandle(handle: string): AwsError {
  return new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`, {}, 404);
}

function deleteOne(queue: Queue, input: Fields): Fields {
  const handle = required(input.ReceiptHandle, 'ReceiptHandle');
  if (!queue.delete(handle)) throw invalidHandle(handle);
  return {};
}

function changeOne(queue: Queue, input: Fields): Fields {
  const handle = required(input.ReceiptHandle, 'ReceiptHandle');
  const seconds = visibilityTimeout(input.VisibilityTimeout);
  if (seconds === undefined) throw new AwsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
  const outcome = queue.changeVisibility(handle, seconds);
  if (outcome === 'invalid') throw invalidHandle(handle);
  if (outcome === 'changed') return {};
  throw invalidValue(
    `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
  );
}

/** The operations that a caller may use on the given queues (by name). */
export function sqsOperations(options: {
  readonly world: World;
  readonly random: Random;
  readonly queues: ReadonlyMap<string, Queue>;
  /** Share of batch entries that fail with InternalError while the call succeeds. */
  readonly failedEntryShare: number;
}): Record<string, Operation> {
  const { world, random, queues } = options;
  const moves = moveTasks({ clock: world.clock, random, queues });

  const addressed = (input: Fields): Queue => {
    const url = required(input.QueueUrl, 'QueueUrl');
    const queue = queues.get(url.slice(url.lastIndexOf('/') + 1));
    if (queue?.url === url) return queue;
    throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
  };

  /** Every 64 KiB of a request is billed as a request (SQS pricing). */
  const bill = (operation: string, bytes = 0) => {
    world.meter.of('sqs', operation).writeUnits += Math.max(1, Math.ceil(bytes / 65_536));
  };

  /** Runs `one` for each entry; what it refuses becomes that entry's failure. */
  const eachEntry = (entries: readonly BatchEntry[], parameters: ReadonlySet<string>, one: (entry: BatchEntry) => Fields): Fields => {
    const Successful: Fields[] = [];
    const Failed: Fields[] = [];
    for (const entry of entries) {
      supportsOnly('sqs', 'a batch entry', entry, parameters);
      try {
        if (random.chance(options.failedEntryShare)) throw new AwsError('InternalError', 'Internal Error', {}, 500);
        Successful.push({ Id: entry.Id, ...one(entry) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        Failed.push({ Id: entry.Id, SenderFault: error.statusCode < 500, Code: error.name, Message: error.message });
      }
    }
    return Failed.length === 0 ? { Successful } : { Successful, Failed };
  };

  return {
    SendMessage(input) {
      supportsOnly('sqs', 'SendMessage', input, known.SendMessage);
      const queue = addressed(input);
      const bytes = bytesOf(input);
      if (bytes > maxBytes)
        throw invalidValue(`One or more parameters are invalid. Reason: Message must be shorter than ${maxBytes} bytes.`);
      bill('SendMessage', bytes);
      const sent = send(queue, input, random);
      queue.announce();
      return sent;
    },
    SendMessageBatch(input) {
      supportsOnly('sqs', 'SendMessageBatch', input, known.batch);
      const queue = addressed(input);
      const entries = batchEntries(input.Entries, 'SendMessageBatchRequestEntry');
      const bytes = entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
      if (bytes > maxBytes) {
        throw new AwsError('BatchRequestTooLong', `Batch requests cannot be longer than ${maxBytes} bytes. You have sent ${bytes} bytes.`);
      }
      bill('SendMessageBatch', bytes);
      const sent = eachEntry(entries, known.sendEntry, (entry) => send(queue, entry, random));
      queue.announce();
      return sent;
    },
    ReceiveMessage(input) {
      supportsOnly('sqs', 'ReceiveMessage', input, known.ReceiveMessage);
      const queue = addressed(input);
      const max = wholeNumber(input.MaxNumberOfMessages, 'MaxNumberOfMessages', [1, 10], 'Must be between 1 and 10, if provided.') ?? 1;
      const visibility = visibilityTimeout(input.VisibilityTimeout);
      if ((input.WaitTimeSeconds ?? 0) !== 0) throw new UnsupportedError('sqs', 'ReceiveMessage with WaitTimeSeconds above 0');
      bill('ReceiveMessage');
      if (queue.depth().inFlight >= maxInFlight) {
        throw new AwsError('OverLimit', `The maximum number of in flight messages is reached: ${maxInFlight}.`, {}, 403);
      }
      const receipts = queue.receive(max, visibility);
      return receipts.length === 0 ? {} : { Messages: receipts.map((receipt) => apiMessage(receipt, input, world.accountId)) };
    },
    DeleteMessage(input) {
      supportsOnly('sqs', 'DeleteMessage', input, known.DeleteMessage);
      const queue = addressed(input);
      bill('DeleteMessage');
      return deleteOne(queue, input);
    },
    DeleteMessageBatch(input) {
      supportsOnly('sqs', 'DeleteMessageBatch', input, known.batch);
      const queue = addressed(input);
      const entries = batchEntries(input.Entries, 'DeleteMessageBatchRequestEntry');
      bill('DeleteMessageBatch');
      return eachEntry(entries, known.deleteEntry, (entry) => deleteOne(queue, entry));
    },
    ChangeMessageVisibility(input) {
      supportsOnly('sqs', 'ChangeMessageVisibility', input, known.ChangeMessageVisibility);
      const queue = addressed(input);
      bill('ChangeMessageVisibility');
      return changeOne(queue, input);
    },
    ChangeMessageVisibilityBatch(input) {
      supportsOnly('sqs', 'ChangeMessageVisibilityBatch', input, known.batch);
      const queue = addressed(input);
      const entries = batchEntries(input.Entries, 'ChangeMessageVisibilityBatchRequestEntry');
      bill('ChangeMessageVisibilityBatch');
      return eachEntry(entries, known.changeEntry, (entry) => changeOne(queue, entry));
    },
    GetQueueAttributes(input) {
      supportsOnly('sqs', 'GetQueueAttributes', input, known.GetQueueAttributes);
      const queue = addressed(input);
      bill('GetQueueAttributes');
      return queueAttributes(queue, (input.AttributeNames ?? []) as readonly string[]);
    },
    StartMessageMoveTask(input) {
      supportsOnly('sqs', 'StartMessageMoveTask', input, known.StartMessageMoveTask);
      bill('StartMessageMoveTask');
      return moves.start(input);
    },
    ListMessageMoveTasks(input) {
      supportsOnly('sqs', 'ListMessageMoveTasks', input, known.ListMessageMoveTasks);
      bill('ListMessageMoveTasks');
      return moves.list(input);
    },
  };
}
