import type { EpochRow } from '#domain/campaign/campaign.ts';
import type { Synced } from '#domain/gate/epoch-copy.ts';
import type { Logger } from './log.ts';
import * as messages from './log-messages.ts';
import type { Metrics } from './metrics.ts';

/** Says which epochs were not understood, so that they bind everybody. */
export function reportNotUnderstood(
  epochs: readonly EpochRow[],
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
): void {
  for (const { campaignId, form } of epochs.filter(({ notUnderstood }) => notUnderstood)) {
    logger.log(messages.epochNotUnderstood, { campaignId, ...(form !== undefined && { form }) });
    metrics.count('Epochs::NotUnderstood');
  }
}

/** Says what became of the second copy of the epochs. */
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
