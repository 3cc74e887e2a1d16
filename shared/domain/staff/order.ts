import type { ManualChannel } from '../campaign/channel-plan.ts';
import type { DeadLetterName } from './dead-letter.ts';

/** What an order may say beside its name. Each stands in the audit log. */
export const orderValues = ['perSecond', 'calls', 'status'] as const;

/** An order as it was given. It is written before it is carried out, so the audit log misses none. */
export interface OrderRow {
  readonly id: string;
  /** The campaign on whose page it was given; ceiling, quota and helpdesk are those of all campaigns. */
  readonly campaignId: string;
  /** What was ordered, as the act is called: `pause-notices`. */
  readonly order: string;
  /** Of `set-ceiling`: notices a second; none takes the ceiling away. */
  readonly perSecond?: number;
  /** Of `set-helpdesk`: calls an hour; none lets calls limit nothing. Of `report-calls`: calls in the last hour. */
  readonly calls?: number;
  /** Of `resend-rejected`: what SES said of those meant; none means all. */
  readonly status?: string;
  /** Of `resend-notice`: whose. */
  readonly sub?: string;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** Whether it was carried out; it then changes nothing any more. */
  readonly done?: boolean;
}

/** That somebody took a list of calls or letters, or all that a plan or a proposal names, as a file. It is written before they get it. */
export interface DownloadRow extends Pick<OrderRow, 'id' | 'campaignId' | 'by' | 'atMs' | 'done'> {
  readonly order: 'download';
  readonly channel: ManualChannel | 'plan' | 'proposal' | 'addition';
  /** Which of how many files the whole list comes in. */
  readonly part: number;
  readonly of: number;
  /** How many holders it names. */
  readonly rows: number;
}

/** That somebody looked accounts up: one by address or subject, or the first of those that are still out. It is written before they see it. */
export interface LookUpRow extends Pick<OrderRow, 'id' | 'campaignId' | 'by' | 'atMs' | 'sub' | 'done'> {
  readonly order: 'find-account' | 'list-still-out' | 'list-steps';
  /** How many accounts were found. */
  readonly rows: number;
}

/** The order to test the alarms, which belong to no campaign. There is one for each ten minutes at most. */
export interface TestAlarmRow extends Pick<OrderRow, 'id' | 'by' | 'atMs' | 'done'> {
  readonly order: 'test-alarms';
  /** Number of its ten minutes. */
  readonly slot: number;
  /** The key that the test was sent with. */
  readonly key: string;
}

/** The order to redrive a dead-letter queue, which belongs to no campaign. */
export interface RedriveRow extends Pick<OrderRow, 'id' | 'by' | 'atMs' | 'done'> {
  readonly order: 'redrive';
  readonly queue: DeadLetterName;
}
