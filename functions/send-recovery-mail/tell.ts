import type { MailMessage } from '#shared/aws/staff/queues.ts';
import { guessedMail } from '#shared/messages/guessed/guessed.ts';
import { recoveredMail } from '#shared/messages/recovered/recovered.ts';
import type { Dependencies } from './dependencies.ts';
import { mayTry, sendMail } from './send.ts';
import { waitForTurn } from './turn.ts';

const mails = { recovered: recoveredMail, guessed: guessedMail } as const;

/** Tells a holder, at the address on record, what happened to an account. */
export async function tellHolder(dependencies: Dependencies, message: Exclude<MailMessage, { kind: 'code' }>): Promise<void> {
  const { kind, campaignId, sub, recoveryId, language, atMs } = message;
  const account = await dependencies.accounts.get(campaignId, sub);
  if (account === undefined) return;
  // Of an erased account a digest is left of the address; whoever proved that mailbox typed it into the recovery.
  const address = account.erasedAt === undefined ? account.address : (await dependencies.recoveries.get(recoveryId ?? ''))?.address;
  if (address === undefined) return;
  const { username = '', name } = account;
  const hindrance = await mayTry(dependencies, address);
  await waitForTurn(dependencies, 'referred', hindrance.stop);
  const mail = mails[kind](language, { username: username || address, ...(name === undefined ? {} : { name }), atMs });
  if (!(await sendMail(dependencies, address, mail, hindrance))) return;
  await dependencies.hours.countCode('referred');
  dependencies.metrics.count(kind === 'recovered' ? 'RecoveredMail::Sent' : 'GuessedMail::Sent');
}
