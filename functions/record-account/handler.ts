import * as z from 'zod/mini';
import { queueHandler } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';
import { recordAccount } from './record.ts';

/** A subject is a UUID; it stands in a filter of the directory, so nothing else gets there. */
const shape = z.strictObject({ sub: z.string().check(z.regex(/^[\w-]{1,64}$/)) });

/** Records accounts that some live campaign does not know: those that were made after it was planned. Recording one twice changes nothing. */
export function makeHandler(dependencies: Dependencies) {
  return queueHandler(dependencies, shape, ({ sub }) => recordAccount(dependencies, sub));
}
