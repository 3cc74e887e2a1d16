import { accounts } from '#shared/aws/account/accounts.ts';
import { campaigns } from '#shared/aws/campaign/campaigns.ts';
import { epochs } from '#shared/aws/campaign/epochs.ts';
import { sweeper } from '#shared/aws/directory/sweeper.ts';
import { cognitoAllowance } from '#shared/aws/mail/allowance.ts';
import { pace } from '#shared/aws/mail/pace.ts';
import { accountLeases } from '#shared/aws/table/leases.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { cognitoRates } from '#shared/settings.ts';
import { clock, ids, random, wire } from '#shared/wiring.ts';

/** Makes what the sweep works with, once for each sandbox. */
export const makeDependencies = wire('sweep', {
  clock,
  random,
  ids,
  campaigns,
  epochs,
  accounts,
  leases: accountLeases,
  pace,
  allowance: cognitoAllowance,
  rates: cognitoRates,
  sweeper,
  logger,
  metrics,
});

/** What the sweep works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
