import { progress } from '#shared/aws/progress/progress.ts';
import { nameOf } from '#shared/aws/table/on-table.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { wire } from '#shared/wiring.ts';
import { snapshots } from './snapshots.ts';

/** Makes what the counting of progress works with, once for each sandbox. */
export const makeDependencies = wire('count-progress', {
  accountsTable: nameOf('accounts'),
  stepsTable: nameOf('steps'),
  progress,
  snapshots,
  logger,
  metrics,
});

/** What the counting of progress works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
