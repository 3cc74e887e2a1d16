import { notices } from '#shared/aws/account/notices.ts';
import { additions } from '#shared/aws/campaign/additions.ts';
import { campaigns } from '#shared/aws/campaign/campaigns.ts';
import { proposals } from '#shared/aws/campaign/proposals.ts';
import { mailHours } from '#shared/aws/mail/mail-hours.ts';
import { mailRates } from '#shared/aws/mail/mail-rate.ts';
import { noticeControls } from '#shared/aws/mail/reputation.ts';
import { progress } from '#shared/aws/progress/progress.ts';
import { queue } from '#shared/aws/staff/queues.ts';
import { buckets } from '#shared/aws/table/buckets.ts';
import { laneMarks } from '#shared/aws/table/lane-marks.ts';
import { logger } from '#shared/lambda/log.ts';
import { metrics } from '#shared/lambda/metrics.ts';
import { cognitoRates, mailReserve, timeZone } from '#shared/settings.ts';
import { clock, type Sandbox, wire } from '#shared/wiring.ts';

/** Recoveries a second that Cognito's quotas allow: each makes one call of either category. */
const recoveriesPerSecond = ({ use }: Sandbox) => Math.min(...Object.values(use(cognitoRates)));

/** Makes what the governor works with, once for each sandbox. */
export const makeDependencies = wire('govern', {
  clock,
  campaigns,
  notices,
  rates: mailRates,
  buckets,
  hours: mailHours,
  controls: noticeControls,
  progress,
  reserve: mailReserve,
  recoveriesPerSecond,
  senders: queue('notice'),
  scopeQueue: queue('scope'),
  reminderQueue: queue('reminder'),
  proposals,
  laneMarks,
  releases: queue('release'),
  additions,
  grades: queue('grade'),
  timeZone,
  sweeps: queue('sweep'),
  nexts: queue('next'),
  logger,
  metrics,
});

/** What the governor works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;
