import { accounts } from '#shared/aws/account/accounts.ts';
import { recent } from '#shared/aws/account/recent-rows.ts';
import { keptEpochs } from '#shared/aws/campaign/epochs.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the check works with, once for each sandbox. */
export const makeDependencies = wire('check', {
  clock,
  epochs: keptEpochs,
  recent,
  accounts,
  logger,
  metrics,
});

/** What the check works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
