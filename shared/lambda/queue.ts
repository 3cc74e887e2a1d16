import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { errorFields, type Logger } from './log.ts';
import { messages } from './log-messages.ts';

/**
 * Entry of a function that a queue wakes. Returning consumes a message; throwing leaves that message, and only that one, for another try.
 * Messages of one batch are handled side by side.
 */
export function queueHandler(logger: Logger, consume: (body: unknown, context: Context) => Promise<void>) {
  return middy<SQSEvent, SQSBatchResponse>({ timeoutEarlyInMillis: 0 }).handler(async (event, context) => {
    const failed = await Promise.all(
      event.Records.map(async (record) => {
        try {
          await consume(parse(record.body), context);
          return [];
        } catch (error) {
          logger.log(messages.failed, errorFields(error));
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

/** Thrown to leave a message for another try, for reasons that pass. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';

  constructor(reason: 'throttled' | 'unanswered' | 'time') {
    super(reason);
  }
}
