import { messages } from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Compares the second copy of the epochs with their table, and writes it again where it says something else. */
export async function copyEpochs({ syncCopy, logger, metrics }: Pick<Dependencies, 'syncCopy' | 'logger' | 'metrics'>): Promise<void> {
  if (!(await syncCopy())) return;
  logger.log(messages.epochCopyWritten);
  metrics.count('EpochCopy::Written');
}
