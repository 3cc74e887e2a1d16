import { accounts } from '#shared/aws/account/accounts.ts';
import { notices } from '#shared/aws/account/notices.ts';
import { proposals } from '#shared/aws/campaign/proposals.ts';
import { laneMarks } from '#shared/aws/table/lane-marks.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the release of accounts works with, once for each sandbox. */
export const makeDependencies = wire('release-accounts', {
  clock,
  accounts,
  notices,
  proposals,
  laneMarks,
  logger,
  metrics,
});

/** What the release of accounts works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
