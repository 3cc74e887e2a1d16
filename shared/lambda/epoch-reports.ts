import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { Synced } from '#domain/gate/epoch-copy.ts';
import type { Logger } from './log.ts';
import * as messages from './log-messages.ts';
import type { Metrics } from './metrics.ts';

/** Logs and counts epochs that were not understood; they bind everybody. */
export function reportNotUnderstood(
  epochs: readonly EpochRow[],
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
): void {
  for (const { campaignId, form } of epochs.filter(({ notUnderstood }) => notUnderstood)) {
    logger.log(messages.epochNotUnderstood, { campaignId, ...(form !== undefined && { form }) });
    metrics.count('Epochs::NotUnderstood');
  }
}

/** Logs and counts what an update of the second copy of the epochs did. */
export function reportSynced(
  { written, isShortened }: Synced,
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
): void {
  if (isShortened) {
    logger.log(messages.epochCopyShortened);
    metrics.count('EpochCopy::Shortened');
  }
  if (!written) return;
  logger.log(messages.epochCopyWritten);
  metrics.count('EpochCopy::Written');
}
