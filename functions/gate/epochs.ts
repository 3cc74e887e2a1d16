import type { EpochRow } from '#domain/campaign.ts';
import { errorFields, type Logger } from '#shared/lambda/log.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Clock } from '#shared/platform.ts';

/** How long a sandbox uses the epochs that it read, in ms: the half of the ten seconds within which a start must hold. */
export const epochCacheMs = 5_000;

/** Gives the epochs that hold; undefined when they cannot be read and this sandbox has never read them. */
export type Epochs = () => Promise<readonly EpochRow[] | undefined>;

/** The epochs with a copy in the sandbox: one read in 5 s at most, and the last copy when a read fails. */
export function cachedEpochs(read: () => Promise<readonly EpochRow[]>, clock: Clock, logger: Logger): Epochs {
  let copy: { readonly epochs: readonly EpochRow[]; readonly readAt: number } | undefined;
  let reading: Promise<readonly EpochRow[] | undefined> | undefined;

  const refresh = async () => {
    const readAt = clock.now();
    try {
      copy = { epochs: await read(), readAt };
    } catch (error) {
      if (copy !== undefined) logger.log(messages.gateStale, errorFields(error));
    } finally {
      reading = undefined;
    }
    return copy?.epochs;
  };

  return async () => {
    if (copy !== undefined && clock.now() - copy.readAt < epochCacheMs) return copy.epochs;
    reading ??= refresh();
    return reading;
  };
}
