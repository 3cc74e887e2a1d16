import type { Clock } from '#shared/platform.ts';
import { failureOf } from './failures.ts';

/**
 * Repeats a call of DynamoDB for as long as it is throttled, for work that no person waits for. A new table takes 4,000 writes a second and grows while it is
 * used (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html); a count of a large directory is faster than that at first.
 * @param waitMs between two tries, after those of the client itself
 */
export async function retryThrottled<T>(clock: Clock, waitMs: number, call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (failureOf(error) !== 'throttled') throw error;
      await clock.sleep(waitMs);
    }
  }
}
