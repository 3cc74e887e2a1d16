import type { GuardLimits } from '#domain/pacing/reputation.ts';
import { deadLetterNames, deadLettersVariable } from '#domain/staff/dead-letter.ts';
import { readDecoys } from '#domain/staff/look-up.ts';
import { type Accounts, accounts } from '#shared/aws/account/accounts.ts';
import { type Notices, notices } from '#shared/aws/account/notices.ts';
import { type Steps, steps } from '#shared/aws/account/steps.ts';
import { cognito, secretsManager, ses, sns, sqs } from '#shared/aws/calls/clients.ts';
import { limitTime } from '#shared/aws/calls/time-limit.ts';
import { type Additions, additions } from '#shared/aws/campaign/additions.ts';
import { type Campaigns, campaigns } from '#shared/aws/campaign/campaigns.ts';
import { type Contacts, contacts } from '#shared/aws/campaign/contacts.ts';
import { epochCopyArn, makeEpochCopy } from '#shared/aws/campaign/epoch-copy.ts';
import { knownEpochs, type LiftCampaign, liftCampaign, type StartCampaign, startCampaign } from '#shared/aws/campaign/epochs.ts';
import { type Notes, notes } from '#shared/aws/campaign/notes.ts';
import { type Orders, orders } from '#shared/aws/campaign/orders.ts';
import { type Proposals, proposals } from '#shared/aws/campaign/proposals.ts';
import type { AttributeNames } from '#shared/aws/directory/directory.ts';
import { makeReadPool, type ReadPool } from '#shared/aws/directory/pool.ts';
import { type StaffPool, staffPool } from '#shared/aws/directory/staff.ts';
import { type WatchStore, watchStore } from '#shared/aws/directory/watch.ts';
import { type MailRates, mailRates } from '#shared/aws/mail/mail-rate.ts';
import { makeReadMailSetup, type ReadMailSetup } from '#shared/aws/mail/mail-setup.ts';
import { type NoticeControls, noticeControls } from '#shared/aws/mail/reputation.ts';
import { type TextSpend, textSpend } from '#shared/aws/mail/text-spend.ts';
import { type Progress, progress } from '#shared/aws/progress/progress.ts';
import { deviceSecret, type ReadSecret } from '#shared/aws/secret.ts';
import { makeReadSubscribers, type ReadSubscribers } from '#shared/aws/staff/alarm-topic.ts';
import { type DeadLetters, makeDeadLetters } from '#shared/aws/staff/dead-letters.ts';
import { type IdempotencyKeys, idempotencyKeys } from '#shared/aws/staff/idempotency-keys.ts';
import { type LogInTries, logInTries } from '#shared/aws/staff/log-in-tries.ts';
import { type LookUps, lookUps } from '#shared/aws/staff/look-ups.ts';
import {
  type GradeMessage,
  type NoticeMessage,
  type Queue,
  queue,
  type ReleaseMessage,
  type ReminderMessage,
  type ScopeMessage,
  type SweepMessage,
} from '#shared/aws/staff/queues.ts';
import { type Buckets, buckets } from '#shared/aws/table/buckets.ts';
import { type Logger, logger } from '#shared/lambda/log.ts';
import { type Metrics, metrics } from '#shared/lambda/metrics.ts';
import type { Clock, Ids } from '#shared/platform.ts';
import {
  attributeNames,
  configurationSet,
  eventsTopicArn,
  gateArn,
  guardLimits,
  mailReserve,
  pagesOrigin,
  recoveryClientId,
  senderAddress,
  textSender,
  userPoolId,
} from '#shared/settings.ts';
import { count, queueVariable, text } from '#shared/variables.ts';
import { clock, ids, type Part, type Sandbox, type Wired, wire } from '#shared/wiring.ts';
import { type CopyEpochs, makeCopyEpochs } from './parts/copy-epochs.ts';
import { makeWakeWatch, type WakeWatch } from './parts/wake-watch.ts';
import { timeLimits } from './time-limits.ts';

/** What the staff's API and console work with. */
export interface Dependencies {
  readonly campaigns: Pick<Campaigns, 'plan' | 'get' | 'list' | 'change' | 'entries'>;
  readonly contacts: Contacts;
  /** What staff write on campaigns. */
  readonly notes: Notes;
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
  readonly idempotencyKeys: IdempotencyKeys;
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

const copyEpochs: Part<CopyEpochs> = ({ use, platform }) => {
  const copy = makeEpochCopy(limitTime(use(secretsManager), platform, timeLimits.epochCopy), use(epochCopyArn));
  const readTable = use(knownEpochs);
  return makeCopyEpochs(() => copy.sync(readTable), use(logger), use(metrics));
};

const deadLetters: Part<DeadLetters> = ({ use, read }) => {
  // Queues of one deployment differ in the last part of their address only.
  const anyQueue = read(queueVariable('scope'), text);
  const named = deadLetterNames.map((name) => [name, read(deadLettersVariable(name), text)] as const);
  const urls = named.filter(([, given]) => given !== 'none').map(([name, given]) => [name, anyQueue.replace(/[^/]+$/, given)]);
  return makeDeadLetters(use(sqs), { urls: Object.fromEntries(urls), eventQueueArn: read('EVENT_QUEUE_ARN', text) });
};

const readSubscribers: Part<ReadSubscribers> = ({ use, read, platform }) =>
  makeReadSubscribers(limitTime(use(sns), platform, timeLimits.subscribers), read('OPERATORS_TOPIC_ARN', text));

const readPool: Part<ReadPool> = ({ use, platform }) =>
  makeReadPool(limitTime(use(cognito), platform, timeLimits.pool), use(userPoolId), use(recoveryClientId));

const readMailSetup: Part<ReadMailSetup> = ({ use, read, platform }) =>
  makeReadMailSetup(limitTime(use(ses), platform, timeLimits.mailSetup), platform.clock, {
    sender: use(senderAddress),
    identityName: read('SENDER_IDENTITY', text),
    notices: use(configurationSet),
    codes: read('CODES_CONFIGURATION_SET', text),
    topicArn: use(eventsTopicArn),
  });

const wakeWatch: Part<WakeWatch> = ({ use }) => makeWakeWatch(use(queue('watch')), use(logger));

/** Makes what the staff's API and console work with, once for each sandbox. */
export const makeDependencies: Wired<Dependencies> = wire('staff', {
  campaigns,
  contacts,
  notes,
  steps,
  startCampaign,
  proposals,
  liftCampaign,
  copyEpochs,
  reminderQueue: queue('reminder'),
  releaseQueue: queue('release'),
  additions,
  gradeQueue: queue('grade'),
  accounts,
  notices,
  progress,
  rates: mailRates,
  controls: noticeControls,
  orders,
  idempotencyKeys,
  lookUps,
  decoys: ({ read }: Sandbox) => readDecoys(read('DECOY_ADDRESSES', text)),
  deadLetters,
  readSubscribers,
  buckets,
  mailReserve,
  gateConcurrency: ({ read }: Sandbox) => read('GATE_CONCURRENCY', count),
  guardLimits,
  scopeQueue: queue('scope'),
  noticeQueue: queue('notice'),
  wakeWatch,
  watch: watchStore,
  gateArn,
  sweepQueue: queue('sweep'),
  staffPool,
  logInTries,
  deviceSecret,
  readPool,
  readMailSetup,
  ourClientId: recoveryClientId,
  names: attributeNames,
  sendsTexts: ({ use }: Sandbox) => use(textSender) !== 'none',
  textSpend,
  page: pagesOrigin,
  clock,
  ids,
  logger,
  metrics,
});
