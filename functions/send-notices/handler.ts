import * as z from 'zod/mini';
import { queueHandler } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';
import { runSender } from './sender.ts';

const shape = z.strictObject({ campaignId: z.string(), worker: z.number() });

/** Runs one sender of a campaign for as long as there are notices, the invocation has time and the lease is ours. */
export function makeHandler(dependencies: Dependencies) {
  return queueHandler(dependencies, shape, (message, context) =>
    runSender(dependencies, message, () => context.getRemainingTimeInMillis()),
  );
}
