import type { EpochRow } from '#domain/campaign.ts';
import type { KnownEpochs } from '#domain/epoch-copy.ts';
import { errorFields, type Logger } from '#shared/lambda/log.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Metrics } from '#shared/lambda/metrics.ts';
import type { Clock } from '#shared/platform.ts';

/** How long a sandbox uses what it found out about the epochs, in ms: the half of the ten seconds within which a start must hold. */
export const epochCacheMs = 5_000;

/** Gives the epochs that hold; undefined when neither the table nor any copy tells. */
export type Epochs = () => Promise<readonly EpochRow[] | undefined>;

/** Where epochs are read, and who hears when that fails. */
export interface EpochSources {
  /** Reads the table, consistently. Fails in time. */
  readTable(): Promise<readonly EpochRow[]>;
  /** Reads the second copy; undefined where there is none. Fails in time. */
  readCopy(): Promise<KnownEpochs | undefined>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * The epochs, looked for once in 5 s at most, whatever came of it. When the table fails, the newer one of the second copy and of what this
 * sandbox knew last counts.
 */
export function cachedEpochs({ readTable, readCopy, clock, logger, metrics }: EpochSources): Epochs {
  let known: KnownEpochs | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  const lookElsewhere = async () => {
    const copy = await readCopy().catch((error: unknown) => {
      logger.log(messages.gateCopyUnread, errorFields(error));
      return undefined;
    });
    if (copy !== undefined) {
      // What this sandbox read itself counts where it is newer: a copy that needed no change keeps its older moment.
      if (known === undefined || copy.asOf >= known.asOf) known = copy;
      logger.log(messages.gateSecondCopy, { asOf: copy.asOf });
      metrics.count('Gate::SecondCopy');
    } else if (known !== undefined) {
      logger.log(messages.gateStale, { asOf: known.asOf });
      metrics.count('Gate::Stale');
    }
  };

  const look = async () => {
    const asOf = clock.now();
    lookedAt = asOf;
    try {
      known = { asOf, epochs: await readTable() };
    } catch (error) {
      logger.log(messages.gateTableUnread, errorFields(error));
      await lookElsewhere();
    } finally {
      looking = undefined;
    }
  };

  return async () => {
    if (looking === undefined && clock.now() - lookedAt >= epochCacheMs) looking = look();
    await looking;
    return known?.epochs;
  };
}
