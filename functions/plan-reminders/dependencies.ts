import { accounts } from '#shared/aws/account/accounts.ts';
import { notices } from '#shared/aws/account/notices.ts';
import { campaigns } from '#shared/aws/campaign/campaigns.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the planning of reminders works with, once for each sandbox. */
export const makeDependencies = wire('plan-reminders', {
  clock,
  campaigns,
  accounts,
  notices,
  logger,
  metrics,
});

/** What the planning of reminders works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
