import { convertToNative } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { AttributeValue, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { errorFields, type Logger } from './log.ts';
import { messages } from './log-messages.ts';

/** A change of a row, as a table's stream delivers it. */
export interface StreamChange {
  /** Name of the table. */
  readonly table: string;
  /** Partition key `pk` and sort key `sk` of the row. */
  readonly pk: string;
  readonly sk: string;
  /** Position in the stream; rises within an item collection. */
  readonly sequence: string;
  /** When it happened, in ms since 1970, to the second. */
  readonly atMs: number;
  /** The row before and after; undefined where it did not exist. */
  readonly before: Image | undefined;
  readonly after: Image | undefined;
}

/** A row as a stream shows it: gives an attribute's plain value, or undefined. Only what is asked for is converted. */
export type Image = (attribute: string) => unknown;

/** Entry of a function that reads streams. Throwing repeats the whole batch, so what it does must bear repeating. */
export function streamHandler(logger: Logger, consume: (changes: readonly StreamChange[]) => Promise<void>) {
  return middy<DynamoDBStreamEvent, void>({ timeoutEarlyInMillis: 0 }).handler(async (event) => {
    try {
      await consume(event.Records.map(toChange));
    } catch (error) {
      logger.log(messages.failed, errorFields(error));
      throw error;
    }
  });
}

type Attributes = Readonly<Record<string, AttributeValue>>;

function toChange({ dynamodb, eventSourceARN }: DynamoDBRecord): StreamChange {
  const key = toImage(dynamodb?.Keys ?? {});
  return {
    table: (eventSourceARN ?? '').split('/')[1] ?? '',
    pk: String(key('pk')),
    sk: String(key('sk') ?? ''),
    sequence: dynamodb?.SequenceNumber ?? '',
    atMs: (dynamodb?.ApproximateCreationDateTime ?? 0) * 1000,
    before: dynamodb?.OldImage && toImage(dynamodb.OldImage),
    after: dynamodb?.NewImage && toImage(dynamodb.NewImage),
  };
}

function toImage(attributes: Attributes): Image {
  return (name) => {
    const value = attributes[name];
    return value === undefined ? undefined : convertToNative(value as Parameters<typeof convertToNative>[0]);
  };
}
