import * as z from 'zod/mini';
import { queueHandler } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';
import { runSweep } from './sweep.ts';

const shape = z.strictObject({ campaignId: z.string() });

/** Runs the sweep of a campaign for as long as there are accounts for it, the invocation has time and the lease is ours. */
export function makeHandler(dependencies: Dependencies) {
  return queueHandler(dependencies, shape, (message, context) => runSweep(dependencies, message, () => context.getRemainingTimeInMillis()));
}
