import { accounts } from '#shared/aws/account/accounts.ts';
import { factorMisses } from '#shared/aws/account/factor-misses.ts';
import { recoveries } from '#shared/aws/account/recoveries.ts';
import { epochs } from '#shared/aws/campaign/epochs.ts';
import { directoryOfOne } from '#shared/aws/directory/directory.ts';
import { ownSessions } from '#shared/aws/directory/own-session.ts';
import { recoverySignIn } from '#shared/aws/directory/recovery-sign-in.ts';
import { cognitoAllowance } from '#shared/aws/mail/allowance.ts';
import { codeState } from '#shared/aws/mail/code-way.ts';
import { mailHours } from '#shared/aws/mail/mail-hours.ts';
import { codeSecret } from '#shared/aws/secret.ts';
import { queue } from '#shared/aws/staff/queues.ts';
import { buckets, hurriedRecoveryBuckets, recoveryBuckets } from '#shared/aws/table/buckets.ts';
import { accountLeases } from '#shared/aws/table/leases.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { clock, random, wire } from '#shared/wiring.ts';

/** Makes what the pages work with, once for each sandbox. */
export const makeDependencies = wire('pages', {
  clock,
  random,
  recoveries,
  factorMisses,
  leases: accountLeases,
  accounts,
  epochs,
  directory: directoryOfOne,
  recoverySignIn,
  ownSessions,
  allowance: cognitoAllowance,
  mails: queue('mail'),
  priorityMails: queue('priority-mail'),
  /** What limits one network or one reference. */
  limits: recoveryBuckets,
  hurriedLimits: hurriedRecoveryBuckets,
  buckets,
  codeState,
  hours: mailHours,
  secret: codeSecret,
  logger,
  metrics,
});

/** What the pages work with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
