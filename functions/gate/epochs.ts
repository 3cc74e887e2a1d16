import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { KnownEpochs } from '#domain/gate/epoch-copy.ts';
import { epochCacheMs } from '#shared/aws/campaign/epochs.ts';
import { keepFor } from '#shared/aws/keep-for.ts';
import { reportNotUnderstood } from '#shared/lambda/epoch-reports.ts';
import { errorFields, type Logger } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Metrics } from '#shared/lambda/metrics.ts';
import type { Clock } from '#shared/platform.ts';

/** Gives the epochs that hold; undefined when neither the table nor any copy tells. */
export type Epochs = () => Promise<readonly EpochRow[] | undefined>;

/** Where epochs are read, and who hears when that fails. */
export interface EpochSources {
  /** Reads the table, consistently. Fails in time. */
  readTable(): Promise<KnownEpochs>;
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

  const lookElsewhere = async () => {
    const copy = await readCopy().catch((error: unknown) => {
      logger.log(messages.gateCopyUnread, errorFields(error));
      return undefined;
    });
    if (copy !== undefined && (known === undefined || copy.version >= known.version)) {
      known = copy;
      logger.log(messages.gateSecondCopy, { asOf: copy.asOf });
      metrics.count('Gate::SecondCopy');
    } else if (known !== undefined) {
      logger.log(messages.gateStale, { asOf: known.asOf });
      metrics.count('Gate::Stale');
    }
  };

  return keepFor(epochCacheMs, clock, async () => {
    try {
      known = await readTable();
    } catch (error) {
      logger.log(messages.gateTableUnread, errorFields(error));
      await lookElsewhere();
    }
    reportNotUnderstood(known?.epochs ?? [], { logger, metrics });
    return known?.epochs;
  });
}
