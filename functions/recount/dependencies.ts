import { campaigns } from '#shared/aws/campaign/campaigns.ts';
import { countedRows } from '#shared/aws/progress/counted-rows.ts';
import { mends } from '#shared/aws/progress/mends.ts';
import { progress } from '#shared/aws/progress/progress.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the recount works with, once for each sandbox. */
export const makeDependencies = wire('recount', {
  clock,
  campaigns,
  mends,
  progress,
  rows: countedRows,
  logger,
  metrics,
});

/** What the recount works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
