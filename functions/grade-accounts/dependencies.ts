import { accounts } from '#shared/aws/account/accounts.ts';
import { channels } from '#shared/aws/account/channels.ts';
import { notices } from '#shared/aws/account/notices.ts';
import { additions } from '#shared/aws/campaign/additions.ts';
import { campaigns } from '#shared/aws/campaign/campaigns.ts';
import { queue } from '#shared/aws/staff/queues.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the grading of accounts works with, once for each sandbox. */
export const makeDependencies = wire('grade-accounts', {
  clock,
  campaigns,
  additions,
  accounts,
  gradeQueue: queue('grade'),
  notices,
  channels,
  logger,
  metrics,
});

/** What the grading of accounts works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
