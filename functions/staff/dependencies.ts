import { type Accounts, makeAccounts } from '#shared/aws/accounts.ts';
import { type Campaigns, makeCampaigns } from '#shared/aws/campaigns.ts';
import { cognitoClient, documentClient, sqsClient } from '#shared/aws/clients.ts';
import { makeStartCampaign, type StartCampaign } from '#shared/aws/epochs.ts';
import { makeReadPool, type ReadPool } from '#shared/aws/pool.ts';
import { makeProgress, type Progress } from '#shared/aws/progress.ts';
import { makeQueue, type NoticeMessage, type Queue, type ScopeMessage, type WatchMessage } from '#shared/aws/queues.ts';
import { makeStaffPool, type StaffPool } from '#shared/aws/staff.ts';
import { makeWatchStore, type WatchStore } from '#shared/aws/watch.ts';
import { type Logger, makeLogger } from '#shared/lambda/log.ts';
import { type Metrics, makeMetrics } from '#shared/lambda/metrics.ts';
import type { Clock, Environment, Ids, Platform } from '#shared/platform.ts';
import { staffConfig } from './config.ts';

/** What the staff's API and console work with. */
export interface Dependencies {
  readonly campaigns: Pick<Campaigns, 'plan' | 'get' | 'list' | 'change'>;
  readonly startCampaign: StartCampaign;
  /** The directory's settings as they are now. */
  readonly readPool: ReadPool;
  /** Address of the holders' pages. */
  readonly page: string;
  readonly accounts: Pick<Accounts, 'stillOut'>;
  readonly progress: Pick<Progress, 'totals' | 'history'>;
  readonly scopeQueue: Queue<ScopeMessage>;
  readonly noticeQueue: Queue<NoticeMessage>;
  readonly watchQueue: Queue<WatchMessage>;
  /** What the watch over the directory last saw. */
  readonly watch: Pick<WatchStore, 'read'>;
  /** The function that the directory's triggers must lead to. */
  readonly gateArn: string;
  /** Names of the directory's attributes. */
  readonly attributeNames: { readonly environment: string; readonly organisation: string };
  readonly staffPool: StaffPool;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Made once for each sandbox. */
export function makeDependencies(environment: Environment, platform: Platform): Dependencies {
  const config = staffConfig(environment);
  const client = documentClient(platform);
  const queues = sqsClient(platform);
  const campaigns = makeCampaigns(client, config.CAMPAIGNS_TABLE);
  const cognito = cognitoClient(platform);
  return {
    campaigns,
    startCampaign: makeStartCampaign(client, campaigns, { campaigns: config.CAMPAIGNS_TABLE, epochs: config.EPOCHS_TABLE }),
    accounts: makeAccounts(client, config.ACCOUNTS_TABLE),
    progress: makeProgress(client, config.PROGRESS_TABLE),
    scopeQueue: makeQueue<ScopeMessage>(queues, config.SCOPE_QUEUE_URL),
    noticeQueue: makeQueue<NoticeMessage>(queues, config.NOTICE_QUEUE_URL),
    watchQueue: makeQueue<WatchMessage>(queues, config.WATCH_QUEUE_URL),
    watch: makeWatchStore(client, config.EPOCHS_TABLE),
    gateArn: config.GATE_ARN,
    attributeNames: { environment: config.ENVIRONMENT_ATTRIBUTE, organisation: config.ORGANISATION_ATTRIBUTE },
    staffPool: makeStaffPool(cognito, config.STAFF_CLIENT_ID),
    readPool: makeReadPool(cognito, config.USER_POOL_ID),
    page: config.PAGES_ORIGIN,
    clock: platform.clock,
    ids: platform.ids,
    logger: makeLogger(platform, 'staff'),
    metrics: makeMetrics(platform, 'staff'),
  };
}
