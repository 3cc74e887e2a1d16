import { afterRest, domainOf } from '#domain/back-off.ts';
import { furtherKind, type NoticeRow, noticeId, openDeferred } from '#domain/notice.ts';
import type { RestingDomains } from '#shared/aws/back-off.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Lets through what may be sent now. A further mail to a holder who is no longer out is dropped, but not one to a contact: reminders stop the moment somebody recovers, to what
 * is read ahead, two seconds. So is a notice whose place a worse one took. A notice to a domain that puts mail off waits.
 */
export async function screen(
  dependencies: Dependencies,
  rows: readonly NoticeRow[],
  resting: RestingDomains,
): Promise<readonly NoticeRow[]> {
  const { notices } = dependencies;
  const superseded = rows.filter((row) => row.superseded === true);
  await Promise.all(superseded.map((row) => notices.change(row, 'drop', { reason: 'regraded' })));
  const current = rows.filter((row) => row.superseded !== true);
  const needed = await withoutNeedless(dependencies, current);
  const early = needed.flatMap((row) => {
    const until = resting.get(domainOf(row.address ?? ''));
    return until === undefined ? [] : [{ row, until }];
  });
  await Promise.all(
    early.map(({ row, until }) => notices.change(row, 'defer', { open: openDeferred(afterRest(until, row.sub), noticeId(row)) })),
  );
  return needed.filter((row) => !early.some((each) => each.row === row));
}

async function withoutNeedless({ accounts, notices }: Dependencies, rows: readonly NoticeRow[]): Promise<readonly NoticeRow[]> {
  const further = rows.filter(({ mail }) => mail !== undefined && furtherKind(mail) !== 'organisation');
  if (further.length === 0) return rows;
  const found = await accounts.getMany([...new Map(further.map((row) => [row.sub, row])).values()]);
  const out = new Set(found.filter(({ state }) => state === 'contained' || state === 'recovering').map(({ sub }) => sub));
  const needless = further.filter(({ sub }) => !out.has(sub));
  await Promise.all(needless.map((row) => notices.change(row, 'drop', { reason: 'recovered' })));
  return rows.filter((row) => !needless.includes(row));
}
