import { accounts } from '#shared/aws/account/accounts.ts';
import { channels } from '#shared/aws/account/channels.ts';
import { notices } from '#shared/aws/account/notices.ts';
import { additions } from '#shared/aws/campaign/additions.ts';
import { campaigns } from '#shared/aws/campaign/campaigns.ts';
import { epochs } from '#shared/aws/campaign/epochs.ts';
import { directory } from '#shared/aws/directory/directory.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { clock, wire } from '#shared/wiring.ts';

/** Makes what the recorder of accounts works with, once for each sandbox. */
export const makeDependencies = wire('record-account', {
  clock,
  readEpochs: epochs,
  campaigns,
  additions,
  accounts,
  notices,
  channels,
  directory,
  logger,
  metrics,
});

/** What the recorder of accounts works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
