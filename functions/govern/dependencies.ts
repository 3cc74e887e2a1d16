import { makeNotices } from '#shared/aws/account/notices.ts';
import { documentClient, sqsClient } from '#shared/aws/calls/clients.ts';
import { makeAdditions } from '#shared/aws/campaign/additions.ts';
import { makeCampaigns } from '#shared/aws/campaign/campaigns.ts';
import { makeProposals } from '#shared/aws/campaign/proposals.ts';
import { makeMailHours } from '#shared/aws/mail/mail-hours.ts';
import { makeMailRates } from '#shared/aws/mail/mail-rate.ts';
import { makeNoticeControls } from '#shared/aws/mail/reputation.ts';
import { makeProgress } from '#shared/aws/progress/progress.ts';
import {
  type GradeMessage,
  makeQueue,
  type NextMessage,
  type NoticeMessage,
  type ReleaseMessage,
  type ReminderMessage,
  type ScopeMessage,
  type SweepMessage,
} from '#shared/aws/staff/queues.ts';
import { makeBuckets } from '#shared/aws/table/buckets.ts';
import { makeLaneMarks } from '#shared/aws/table/lane-marks.ts';
import { makeLogger } from '#shared/lambda/log.ts';
import { makeMetrics } from '#shared/lambda/metrics.ts';
import type { Environment, Platform } from '#shared/platform.ts';
import { governConfig } from './config.ts';

/** What the governor works with. */
export type Dependencies = ReturnType<typeof makeDependencies>;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform) {
  const config = governConfig(environment);
  const client = documentClient(platform);
  const sqs = sqsClient(platform);
  return {
    clock: platform.clock,
    campaigns: makeCampaigns(client, config.CAMPAIGNS_TABLE),
    notices: makeNotices(client, config.NOTICES_TABLE),
    rates: makeMailRates(client, config.PACE_TABLE, platform.clock),
    buckets: makeBuckets(client, config.PACE_TABLE, platform.clock),
    hours: makeMailHours(client, config.PACE_TABLE, platform.clock),
    controls: makeNoticeControls(client, config.PACE_TABLE, platform.clock),
    progress: makeProgress(client, config.PROGRESS_TABLE),
    reserve: config.MAIL_RESERVE,
    /** Recoveries a second that Cognito's quotas allow. */
    recoveriesPerSecond: Math.min(config.RECOVERY_PER_SECOND, config.UPDATE_PER_SECOND),
    senders: makeQueue<NoticeMessage>(sqs, config.NOTICE_QUEUE_URL),
    scopeQueue: makeQueue<ScopeMessage>(sqs, config.SCOPE_QUEUE_URL),
    reminderQueue: makeQueue<ReminderMessage>(sqs, config.REMINDER_QUEUE_URL),
    proposals: makeProposals(client, config.CAMPAIGNS_TABLE),
    laneMarks: makeLaneMarks(client, config.CAMPAIGNS_TABLE),
    releases: makeQueue<ReleaseMessage>(sqs, config.RELEASE_QUEUE_URL),
    additions: makeAdditions(client, config.CAMPAIGNS_TABLE),
    grades: makeQueue<GradeMessage>(sqs, config.GRADE_QUEUE_URL),
    timeZone: config.TIME_ZONE,
    sweeps: makeQueue<SweepMessage>(sqs, config.SWEEP_QUEUE_URL),
    nexts: makeQueue<NextMessage>(sqs, config.NEXT_QUEUE_URL),
    logger: makeLogger(platform, 'govern'),
    metrics: makeMetrics(platform, 'govern'),
  };
}
