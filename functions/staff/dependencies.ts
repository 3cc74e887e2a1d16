import type { GuardLimits } from '#domain/pacing/reputation.ts';
import { readDecoys } from '#domain/staff/look-up.ts';
import { type Accounts, makeAccounts } from '#shared/aws/account/accounts.ts';
import { makeNotices, type Notices } from '#shared/aws/account/notices.ts';
import { makeSteps, type Steps } from '#shared/aws/account/steps.ts';
import { cognitoClient, documentClient, secretsClient, sesClient, snsClient, sqsClient } from '#shared/aws/calls/clients.ts';
import { limitTime } from '#shared/aws/calls/time-limit.ts';
import { type Additions, makeAdditions } from '#shared/aws/campaign/additions.ts';
import { type Campaigns, makeCampaigns } from '#shared/aws/campaign/campaigns.ts';
import { type Contacts, makeContacts } from '#shared/aws/campaign/contacts.ts';
import { makeEpochCopy } from '#shared/aws/campaign/epoch-copy.ts';
import {
  type LiftCampaign,
  makeLiftCampaign,
  makeStartCampaign,
  readKnownEpochs,
  type StartCampaign,
} from '#shared/aws/campaign/epochs.ts';
import { makeOrders, type Orders } from '#shared/aws/campaign/orders.ts';
import { makeProposals, type Proposals } from '#shared/aws/campaign/proposals.ts';
import type { AttributeNames } from '#shared/aws/directory/directory.ts';
import { makeReadPool, type ReadPool } from '#shared/aws/directory/pool.ts';
import { makeStaffPool, type StaffPool } from '#shared/aws/directory/staff.ts';
import { makeWatchStore, type WatchStore } from '#shared/aws/directory/watch.ts';
import { type MailRates, makeMailRates } from '#shared/aws/mail/mail-rate.ts';
import { makeReadMailSetup, type ReadMailSetup } from '#shared/aws/mail/mail-setup.ts';
import { makeNoticeControls, type NoticeControls } from '#shared/aws/mail/reputation.ts';
import { makeTextSpend, type TextSpend } from '#shared/aws/mail/text-spend.ts';
import { makeProgress, type Progress } from '#shared/aws/progress/progress.ts';
import { makeSecret, type ReadSecret } from '#shared/aws/secret.ts';
import { makeReadSubscribers, type ReadSubscribers } from '#shared/aws/staff/alarm-topic.ts';
import { type DeadLetters, makeDeadLetters } from '#shared/aws/staff/dead-letters.ts';
import { type LogInTries, makeLogInTries } from '#shared/aws/staff/log-in-tries.ts';
import { type LookUps, makeLookUps } from '#shared/aws/staff/look-ups.ts';
import {
  type GradeMessage,
  makeQueue,
  type NoticeMessage,
  type Queue,
  type ReleaseMessage,
  type ReminderMessage,
  type ScopeMessage,
  type SweepMessage,
  type WatchMessage,
} from '#shared/aws/staff/queues.ts';
import { type Buckets, makeBuckets } from '#shared/aws/table/buckets.ts';
import { type Logger, makeLogger } from '#shared/lambda/log.ts';
import { type Metrics, makeMetrics } from '#shared/lambda/metrics.ts';
import type { Clock, Environment, Ids, Platform } from '#shared/platform.ts';
import { deadLetterUrls, staffConfig } from './config.ts';
import { type CopyEpochs, makeCopyEpochs } from './copy-epochs.ts';
import { mailSetupLimitMs, subscribersLimitMs } from './time-limits.ts';
import { makeWakeWatch, type WakeWatch } from './wake-watch.ts';

