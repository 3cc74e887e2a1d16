import { documentClient } from '#shared/aws/calls/clients.ts';
import { makeProgress } from '#shared/aws/progress/progress.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { countProgressConfig } from './config.ts';
import { makeSnapshots } from './snapshots.ts';

/** What the counting of progress works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = countProgressConfig(environment);
  const progress = makeProgress(documentClient(platform), config.PROGRESS_TABLE);
  return {
    accountsTable: config.ACCOUNTS_TABLE,
    stepsTable: config.STEPS_TABLE,
    progress,
    snapshots: makeSnapshots(progress, platform.clock),
    logger: makeLogger(platform, 'count-progress'),
    metrics: makeMetrics(platform, 'count-progress'),
  };
}
