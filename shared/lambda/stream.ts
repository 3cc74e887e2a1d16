import { convertToNative } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { AttributeValue, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { errorFields, type Logger } from './log.ts';
import * as messages from './log-messages.ts';

/** A change of a row, as a table's stream delivers it. */
export interface StreamChange {
  /** Name of the table. */
  readonly table: string;
  /** Partition key `pk` and sort key `sk` of the row. */
  readonly pk: string;
  readonly sk: string;
  /** Id of the change: the same whenever it is delivered again, and of no other change. */
  readonly id: string;
  /** When it happened, in ms since 1970, to the second. */
  readonly atMs: number;
  /** The row before and after; undefined where it did not exist. */
  readonly before: Image | undefined;
  readonly after: Image | undefined;
  /** The row's version before and after; 0 where it has none or did not exist. Every change that a function makes raises it by one. */
  readonly versions: readonly [before: number, after: number];
}

/** A row in a stream: gives the plain value of an attribute, or undefined. Only attributes that are asked for are converted. */
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

function toChange({ dynamodb, eventID, eventSourceARN }: DynamoDBRecord): StreamChange {
  if (eventID === undefined) throw new Error(`a record of ${eventSourceARN} has no id`);
  const key = toImage(dynamodb?.Keys ?? {});
  const [before, after] = [dynamodb?.OldImage, dynamodb?.NewImage].map((image) => image && toImage(image));
  const versionOf = (image: Image | undefined) => Number(image?.('version') ?? 0);
  return {
    table: (eventSourceARN ?? '').split('/')[1] ?? '',
    pk: String(key('pk')),
    sk: String(key('sk') ?? ''),
    id: eventID,
    atMs: (dynamodb?.ApproximateCreationDateTime ?? 0) * 1000,
    before,
    after,
    versions: [versionOf(before), versionOf(after)],
  };
}

function toImage(attributes: Attributes): Image {
  return (name) => {
    const value = attributes[name];
    return value === undefined ? undefined : convertToNative(value as Parameters<typeof convertToNative>[0]);
  };
}

/**
 * Whether a row was changed by something other than our functions: each of their changes raises the row's version by one. Old rows have no version;
 * of these it cannot be told.
 */
export function isByHand({ before, after, versions: [from, to] }: StreamChange): boolean {
  if (after === undefined) return false;
  return before === undefined ? to !== 1 : from > 0 && to !== from + 1;
}
