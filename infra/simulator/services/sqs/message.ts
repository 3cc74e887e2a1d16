import { createHash, hash } from 'node:crypto';
import { UnsupportedError } from '../../errors.ts';

/** A custom attribute of a message, as the API has it. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: Uint8Array;
}

/** Custom attributes by name. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** A message in a queue. */
export interface Message {
  /** Number within its queue: a duplicate has the `id` of its original and a number of its own. */
  readonly sequence: number;
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes | undefined;
  /** When it was sent (epoch ms); a dead-letter queue keeps it. */
  readonly sentAtMs: number;
  /** ARN of the queue whose consumers failed on it, once it is in a dead-letter queue. */
  readonly deadLetterSourceArn: string | undefined;
  firstReceivedAtMs: number | undefined;
  /** Times received over all queues. */
  receiveCount: number;
  /** `hidden` is in flight or a duplicate that has not come up yet. */
  state: 'waiting' | 'delayed' | 'hidden' | 'gone';
  /** When a delayed or hidden message becomes receivable (epoch ms). */
  dueMs: number;
}

/** A message as Lambda's event source mapping hands it to a function. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<
    Record<
      string,
      {
        readonly dataType: string;
        readonly stringValue?: string;
        /** Base64. */
        readonly binaryValue?: string;
        readonly stringListValues: readonly string[];
        readonly binaryListValues: readonly string[];
      }
    >
  >;
  readonly md5OfBody: string;
  readonly eventSource: 'aws:sqs';
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

/** MD5 of a text, in hexadecimal. */
export function md5(text: string): string {
  return hash('md5', text);
}

/**
 * MD5 over the attributes in the order of their names, each part after its length, as SQS documents it
 * (Developer Guide, "Calculating the MD5 message digest for message attributes").
 */
export function md5OfAttributes(attributes: MessageAttributes): string {
  const digest = createHash('md5');
  const add = (part: string | Uint8Array) => {
    const bytes = Buffer.from(part as string);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    digest.update(length).update(bytes);
  };
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))) {
    add(name);
    add(DataType);
    digest.update(Uint8Array.of(BinaryValue === undefined ? 1 : 2));
    add(BinaryValue ?? StringValue ?? '');
  }
  return digest.digest('hex');
}

/** Bytes that count against the size limits: the body, and each attribute's name, type and value. */
export function sizeInBytes(body: string, attributes: MessageAttributes | undefined): number {
  let bytes = Buffer.byteLength(body);
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes ?? {})) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(DataType) + Buffer.byteLength(StringValue ?? '') + (BinaryValue?.length ?? 0);
  }
  return bytes;
}

/** What SQS itself says of a received message. */
export function systemAttributes(message: Message, senderId: string): Record<string, string> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAtMs),
    SenderId: senderId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAtMs),
    ...(message.deadLetterSourceArn === undefined ? {} : { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
  };
}

/** The attributes in the shape of a Lambda event. */
export function lambdaAttributes(attributes: MessageAttributes | undefined): ReceivedMessage['messageAttributes'] {
  return Object.fromEntries(
    Object.entries(attributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        dataType: DataType,
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
        stringListValues: [],
        binaryListValues: [],
      },
    ]),
  );
}

/**
 * The attributes that a ReceiveMessage call names: exact names, `All`, `.*`, or a prefix before `.*`.
 * Undefined when none is left.
 */
export function selectAttributes(attributes: MessageAttributes | undefined, names: readonly string[]): MessageAttributes | undefined {
  const selected = Object.entries(attributes ?? {}).filter(([name]) =>
    names.some((wanted) => wanted === 'All' || wanted === name || (wanted.endsWith('.*') && name.startsWith(wanted.slice(0, -2)))),
  );
  return selected.length === 0 ? undefined : Object.fromEntries(selected);
}

/** @throws UnsupportedError for the list values that SQS reserves and for types it does not have. */
export function checkAttributes(attributes: MessageAttributes): void {
  for (const attribute of Object.values(attributes)) {
    if (!/^(String|Number|Binary)(\.|$)/.test(attribute.DataType)) {
      throw new UnsupportedError('sqs', `the message attribute type ${attribute.DataType}`);
    }
    if ('StringListValues' in attribute || 'BinaryListValues' in attribute)
      throw new UnsupportedError('sqs', 'list values in message attributes');
  }
}
