import { isOut } from '#domain/account/account.ts';
import { firstRank } from '#domain/account/notice-order.ts';
import { furtherKind, type NoticeRow, noticeId, openWaiting } from '#domain/notice/notice.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { OrderRow } from '#domain/staff/order.ts';
import type { Dependencies } from '../dependencies.ts';
import { reasons, wordFor } from '../markup/words.ts';
import type { Refusal } from '../operation.ts';

/** How often one account's notice is sent again at most: who gets four mails and does not act is not helped by a fifth. */
const places = ['again-1', 'again-2', 'again-3'] as const;

/** Why a notice did not go out that can go now: the plan left it out, a worse one took its place, or SES refused it. */
const resendable: ReadonlySet<NoticeRow['reason']> = new Set(['dormant', 'regraded', 'rejected']);

const open: readonly string[] = ['waiting', 'claimed', 'uncertain'] satisfies readonly NoticeRow['state'][];

type Needs = Pick<Dependencies, 'accounts' | 'notices'>;

/**
 * The notice that an order has sent once more, or why that cannot be.
 * @param sub whose
 * @param orderId what it already added by an earlier try does not stand in its way
 */
export async function noticeAgain(
  { accounts, notices }: Needs,
  campaignId: string,
  sub: string,
  orderId: string,
): Promise<Result<NoticeRow, Refusal>> {
  const [account, rows] = await Promise.all([accounts.get(campaignId, sub), notices.ofAccount(campaignId, sub)]);
  const first = rows.find(({ mail }) => mail === undefined);
  if (account === undefined || first === undefined) {
    return refused({ kind: 'unknown', text: `account: ${JSON.stringify(sub)} is not in this campaign` });
  }
  const { address, grade } = account;
  const again = rows.filter(({ mail }) => furtherKind(mail) === 'again');
  if (address !== undefined && again.some(({ orderedBy }) => orderedBy === orderId)) return ok({ ...first, address });
  if (!isOut(account)) return no(`the account is ${account.state}`);
  const worse = rows.filter(({ mail }) => furtherKind(mail) === 'grade');
  if ([first, ...again, ...worse].some(({ state }) => open.includes(state))) return no('its notice still waits to go out');
  if (first.state === 'bounced' || first.state === 'complained') return no(`its notice ${first.state}: reach its holder in another way`);
  if (address === undefined || (first.state === 'suppressed' && !resendable.has(first.reason))) {
    return no(`no mail can go to the account: ${wordFor(reasons, first.reason ?? 'no-address')}`);
  }
  if (again.length >= places.length) return no(full);
  return ok({ ...first, address, ...(grade && { grade }) });
}

/**
 * Has a notice sent once more: before those of other accounts, but for compromised ones. The same order takes the same place, and there are three, however many orders come
 * at once.
 */
export async function addAgain(
  { notices }: Needs,
  { id }: OrderRow,
  { campaignId, sub, username, address, name, language, grade }: NoticeRow,
): Promise<Result<undefined, Refusal>> {
  const whom = { username, language, ...(address && { address }), ...(name && { name }), ...(grade && { grade }) };
  for (const mail of places) {
    const key = { campaignId, sub, mail };
    const row: NoticeRow = {
      ...key,
      ...whom,
      orderedBy: id,
      state: 'waiting',
      open: openWaiting(firstRank('privileged') - 1, noticeId(key)),
    };
    if (await notices.add(row)) return ok(undefined);
    const rows = await notices.ofAccount(campaignId, sub);
    if (rows.some((each) => each.mail === mail && each.orderedBy === id)) return ok(undefined);
  }
  return no(full);
}

const full = `its notice was sent again ${places.length} times; more are not`;

function no(why: string) {
  return refused({ kind: 'state', text: `${why}; nothing was sent` } as const);
}
