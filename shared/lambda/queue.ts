import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { errorFields, type Logger } from './log.ts';
import * as messages from './log-messages.ts';
import type { Metrics } from './metrics.ts';

/** How a message that failed is tried again before its visibility timeout ends. */
export interface Retries {
  /** Has the message with this receipt handle come again so many seconds from now. `queueArn` is that of its queue. */
  readonly postpone: (receiptHandle: string, seconds: number, queueArn: string) => Promise<void>;
  /** Seconds until a message is tried again that was received so many times. */
  readonly secondsAfter: (receives: number) => number;
}

/** What a message must look like; a schema of zod is one. */
export interface MessageShape<T> {
  safeParse(body: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

/**
 * Entry of a function that a queue wakes. Returning consumes a message; throwing leaves that message, and only that one, for another try. A message
 * of another shape than `shape` is logged as that and left too: after its tries it lies in the dead-letter queue, where people see it.
 * Messages of one batch are handled side by side. What fails is counted at once, long before the message is a dead letter; what is put off for a
 * reason that should pass, from its second time on.
 * @param retries when a failed message is tried again. @default when its visibility timeout ends
 */
export function queueHandler<T>(
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
  shape: MessageShape<T>,
  consume: (message: T, context: Context) => Promise<void>,
  retries?: Retries,
) {
  return middy<SQSEvent, SQSBatchResponse>({ timeoutEarlyInMillis: 0 }).handler(async (event, context) => {
    const failed = await Promise.all(
      event.Records.map(async (record) => {
        try {
          const parsed = shape.safeParse(parse(record.body));
          if (!parsed.success) throw new UnreadableMessage();
          await consume(parsed.data, context);
          return [];
        } catch (error) {
          logger.log(error instanceof UnreadableMessage ? messages.badMessage : messages.failed, errorFields(error));
          const receives = Number(record.attributes.ApproximateReceiveCount);
          const first = error instanceof RetryLater && receives === 1;
          // Where this fails too, it comes again when its visibility timeout ends.
          await retries?.postpone(record.receiptHandle, retries.secondsAfter(receives), record.eventSourceARN).catch(() => undefined);
          if (!first) metrics.count('Message::Failed');
          return [{ itemIdentifier: record.messageId }];
        }
      }),
    );
    return { batchItemFailures: failed.flat() };
  });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Thrown for a message that has no known shape. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

/** Thrown so that a message is tried again, for a reason that should pass by itself. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';

  constructor(reason: 'throttled' | 'refused' | 'unanswered' | 'time') {
    super(reason);
  }
}
