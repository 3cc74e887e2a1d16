import type { SyncEpochCopy } from '#shared/aws/epoch-copy.ts';
import { errorFields, type Logger } from '#shared/lambda/log.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Metrics } from '#shared/lambda/metrics.ts';

/** Brings the second copy of the epochs up to date. Never fails: the table holds, and the copy is compared every minute. */
export type CopyEpochs = () => Promise<void>;

/** Copies after a command, and says in log and metrics how that went. */
export function makeCopyEpochs(sync: SyncEpochCopy, logger: Logger, metrics: Metrics): CopyEpochs {
  return async () => {
    try {
      if (!(await sync())) return;
      logger.log(messages.epochCopyWritten);
      metrics.count('EpochCopy::Written');
    } catch (error) {
      logger.log(messages.epochCopyFailed, errorFields(error));
      metrics.count('EpochCopy::Failed');
    }
  };
}
