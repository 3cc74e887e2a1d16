import type { CanaryPlan } from '#domain/pacing/canary.ts';
import type { MailRate } from '#domain/pacing/mail-rate.ts';
import type { Lease } from '#shared/aws/mail/pace.ts';
import type { NoticeControl } from '#shared/aws/mail/reputation.ts';
import type { NoticeMessage } from '#shared/aws/staff/queues.ts';
import type { Turns } from './calls/turns.ts';
import type { Speed } from './speed.ts';
import type { Supply } from './supply.ts';

/** What one sender knows from its lease to its end. Instants are in ms since 1970. */
export interface SenderState {
  readonly lease: Lease & NoticeMessage;
  readonly supply: Supply;
  readonly turns: Turns;
  readonly speed: Speed;
  /** The rate, as read for the last slot. */
  rate: MailRate;
  /** What holds the notices of the campaign, as read for the last slot. */
  control: NoticeControl;
  /** The canary of the campaign, as of the last check. */
  canary: CanaryPlan | undefined;
  /** How many senders the rate is for; 0 before the first check. */
  senders: number;
  /** The parts of the lanes that this sender works on: its own, and those of neighbours that are missing. */
  parts: readonly number[];
  /** The slot that is claimed next, or was last. */
  slot: number;
  /** Mails of recoveries in the last slot that this sender claimed of. */
  codesBefore: number;
  /** When the lanes were last shared anew because the number of senders changed. */
  sharedAt: number;
  checkedAt: number;
  /** Since when the lanes hold nothing to send. */
  dryAt: number;
  /** Claims whose notices are being sent. */
  readonly underWay: Set<Promise<void>>;
  /** What went wrong in those since the last check. */
  readonly failures: unknown[];
  /** Recipients that SES accepted and that are not counted yet. */
  uncounted: number;
  /** The same by their domain. */
  readonly toDomains: Map<string, number>;
  /** Notices whose bulk call was refused as a whole: each is tried again in a call of its own. */
  readonly alone: Set<string>;
  /** Whether SES refuses our mail, as far as this sender knows. */
  stopped: boolean;
}
