import { slotMs } from '#domain/pacing/pacing.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** For how long passes of a sender may fail before it ends, in ms. */
const bearMs = 60_000;

/**
 * Repeats a pass until it gives a reason to stop, or time is up. A pass that fails is made again, as tables that are slow or away for half a minute would
 * else end every sender, and each its successor.
 * @throws Error of a pass where all have failed for a minute
 */
export async function untilStop(
  { clock, logger }: Dependencies,
  pass: () => Promise<string | undefined>,
  hasTime: () => boolean,
): Promise<string> {
  let failingSince: number | undefined;
  while (hasTime()) {
    try {
      const reason = await pass();
      if (reason !== undefined) return reason;
      failingSince = undefined;
    } catch (error) {
      failingSince ??= clock.now();
      if (clock.now() - failingSince > bearMs) throw error;
      logger.log(messages.failed, errorFields(error));
      await clock.sleep(slotMs);
    }
  }
  return 'time';
}
