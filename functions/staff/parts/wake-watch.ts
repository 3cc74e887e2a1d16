import type { Queue, WatchMessage } from '#shared/aws/staff/queues.ts';
import { errorFields, type Logger } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';

/** Wakes the watch over the directory after the epochs changed. Never fails: the watch wakes by itself every minute. */
export type WakeWatch = () => Promise<void>;

/** Wakes it by its queue. */
export function makeWakeWatch(queue: Queue<WatchMessage>, logger: Logger): WakeWatch {
  return async () => {
    try {
      await queue.send({ changed: 'epochs' });
    } catch (error) {
      logger.log(messages.watchNotWoken, errorFields(error));
    }
  };
}
