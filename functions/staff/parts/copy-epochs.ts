import type { SyncEpochCopy } from '#shared/aws/campaign/epoch-copy.ts';
import { reportSynced } from '#shared/lambda/epoch-reports.ts';
import { errorFields, type Logger } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Metrics } from '#shared/lambda/metrics.ts';

/**
 * Brings the second copy of the epochs up to date; gives whether it says now what the table says. Never fails: the table holds, and the copy is
 * compared every minute.
 */
export type CopyEpochs = () => Promise<boolean>;

/** Copies after a command, and says in log and metrics how that went. */
export function makeCopyEpochs(sync: SyncEpochCopy, logger: Logger, metrics: Metrics): CopyEpochs {
  return async () => {
    try {
      reportSynced(await sync(), { logger, metrics });
      return true;
    } catch (error) {
      logger.log(messages.epochCopyFailed, errorFields(error));
      metrics.count('EpochCopy::Failed');
      return false;
    }
  };
}
