import type { AccountRow } from '#domain/account/account.ts';
import { reminderRank } from '#domain/account/notice-order.ts';
import { type NoticeKey, type NoticeRow, noticeId, openWaiting } from '#domain/notice/notice.ts';
import type { Accounts, LanePosition } from '#shared/aws/account/accounts.ts';
import type { Notices } from '#shared/aws/account/notices.ts';
import { retryThrottled } from '#shared/aws/calls/retry-throttled.ts';
import type { ReminderMessage } from '#shared/aws/staff/queues.ts';
import { RetryLater } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';

/** Accounts that are looked at together: first notice and reminder of each are one read of 100. */
const together = 50;

/** Stop when less than this is left of the invocation, in ms: 50 accounts take far less than a second. */
const spareMs = 20_000;

/** Between two tries of a call that DynamoDB had no room for, in ms. */
const throttledMs = 500;

/** What the reminders of a lane are added with. */
export interface LaneStores extends Pick<Dependencies, 'clock' | 'metrics'> {
  readonly accounts: Pick<Accounts, 'outOfLane'>;
  readonly notices: Pick<Notices, 'getMany' | 'add'>;
}

/**
 * Goes through the accounts of a lane that are still out and adds a reminder for each whose first notice arrived, as far as anybody knows.
 * @returns how many were added.
 * @throws RetryLater when time runs out; the next try only reads what this one did.
 */
export async function remindLane(dependencies: LaneStores, part: ReminderMessage, remainingMs: () => number): Promise<number> {
  const { accounts, clock, metrics } = dependencies;
  let added = 0;
  let next: LanePosition | undefined;
  do {
    const start = next;
    const page = await retryThrottled(clock, throttledMs, () => accounts.outOfLane(part.campaignId, part.lane, start));
    for (let from = 0; from < page.rows.length; from += together) {
      if (remainingMs() < spareMs) throw new RetryLater('time');
      const some = await remindSome(dependencies, part.round, page.rows.slice(from, from + together));
      metrics.count('Reminder::Added', some);
      added += some;
    }
    next = page.next;
  } while (next !== undefined);
  return added;
}

async function remindSome({ notices, clock }: LaneStores, round: number, out: readonly AccountRow[]): Promise<number> {
  const patiently = <T>(call: () => Promise<T>) => retryThrottled(clock, throttledMs, call);
  const keys = out.flatMap(({ campaignId, sub }): NoticeKey[] => [
    { campaignId, sub },
    { campaignId, sub, mail: `reminder-${round}` },
  ]);
  const found = await patiently(() => notices.getMany(keys));
  const reminded = new Set(found.filter(({ mail }) => mail !== undefined).map(({ sub }) => sub));
  const reached = found.filter(({ mail, state, sub }) => mail === undefined && arrived.includes(state) && !reminded.has(sub));
  const accounts = new Map(out.map((account) => [account.sub, account]));
  const outcomes = await Promise.all(
    reached.map((first) => patiently(() => notices.add(reminderOf({ ...first, ...knownNow(accounts.get(first.sub)) }, round)))),
  );
  return outcomes.filter(Boolean).length;
}

/** States of a first notice that let a reminder follow. Where it bounced, was marked as spam or did not go out, another channel has to do. */
const arrived: readonly NoticeRow['state'][] = ['sent', 'delivered'];

/** What became known of an account since its first notice: a worse grade, or that another address is the trusted one. */
function knownNow({ address, grade }: Partial<AccountRow> = {}): Pick<NoticeRow, 'address' | 'grade'> {
  return { ...(address && { address }), ...(grade && { grade }) };
}

function reminderOf(first: NoticeRow, round: number): NoticeRow {
  const { campaignId, sub, username, address, name, language, timeZone, grade } = first;
  const key: NoticeKey = { campaignId, sub, mail: `reminder-${round}` };
  return {
    ...key,
    username,
    state: 'waiting',
    ...(address && { address }),
    ...(name && { name }),
    language,
    ...(timeZone && { timeZone }),
    ...(grade && { grade }),
    open: openWaiting(reminderRank(grade ?? 'precaution'), noticeId(key)),
  };
}
