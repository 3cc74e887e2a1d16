import type { Language } from '#domain/account.ts';
import { claimMs, type NoticeRow, openClaimed, openUncertain, openWaiting } from '#domain/notice.ts';
import { bulkSize, positionMs, slotStart } from '#domain/pacing.ts';
import type { MailOutcome } from '#shared/aws/mailer.ts';
import type { SlotClaim } from '#shared/aws/pace.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import { notice, noticeData } from '#shared/messages/notice/notice.ts';
import type { Dependencies } from './dependencies.ts';
import type { Supply } from './supply.ts';

/** A notice that this sender has claimed. */
interface Claimed {
  readonly row: NoticeRow;
  readonly claim: string;
}

/**
 * Sends notices at the positions of a claim, in bulk calls of one language each.
 * @returns whether SES takes nothing more for now.
 */
export async function sendPositions(
  dependencies: Dependencies,
  supply: Supply,
  rows: readonly NoticeRow[],
  { slot, first, cap }: SlotClaim,
  perSecond: number,
): Promise<boolean> {
  let position = first;
  const calls: Promise<boolean>[] = [];
  for (const group of groups(rows, bulkSize(perSecond))) {
    calls.push(sendGroup(dependencies, supply, group, positionMs(slot, position, cap), slotStart(slot + 1)));
    position += group.length;
  }
  return (await Promise.all(calls)).includes(true);
}

/** Notices in groups of one language and at most `size`. */
function groups(rows: readonly NoticeRow[], size: number): readonly (readonly NoticeRow[])[] {
  const byLanguage = Map.groupBy(rows, (row) => row.language);
  return [...byLanguage.values()].flatMap((same) =>
    Array.from({ length: Math.ceil(same.length / size) }, (_, index) => same.slice(index * size, (index + 1) * size)),
  );
}

/**
 * Claims a group, waits for its instant, sends it and records each outcome. After the end of its slot nothing is sent: the positions are
 * forfeited and the notices wait again.
 */
async function sendGroup(
  dependencies: Dependencies,
  supply: Supply,
  group: readonly NoticeRow[],
  atMs: number,
  endMs: number,
): Promise<boolean> {
  const { clock, mailer, pagesOrigin } = dependencies;
  const claims = await Promise.all(group.map((row) => claimNotice(dependencies, row).finally(() => supply.settle(row))));
  const claimed = claims.filter((claim) => claim !== undefined);
  await clock.sleep(atMs - clock.now());
  if (claimed.length === 0) return false;
  if (clock.now() >= endMs) {
    await Promise.all(claimed.map((each) => release(dependencies, each)));
    return false;
  }
  const entries = claimed.map(({ row }) => ({
    to: row.address ?? '',
    data: noticeData(row),
    tags: { campaign: row.campaignId, account: row.sub },
  }));
  const outcomes = await mailer.sendBulk(notice(group[0]?.language as Language, { pagesOrigin }), entries);
  await Promise.all(claimed.map((each, index) => record(dependencies, each, outcomes[index] ?? { kind: 'unanswered' })));
  count(dependencies, outcomes);
  return outcomes.some(({ kind }) => kind === 'exhausted');
}

async function claimNotice({ notices, clock, ids }: Dependencies, row: NoticeRow): Promise<Claimed | undefined> {
  const claim = ids.next();
  const sets = { attempt: (row.attempt ?? 0) + 1, claim, open: openClaimed(clock.now() + claimMs, row.sub) };
  return (await notices.change(row.campaignId, row.sub, 'claim', sets)) ? { row, claim } : undefined;
}

async function release({ notices }: Dependencies, { row, claim }: Claimed): Promise<void> {
  await notices.change(row.campaignId, row.sub, 'release', { open: openWaiting(1, row.sub) }, { claim });
}

/** An outcome that cannot be recorded is no loss: the claim runs out, and an event of SES or the next attempt settles the notice. */
async function record(dependencies: Dependencies, each: Claimed, outcome: MailOutcome): Promise<void> {
  const { notices, clock } = dependencies;
  const { row, claim } = each;
  switch (outcome.kind) {
    case 'sent':
      await notices.change(row.campaignId, row.sub, 'sent', { messageId: outcome.messageId }, { claim });
      return;
    case 'throttled':
    case 'exhausted':
      await release(dependencies, each);
      return;
    case 'rejected':
      await notices.change(row.campaignId, row.sub, 'reject', { reason: 'rejected' }, { claim });
      return;
    case 'unanswered':
      await notices.change(row.campaignId, row.sub, 'doubt', { open: openUncertain(clock.now(), row.sub) }, { claim });
  }
}

function count({ metrics, logger }: Dependencies, outcomes: readonly MailOutcome[]): void {
  const of = (...kinds: readonly MailOutcome['kind'][]) => outcomes.filter(({ kind }) => kinds.includes(kind)).length;
  const [sent, throttled, rejected, unanswered] = [of('sent'), of('throttled', 'exhausted'), of('rejected'), of('unanswered')];
  metrics.count('Notice::Sent', sent);
  metrics.count('Notice::Throttled', throttled);
  metrics.count('Notice::Rejected', rejected);
  metrics.count('Notice::Uncertain', unanswered);
  if (throttled > 0) logger.log(messages.sendThrottled, { throttled });
  if (rejected > 0) logger.log(messages.sendRefused, { rejected });
  if (unanswered > 0) logger.log(messages.sendUnanswered, { unanswered });
}
