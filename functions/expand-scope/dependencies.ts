import { accounts } from '#shared/aws/account/accounts.ts';
import { channels } from '#shared/aws/account/channels.ts';
import { notices } from '#shared/aws/account/notices.ts';
import { campaigns } from '#shared/aws/campaign/campaigns.ts';
import { directory } from '#shared/aws/directory/directory.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { staffDomains } from '#shared/settings.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the expansion of a scope works with, once for each sandbox. */
export const makeDependencies = wire('expand-scope', {
  clock,
  campaigns,
  accounts,
  notices,
  channels,
  directory,
  staffDomains,
  logger,
  metrics,
});

/** What the expansion of a scope works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
