import { AwsError } from '../../errors.ts';
import type { Fields } from '../../service.ts';
import type { World } from '../../world.ts';
import { lambdaAttributes, md5, md5OfAttributes, type ReceivedMessage, selectAttributes, systemAttributes } from './message.ts';
import type { Queue, Receipt } from './queue.ts';
import { maxBytes } from './validation.ts';

/** A received message as ReceiveMessage answers it, with the attributes that the call asked for. */
export function apiMessage({ message, handle }: Receipt, input: Fields, senderId: string): Fields {
  const names = (parameter: string) => (input[parameter] ?? []) as readonly string[];
  const wanted = [...names('AttributeNames'), ...names('MessageSystemAttributeNames')];
  const system = Object.entries(systemAttributes(message, senderId)).filter(([name]) => wanted.includes('All') || wanted.includes(name));
  const attributes = selectAttributes(message.attributes, names('MessageAttributeNames'));
  return {
    MessageId: message.id,
    ReceiptHandle: handle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(system.length === 0 ? {} : { Attributes: Object.fromEntries(system) }),
    ...(attributes === undefined ? {} : { MessageAttributes: attributes, MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}

/** A received message as Lambda hands it to a function. */
export function lambdaRecord({ message, handle }: Receipt, queue: Queue, world: World): ReceivedMessage {
  return {
    messageId: message.id,
    receiptHandle: handle,
    body: message.body,
    attributes: systemAttributes(message, world.accountId),
    messageAttributes: lambdaAttributes(message.attributes),
    get md5OfBody() {
      return md5(message.body);
    },
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: world.region,
  };
}

/** Attributes that SQS leaves out of its answer where they were never set. */
const unset = new Set(['RedrivePolicy', 'RedriveAllowPolicy', 'Policy', 'KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds']);

/**
 * What GetQueueAttributes answers for the given names, or for `All`.
 * @throws AwsError for a name that SQS does not have.
 */
export function queueAttributes(queue: Queue, names: readonly string[]): Fields {
  const { waiting, inFlight, delayed } = queue.depth();
  const created = String(Math.floor(queue.createdAtMs / 1000));
  const { deadLetter } = queue;
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(waiting),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: created,
    LastModifiedTimestamp: created,
    VisibilityTimeout: String(queue.definition.visibilityTimeoutSeconds),
    MaximumMessageSize: String(maxBytes),
    MessageRetentionPeriod: String(queue.definition.retentionSeconds),
    DelaySeconds: String(queue.definition.delaySeconds),
    ReceiveMessageWaitTimeSeconds: '0',
    SqsManagedSseEnabled: 'true',
  };
  if (deadLetter !== undefined) {
    all.RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadLetter.queue.arn, maxReceiveCount: deadLetter.maxReceiveCount });
  }
  if (names.includes('All')) return { Attributes: all };
  for (const name of names) {
    if (!(name in all) && !unset.has(name)) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  }
  const named = Object.entries(all).filter(([name]) => names.includes(name));
  return named.length === 0 ? {} : { Attributes: Object.fromEntries(named) };
}
