import { furtherKind, type NoticeRow } from '#domain/notice.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Lets through what may be sent now. A further mail to a holder who is no longer out is dropped, but not one to a contact: reminders stop the moment somebody recovers, to what
 * is read ahead, two seconds.
 */
export async function screen({ accounts, notices }: Dependencies, rows: readonly NoticeRow[]): Promise<readonly NoticeRow[]> {
  const further = rows.filter(({ mail }) => mail !== undefined && furtherKind(mail) !== 'organisation');
  if (further.length === 0) return rows;
  const found = await accounts.getMany([...new Map(further.map((row) => [row.sub, row])).values()]);
  const out = new Set(found.filter(({ state }) => state === 'contained' || state === 'recovering').map(({ sub }) => sub));
  const needless = further.filter(({ sub }) => !out.has(sub));
  await Promise.all(needless.map((row) => notices.change(row, 'drop', { reason: 'recovered' })));
  return rows.filter((row) => !needless.includes(row));
}
