import * as z from 'zod/mini';
import { languages } from '#domain/account/language.ts';
import { queueHandler } from '#shared/lambda/queue.ts';
import { sendCode } from './code.ts';
import type { Dependencies } from './dependencies.ts';
import { tellHolder } from './tell.ts';

const shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('code'), recoveryId: z.string() }),
  z.strictObject({
    kind: z.enum(['recovered', 'guessed']),
    campaignId: z.string(),
    sub: z.string(),
    /** Absent in a message of an older version. */
    recoveryId: z.optional(z.string()),
    language: z.enum(languages),
    atMs: z.number(),
  }),
]);

/** Tries of a mail that come ten seconds apart, so that it goes out within ten seconds of when it can: for as long as a code lives. */
const soonTries = 60;

/** Seconds between the later ones: only the news of a recovery waits for longer than a code lives. */
const lateSeconds = 900;

/** Sends the mails of a recovery, which go before all notices. */
export function makeHandler(dependencies: Dependencies) {
  const secondsAfter = (receives: number) => (receives <= soonTries ? 10 : lateSeconds);
  const retries = { postpone: dependencies.postpone, secondsAfter };
  return queueHandler(
    dependencies,
    shape,
    (message) => (message.kind === 'code' ? sendCode(dependencies, message.recoveryId) : tellHolder(dependencies, message)),
    retries,
  );
}
