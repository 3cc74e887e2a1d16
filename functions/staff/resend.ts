import { furtherKind, type NoticeRow, noticeId, openWaiting } from '#domain/notice.ts';
import type { OrderRow } from '#domain/order.ts';
import { ok, type Result, refused } from '#domain/result.ts';
import type { Refusal } from './commands.ts';
import type { Dependencies } from './dependencies.ts';
import { reasons, wordFor } from './pages/words.ts';

/** How often one account's notice is sent again at most: who gets four mails and does not act is not helped by a fifth. */
const mostResends = 3;

const open: readonly string[] = ['waiting', 'claimed', 'uncertain'] satisfies readonly NoticeRow['state'][];

type Needs = Pick<Dependencies, 'accounts' | 'notices'>;

/** The notice that an order has sent once more, or why that cannot be. @param sub whose */
export async function noticeAgain({ accounts, notices }: Needs, campaignId: string, sub: string): Promise<Result<NoticeRow, Refusal>> {
  const [account, rows] = await Promise.all([accounts.get(campaignId, sub), notices.ofAccount(campaignId, sub)]);
  const first = rows.find(({ mail }) => mail === undefined);
  if (account === undefined || first === undefined) {
    return refused({ reason: 'unknown', text: `account: ${JSON.stringify(sub)} is not in this campaign` });
  }
  const no = (why: string) => refused({ reason: 'conflict', text: `${why}; nothing was sent` } as const);
  const again = rows.filter(({ mail }) => furtherKind(mail) === 'again');
  if (account.state !== 'contained' && account.state !== 'recovering') return no(`the account is ${account.state}`);
  if (open.includes(first.state) || again.some(({ state }) => open.includes(state))) return no('its notice still waits to go out');
  if (first.state === 'bounced' || first.state === 'complained') return no(`its notice ${first.state}: reach its holder in another way`);
  if (account.address === undefined || (first.state === 'suppressed' && first.reason !== 'dormant')) {
    return no(`no mail can go to the account: ${wordFor(reasons, first.reason ?? 'no-address')}`);
  }
  if (again.length >= mostResends) return no(`its notice was sent again ${again.length} times; at most ${mostResends} are`);
  return ok({ ...first, address: account.address });
}

/** Has a notice sent once more; the same order adds the same mail. */
export async function addAgain(
  { notices }: Needs,
  { id }: OrderRow,
  { campaignId, sub, username, address, name, language, grade }: NoticeRow,
): Promise<void> {
  const key = { campaignId, sub, mail: `again-${id}` } as const;
  const whom = { username, language, ...(address && { address }), ...(name && { name }), ...(grade && { grade }) };
  await notices.add({ ...key, ...whom, state: 'waiting', open: openWaiting(0, noticeId(key)) });
}
