import { domainOf } from '#domain/account.ts';
import { claimMs, furtherKind, type NoticeRow, noticeId, openClaimed, openUncertain, openUnreached, openWaiting } from '#domain/notice.ts';
import { bulkSize, positionMs, slotStart } from '#domain/pacing.ts';
import type { MailOutcome } from '#shared/aws/mailer.ts';
import type { SlotClaim } from '#shared/aws/pace.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';
import { entryOf, templateOf } from './mails.ts';
import type { Supply } from './supply.ts';
import type { Turns } from './turns.ts';

/** A notice that this sender has claimed. */
interface Claimed {
  readonly row: NoticeRow;
  readonly claim: string;
}

/** What one sender keeps between slots. */
export interface Desk {
  readonly supply: Supply;
  readonly turns: Turns;
  /** Recipients that SES accepted and that are not counted yet. */
  uncounted: number;
  /** The same by their domain. */
  readonly toDomains: Map<string, number>;
  /** Whether SES takes nothing more for now. */
  exhausted: boolean;
}

/**
 * Sends notices at the positions of a claim, in bulk calls of one language and one text each.
 * @param quotaPerSecond recipients a second that SES allows
 */
export async function sendPositions(
  dependencies: Dependencies,
  desk: Desk,
  rows: readonly NoticeRow[],
  { slot, first, perSecond }: SlotClaim,
  quotaPerSecond: number,
): Promise<void> {
  let position = first;
  const calls: Promise<void>[] = [];
  for (const group of groups(rows, bulkSize(quotaPerSecond))) {
    const atMs = positionMs(slot, position, perSecond);
    calls.push(sendGroup(dependencies, desk, group, { atMs, endMs: slotStart(slot + 1), quotaPerSecond }));
    position += group.length;
  }
  await Promise.all(calls);
}

/** Notices in groups of one language, one text and at most `size`. */
function groups(rows: readonly NoticeRow[], size: number): readonly (readonly NoticeRow[])[] {
  const alike = Map.groupBy(rows, ({ language, grade = 'precaution', mail }) => `${language} ${grade} ${furtherKind(mail)}`);
  return [...alike.values()].flatMap((same) =>
    Array.from({ length: Math.ceil(same.length / size) }, (_, index) => same.slice(index * size, (index + 1) * size)),
  );
}

/**
 * Claims a group, waits for its instant, sends it and records each outcome. After the end of its slot nothing is sent: the positions are
 * forfeited and the notices wait again.
 */
async function sendGroup(
  dependencies: Dependencies,
  desk: Desk,
  group: readonly NoticeRow[],
  { atMs, endMs, quotaPerSecond }: { readonly atMs: number; readonly endMs: number; readonly quotaPerSecond: number },
): Promise<void> {
  const { clock, mailer, pagesOrigin } = dependencies;
  const secret = await dependencies.secret();
  const claims = await Promise.all(group.map((row) => claimNotice(dependencies, row).finally(() => desk.supply.settle(row))));
  const claimed = claims.filter((claim) => claim !== undefined);
  if (claimed.length === 0) return;
  await clock.sleep(atMs - clock.now());
  await desk.turns.wait(endMs, quotaPerSecond);
  if (clock.now() >= endMs) {
    await Promise.all(claimed.map((each) => release(dependencies, each)));
    return;
  }
  const [{ row: alike }] = claimed as [Claimed, ...Claimed[]];
  const template = templateOf(alike, pagesOrigin);
  const entries = claimed.map(({ row }) => entryOf(row, secret, clock.now()));
  const outcomes = await desk.turns.call(entries.length, quotaPerSecond, () => mailer.sendBulk(template, entries));
  await Promise.all(claimed.map((each, index) => record(dependencies, each, outcomes[index] ?? { kind: 'unanswered' })));
  for (const [index, { row }] of claimed.entries()) {
    const domain = domainOf(row.address ?? '');
    if (outcomes[index]?.kind === 'sent') desk.toDomains.set(domain, (desk.toDomains.get(domain) ?? 0) + 1);
  }
  await count(dependencies, desk, outcomes);
}

async function claimNotice({ notices, clock, ids }: Dependencies, row: NoticeRow): Promise<Claimed | undefined> {
  const claim = ids.next();
  const sets = { attempt: (row.attempt ?? 0) + 1, claim, open: openClaimed(clock.now() + claimMs, noticeId(row)) };
  const guards = { unread: (row.grading ?? 0) + 1 };
  return (await notices.change(row, 'claim', sets, guards)) ? { row, claim } : undefined;
}

async function release({ notices }: Dependencies, { row, claim }: Claimed): Promise<void> {
  await notices.change(row, 'release', { open: row.open ?? openWaiting(0, noticeId(row)) }, { claim });
}

/** An outcome that cannot be recorded is no loss: the claim runs out, and an event of SES or the next attempt settles the notice. */
async function record(dependencies: Dependencies, each: Claimed, outcome: MailOutcome): Promise<void> {
  const { notices, clock } = dependencies;
  const { row, claim } = each;
  switch (outcome.kind) {
    case 'sent':
      await notices.change(row, 'sent', { messageId: outcome.messageId }, { claim });
      return;
    case 'throttled':
    case 'exhausted':
      await release(dependencies, each);
      return;
    case 'rejected':
      await notices.change(row, 'reject', { reason: 'rejected', open: openUnreached(clock.now(), noticeId(row)) }, { claim });
      return;
    case 'unanswered':
      await notices.change(row, 'doubt', { open: openUncertain(clock.now(), noticeId(row)) }, { claim });
  }
}

async function count({ metrics, logger, rates }: Dependencies, desk: Desk, outcomes: readonly MailOutcome[]): Promise<void> {
  const of = (kind: MailOutcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const [sent, throttled, exhausted, rejected, unanswered] = [
    of('sent'),
    of('throttled'),
    of('exhausted'),
    of('rejected'),
    of('unanswered'),
  ];
  desk.uncounted += sent;
  desk.exhausted ||= exhausted > 0;
  metrics.count('Notice::Sent', sent);
  metrics.count('Notice::Throttled', throttled + exhausted);
  metrics.count('Notice::Rejected', rejected);
  metrics.count('Notice::Uncertain', unanswered);
  if (rejected > 0) logger.log(messages.sendRefused, { rejected });
  if (unanswered > 0) logger.log(messages.sendUnanswered, { unanswered });
  if (throttled + exhausted > 0) logger.log(messages.sendThrottled, { throttled, exhausted });
  if (throttled > 0) await rates.throttled(throttled);
}
