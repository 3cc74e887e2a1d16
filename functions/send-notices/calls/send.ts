import { domainOf } from '#domain/account/account.ts';
import type { MailOutcome } from '#domain/notice/mail-outcome.ts';
import { claimMs, furtherKind, type NoticeRow, noticeId, openClaimed } from '#domain/notice/notice.ts';
import { bulkSize, positionMs, slotStart } from '#domain/pacing/pacing.ts';
import type { SlotClaim } from '#shared/aws/mail/pace.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import type { SenderState } from '../state.ts';
import { entryOf, templateOf } from './mails.ts';
import { type Claimed, type RefusedAlone, recordAlone, recordCall, release } from './record.ts';

/** When a group is sent, and until when. */
interface Turn {
  readonly atMs: number;
  readonly endMs: number;
  readonly quotaPerSecond: number;
  /** Whether it goes out though everything is stopped. */
  readonly isProbe: boolean;
}

/**
 * Sends notices at the positions of a claim, in bulk calls of one language and one text each.
 * @param quotaPerSecond recipients a second that SES allows
 * @returns how many SES took, or may have taken
 */
export async function sendPositions(
  dependencies: Dependencies,
  state: SenderState,
  rows: readonly NoticeRow[],
  { slot, first, perSecond }: SlotClaim,
  { quotaPerSecond, isProbe }: Pick<Turn, 'quotaPerSecond' | 'isProbe'>,
): Promise<Sent> {
  let position = first;
  const calls: Promise<GroupResult>[] = [];
  for (const group of groups(rows, bulkSize(quotaPerSecond), state.alone)) {
    const atMs = positionMs(slot, position, perSecond);
    calls.push(sendGroup(dependencies, state, group, { atMs, endMs: slotStart(slot + 1), quotaPerSecond, isProbe }));
    position += group.length;
  }
  const results = await Promise.all(calls);
  const texts = new Set(results.flatMap(({ text, taken }) => (taken > 0 ? [text] : [])));
  await recordAlone(
    dependencies,
    state,
    results.flatMap(({ alone }) => alone),
    (row) => texts.has(textOf(row)),
  );
  const sum = (count: (result: GroupResult) => number) => results.reduce((total, each) => total + count(each), 0);
  return { taken: sum(({ taken }) => taken), inDoubt: sum(({ inDoubt }) => inDoubt) };
}

/** What came of the notices of a claim. */
export interface Sent {
  /** How many SES took. */
  readonly taken: number;
  /** Of how many nobody knows. */
  readonly inDoubt: number;
}

/** What came of one call. */
interface GroupResult extends Sent {
  readonly text: string;
  readonly alone: readonly RefusedAlone[];
}

/** What tells the texts of notices apart. */
function textOf({ language, grade = 'precaution', mail }: NoticeRow): string {
  return `${language} ${grade} ${furtherKind(mail)}`;
}

/** Notices in groups of one text and at most `size`; those in `alone` each by itself. */
function groups(rows: readonly NoticeRow[], size: number, alone: ReadonlySet<string>): readonly (readonly NoticeRow[])[] {
  const alike = Map.groupBy(rows, (row) => (alone.has(noticeId(row)) ? noticeId(row) : textOf(row)));
  return [...alike.values()].flatMap((same) =>
    Array.from({ length: Math.ceil(same.length / size) }, (_, index) => same.slice(index * size, (index + 1) * size)),
  );
}

/**
 * Claims a group, waits for its instant, sends it and records each outcome. After the end of its slot nothing is sent: the positions are
 * forfeited and the notices wait again. So do they where SES refused others meanwhile.
 */
async function sendGroup(
  dependencies: Dependencies,
  state: SenderState,
  group: readonly NoticeRow[],
  { atMs, endMs, quotaPerSecond, isProbe }: Turn,
): Promise<GroupResult> {
  const { clock, mailer, pagesOrigin } = dependencies;
  const secret = await dependencies.secret();
  const claims = await Promise.all(group.map((row) => claimNotice(dependencies, row).finally(() => state.supply.forget(row))));
  const claimed = claims.filter((claim) => claim !== undefined);
  const nothing = { text: textOf(group[0] as NoticeRow), taken: 0, inDoubt: 0, alone: [] };
  if (claimed.length === 0) return nothing;
  await clock.sleep(atMs - clock.now());
  await state.turns.wait(endMs, quotaPerSecond);
  if (clock.now() >= endMs || (state.stopped && !isProbe)) {
    await Promise.all(claimed.map((each) => release(dependencies, each)));
    return nothing;
  }
  const [{ row: alike }] = claimed as [Claimed, ...Claimed[]];
  const template = templateOf(alike, pagesOrigin);
  const entries = claimed.map(({ row }) => entryOf(row, secret, clock.now()));
  const outcomes = await state.turns.call(entries.length, quotaPerSecond, () => mailer.sendBulk(template, entries));
  const alone = await recordCall(dependencies, state, claimed, outcomes);
  for (const [index, { row }] of claimed.entries()) {
    const domain = domainOf(row.address ?? '');
    if (outcomes[index]?.kind === 'sent') state.toDomains.set(domain, (state.toDomains.get(domain) ?? 0) + 1);
  }
  const { sent: taken, unanswered: inDoubt } = await count(dependencies, state, outcomes);
  return { ...nothing, taken, inDoubt, alone };
}

async function claimNotice({ notices, clock, ids }: Dependencies, row: NoticeRow): Promise<Claimed | undefined> {
  const claim = ids.next();
  const sets = { attempt: (row.attempt ?? 0) + 1, claim, open: openClaimed(clock.now() + claimMs, noticeId(row)) };
  const guards = { unread: (row.grading ?? 0) + 1 };
  return (await notices.change(row, 'claim', sets, guards)) ? { row, claim } : undefined;
}

/** Counts the outcomes of a call, and has all senders slow down where SES throttles. */
async function count(
  { metrics, logger, rates }: Dependencies,
  state: SenderState,
  outcomes: readonly MailOutcome[],
): Promise<Readonly<Record<MailOutcome['kind'], number>>> {
  const counts = { sent: 0, throttled: 0, refused: 0, unanswered: 0 };
  for (const { kind } of outcomes) counts[kind]++;
  const { sent, throttled, refused, unanswered } = counts;
  state.uncounted += sent;
  metrics.count('Notice::Sent', sent);
  metrics.count('Notice::Throttled', throttled);
  metrics.count('Notice::Uncertain', unanswered);
  const statuses = [...new Set(outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.status] : [])))];
  if (refused > 0) logger.log(messages.sendRefused, { refused, statuses: statuses.join() });
  if (unanswered > 0) logger.log(messages.sendUnanswered, { unanswered });
  if (throttled > 0) {
    logger.log(messages.sendThrottled, { throttled });
    await rates.throttled(throttled);
  }
  return counts;
}