/** What the staff's API and console work with. */
export interface Dependencies {
  readonly campaigns: Pick<Campaigns, 'plan' | 'get' | 'list' | 'change' | 'entries'>;
  readonly contacts: Contacts;
  readonly steps: Pick<Steps, 'get' | 'list' | 'change'>;
  readonly startCampaign: StartCampaign;
  /** Brings the second copy of the epochs up to date after they changed. */
  readonly copyEpochs: CopyEpochs;
  readonly proposals: Proposals;
  readonly liftCampaign: LiftCampaign;
  readonly releaseQueue: Queue<ReleaseMessage>;
  readonly additions: Pick<Additions, 'add' | 'get' | 'list' | 'lanes' | 'lists' | 'change'>;
  readonly gradeQueue: Queue<GradeMessage>;
  readonly reminderQueue: Queue<ReminderMessage>;
  /** The directory's settings as they are now, without our own client. */
  readonly readPool: ReadPool;
  /** How SES is set up for our mails as it is now. */
  readonly readMailSetup: ReadMailSetup;
  /** Id of Sluis's own confidential client in the directory. */
  readonly ourClientId: string;
  /** Names of the directory's attributes that hold environment and organisation. */
  readonly names: AttributeNames;
  /** Whether the deployment has a sender of text messages. */
  readonly sendsTexts: boolean;
  /** What campaigns spent on text messages. */
  readonly textSpend: Pick<TextSpend, 'spent'>;
  /** Address of the holders' pages. */
  readonly page: string;
  readonly accounts: Pick<Accounts, 'stillOut' | 'get' | 'getMany' | 'byAddress'>;
  readonly notices: Pick<Notices, 'ofAccount' | 'add'>;
  readonly progress: Pick<Progress, 'totals' | 'history' | 'steps'>;
  readonly rates: Pick<MailRates, 'get' | 'setCeiling' | 'refreshQuota' | 'setHelpdesk' | 'reportCalls'>;
  readonly controls: Pick<NoticeControls, 'get' | 'pause' | 'resume' | 'resumeAccount' | 'endCanary' | 'resend'>;
  readonly orders: Orders;
  /** How often each person has looked accounts up. */
  readonly lookUps: LookUps;
  /** Normalized addresses that nobody has a reason to look up. */
  readonly decoys: ReadonlySet<string>;
  readonly deadLetters: DeadLetters;
  /** Who is subscribed to the alarms. */
  readonly readSubscribers: ReadSubscribers;
  /** What limits codes that anybody can ask for. */
  readonly buckets: Buckets;
  /** Share of rate and daily quota that is kept for the customer's other mail. */
  readonly mailReserve: number;
  /** Shares of bounces and complaints that pause notices. */
  readonly guardLimits: GuardLimits;
  /** Concurrent executions kept for the gate; 0 for none. */
  readonly gateConcurrency: number;
  readonly scopeQueue: Queue<ScopeMessage>;
  readonly noticeQueue: Queue<NoticeMessage>;
  /** Wakes the watch over the directory after the epochs changed. */
  readonly wakeWatch: WakeWatch;
  /** What the watch over the directory last saw. */
  readonly watch: Pick<WatchStore, 'read'>;
  /** The function that the directory's triggers must lead to. */
  readonly gateArn: string;
  readonly sweepQueue: Queue<SweepMessage>;
  readonly staffPool: StaffPool;
  readonly logInTries: LogInTries;
  /** What tells the devices of staff. */
  readonly deviceSecret: ReadSecret;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** How long a call of Secrets Manager may take, in ms: a start is acknowledged after it. */
const copyLimitMs = 2_000;

/** How long one call for the directory's settings may take, in ms: a start waits for them. */
const poolLimitMs = 2_000;

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform): Dependencies {
  const config = staffConfig(environment);
  const client = documentClient(platform);
  const queues = sqsClient(platform);
  const campaigns = makeCampaigns(client, config.CAMPAIGNS_TABLE);
  const cognito = cognitoClient(platform);
  const deviceSecret = makeSecret(secretsClient(platform), config.DEVICE_SECRET_ARN, platform.clock);
  const logger = makeLogger(platform, 'staff');
  const metrics = makeMetrics(platform, 'staff');
  const epochCopy = makeEpochCopy(limitTime(secretsClient(platform), platform, copyLimitMs), config.EPOCH_COPY_ARN);
  const syncEpochCopy = () => epochCopy.sync(() => readKnownEpochs(client, config.EPOCHS_TABLE, platform.clock));
  const tables = { campaigns: config.CAMPAIGNS_TABLE, epochs: config.EPOCHS_TABLE };
  return {
    campaigns,
    contacts: makeContacts(client, config.CAMPAIGNS_TABLE),
    steps: makeSteps(client, config.STEPS_TABLE),
    startCampaign: makeStartCampaign(client, campaigns, tables),
    proposals: makeProposals(client, config.CAMPAIGNS_TABLE),
    liftCampaign: makeLiftCampaign(client, campaigns, tables),
    copyEpochs: makeCopyEpochs(syncEpochCopy, logger, metrics),
    reminderQueue: makeQueue<ReminderMessage>(queues, config.REMINDER_QUEUE_URL),
    releaseQueue: makeQueue<ReleaseMessage>(queues, config.RELEASE_QUEUE_URL),
    additions: makeAdditions(client, config.CAMPAIGNS_TABLE),
    gradeQueue: makeQueue<GradeMessage>(queues, config.GRADE_QUEUE_URL),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    notices: makeNotices(client, config.NOTICES_TABLE),
    progress: makeProgress(client, config.PROGRESS_TABLE),
    rates: makeMailRates(client, config.PACE_TABLE, platform.clock),
    controls: makeNoticeControls(client, config.PACE_TABLE, platform.clock),
    orders: makeOrders(client, config.CAMPAIGNS_TABLE),
    lookUps: makeLookUps(client, config.PACE_TABLE, platform.clock),
    decoys: readDecoys(config.DECOY_ADDRESSES),
    deadLetters: makeDeadLetters(queues, {
      urls: deadLetterUrls(environment, config.SCOPE_QUEUE_URL),
      eventQueueArn: config.EVENT_QUEUE_ARN,
    }),
    readSubscribers: makeReadSubscribers(limitTime(snsClient(platform), platform, subscribersLimitMs), config.OPERATORS_TOPIC_ARN),
    buckets: makeBuckets(client, config.PACE_TABLE, platform.clock),
    mailReserve: config.MAIL_RESERVE,
    gateConcurrency: config.GATE_CONCURRENCY,
    guardLimits: { bounces: config.PAUSE_AT_BOUNCES, complaints: config.PAUSE_AT_COMPLAINTS },
    scopeQueue: makeQueue<ScopeMessage>(queues, config.SCOPE_QUEUE_URL),
    noticeQueue: makeQueue<NoticeMessage>(queues, config.NOTICE_QUEUE_URL),
    wakeWatch: makeWakeWatch(makeQueue<WatchMessage>(queues, config.WATCH_QUEUE_URL), logger),
    watch: makeWatchStore(client, config.EPOCHS_TABLE),
    gateArn: config.GATE_ARN,
    sweepQueue: makeQueue<SweepMessage>(queues, config.SWEEP_QUEUE_URL),
    staffPool: makeStaffPool(cognito, platform, config.STAFF_POOL_ID, config.STAFF_CLIENT_ID),
    logInTries: makeLogInTries(client, config.PACE_TABLE, deviceSecret, platform.clock),
    deviceSecret,
    readPool: makeReadPool(limitTime(cognito, platform, poolLimitMs), config.USER_POOL_ID, config.RECOVERY_CLIENT_ID),
    readMailSetup: makeReadMailSetup(limitTime(sesClient(platform), platform, mailSetupLimitMs), platform.clock, {
      sender: config.SENDER_ADDRESS,
      identityName: config.SENDER_IDENTITY,
      notices: config.CONFIGURATION_SET,
      codes: config.CODES_CONFIGURATION_SET,
      topicArn: config.EVENTS_TOPIC_ARN,
    }),
    ourClientId: config.RECOVERY_CLIENT_ID,
    names: { environment: config.ENVIRONMENT_ATTRIBUTE, organisation: config.ORGANISATION_ATTRIBUTE },
    sendsTexts: config.TEXT_SENDER !== 'none',
    textSpend: makeTextSpend(client, config.PACE_TABLE),
    page: config.PAGES_ORIGIN,
    clock: platform.clock,
    ids: platform.ids,
    logger,
    metrics,
  };
}
