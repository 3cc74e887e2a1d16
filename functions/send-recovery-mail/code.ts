import { codeMs, codeOf, isOver, mailLimitKey, type RecoveryRow, recoverable } from '#domain/recovery.ts';
import { rowsAt } from '#shared/aws/recoveries.ts';
import { codeMail } from '#shared/messages/code/code.ts';
import type { Dependencies } from './dependencies.ts';
import { sendMail, standingStop, waitForTurn } from './send.ts';

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
  const minted = row.minted === row.code;
  if (minted && clock.now() >= (row.mintedAt ?? 0) + codeMs) return;
  const address = await addressOnRecord(dependencies, row);
  if (address === undefined) {
    metrics.count('CodeMail::NoAccount');
    return;
  }
  const stop = await standingStop(dependencies);
  const key = await secret();
  if (!minted) {
    if (!(await recoveries.countMail(mailLimitKey(key, address), row.source, clock.now()))) {
      metrics.count('CodeMail::Limited');
      return;
    }
    if (!(await recoveries.change(row.id, 'mint', { minted: row.code, mintedAt: clock.now() }))) return;
  }
  if (row.code === 1) await hours.countArrival();
  await waitForTurn(dependencies, stop);
  const sent = await sendMail(dependencies, address, codeMail(row.language, { code: codeOf(key, row), pagesOrigin }), stop);
  await recoveries.change(row.id, 'mailed', { mailed: row.code });
  if (sent) metrics.count('CodeMail::Sent');
}

/** The address as our own records have it: what a stranger typed only finds it. */
async function addressOnRecord({ accounts, epochs }: Dependencies, { address }: RecoveryRow): Promise<string | undefined> {
  const holding = await epochs();
  const [account] = recoverable(await rowsAt(accounts, holding, address), holding, address);
  return account?.rows[0].address;
}
