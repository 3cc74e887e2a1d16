import { accountSigns, referenceOf } from '#domain/account/reference.ts';
import { addressBucket, codeWay, limitKey, patienceMs, unaskedBucket } from '#domain/recovery/code-limit.ts';
import { codeMs, codeOf, isOver, type RecoverableAccount, type RecoveryRow, recoverable } from '#domain/recovery/recovery.ts';
import { rowsAt } from '#shared/aws/account/recoveries.ts';
import { unaskedKey } from '#shared/aws/mail/code-way.ts';
import type { MetricName } from '#shared/lambda/metrics.ts';
import { codeMail } from '#shared/messages/code/code.ts';
import type { Dependencies } from './dependencies.ts';
import { mayTry, sendMail } from './send.ts';
import { type MailKind, readRate, waitForTurn } from './turn.ts';

/**
 * Mails the newest code of a recovery, if an account that is out has its address. Does nothing for a message that comes again, or
 * whose recovery has moved on. Minting the code is what makes it valid, once and from then on for ten minutes, and what shows that its
 * mail is counted against the address: a mail that comes to nothing is tried again with the same code, is not counted twice, and is
 * given up when the code is over.
 */
export async function sendCode(dependencies: Dependencies, recoveryId: string): Promise<void> {
  const { recoveries, hours, clock, secret, pagesOrigin, metrics } = dependencies;
  const row = await recoveries.get(recoveryId);
  if (row === undefined || row.state !== 'asked' || row.mailed === row.code || isOver(row, clock.now())) return;
  if (row.minted === row.code && clock.now() >= (row.mintedAt ?? 0) + codeMs) return;
  // What a stranger typed only finds the account: the mail goes to the address as our own records have it.
  const epochs = await dependencies.epochs();
  const key = await secret();
  const [account] = recoverable(await rowsAt(dependencies.accounts, epochs, row.address, key), epochs, row.address);
  const address = account?.rows[0].address;
  if (account === undefined || address === undefined) return metrics.count('CodeMail::NoAccount');
  const hindrance = await mayTry(dependencies, address);
  const kind = kindOf(key, row, account);
  const kept = (await whyKept(dependencies, row, kind)) ?? (await mint(dependencies, row, limitKey(key, 'address', address), kind));
  if (kept !== undefined) return kept === 'moved on' ? undefined : metrics.count(kept);
  await waitForTurn(dependencies, kind, hindrance.stop);
  const reference = referenceOf(key, { campaignId: account.rows[0].campaignId, sub: account.sub, mail: 'code', atMs: clock.now() });
  const mail = codeMail(row.language, { code: codeOf(key, row), reference, pagesOrigin });
  const sent = await sendMail(dependencies, address, mail, hindrance);
  await recoveries.change(row.id, 'mailed', { mailed: row.code });
  if (!sent) return;
  await hours.countCode(kind);
  metrics.count('CodeMail::Sent');
}

/** Whether only a reader of the mailbox can have asked: the reference is that of the account at the address. */
function kindOf(key: string, { referred }: RecoveryRow, { rows }: RecoverableAccount): MailKind {
  const isOwn = referred !== undefined && rows.some(({ campaignId, sub }) => accountSigns(key, campaignId, sub) === referred);
  return isOwn ? 'referred' : 'plain';
}

/** Why no code goes out to this address now, if so. */
async function whyKept(dependencies: Dependencies, row: RecoveryRow, kind: MailKind): Promise<MetricName | undefined> {
  const { buckets, reserve, clock } = dependencies;
  const rate = await readRate(dependencies);
  const now = clock.now();
  const way = codeWay(rate, await buckets.refilledAt(unaskedKey), reserve, now);
  if (way === 'none') return 'CodeMail::Withheld';
  if (kind === 'referred') return undefined;
  if (now - row.askedAt > patienceMs(way)) return 'CodeMail::Late';
  return way === 'referred' ? 'CodeMail::Withheld' : undefined;
}

/** Makes the code valid, where it is not yet; what anybody can ask for is counted. */
async function mint(
  { recoveries, limits, buckets, rates, reserve, clock }: Dependencies,
  row: RecoveryRow,
  limit: string,
  kind: MailKind,
): Promise<MetricName | 'moved on' | undefined> {
  if (row.minted === row.code) return undefined;
  if (kind === 'plain') {
    if ((await limits.take(limit, addressBucket)) > 0) return 'CodeMail::Limited';
    if ((await buckets.take(unaskedKey, unaskedBucket(await rates.get(), reserve))) > 0) {
      await limits.giveBack(limit, addressBucket);
      return 'CodeMail::Withheld';
    }
  }
  const minted = await recoveries.change(row.id, 'mint', { minted: row.code, mintedAt: clock.now() });
  return minted ? undefined : 'moved on';
}
