import { reportSynced } from '#shared/lambda/epoch-reports.ts';
import type { Dependencies } from './dependencies.ts';

/** Compares the second copy of the epochs with their table, and writes it again where it says something else. */
export async function copyEpochs({ syncCopy, logger, metrics }: Pick<Dependencies, 'syncCopy' | 'logger' | 'metrics'>): Promise<void> {
  reportSynced(await syncCopy(), { logger, metrics });
}
