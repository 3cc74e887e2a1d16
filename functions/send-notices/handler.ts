import * as z from 'zod/mini';
import * as messages from '#shared/lambda/log-messages.ts';
import { queueHandler } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';
import { runSender } from './sender.ts';

const message = z.strictObject({ campaignId: z.string(), worker: z.number() });

/** Runs one sender of a campaign for as long as there are notices, the invocation has time and the lease is ours. */
export function makeHandler(dependencies: Dependencies) {
  return queueHandler(dependencies, async (body, context) => {
    const parsed = message.safeParse(body);
    if (!parsed.success) {
      dependencies.logger.log(messages.badMessage);
      throw new Error('not a notice message');
    }
    await runSender(dependencies, parsed.data, () => context.getRemainingTimeInMillis());
  });
}
