import type { MailMessage } from '#shared/aws/queues.ts';
import { recoveredMail } from '#shared/messages/recovered/recovered.ts';
import type { Dependencies } from './dependencies.ts';
import { sendMail, standingStop, waitForTurn } from './send.ts';

/** Tells a holder, at the address on record, that the password of an account was changed. */
export async function sendRecovered(dependencies: Dependencies, message: Extract<MailMessage, { kind: 'recovered' }>): Promise<void> {
  const { campaignId, sub, language, atMs } = message;
  const account = await dependencies.accounts.get(campaignId, sub);
  if (account?.address === undefined) return;
  const { username, name, address } = account;
  const stop = await standingStop(dependencies);
  await waitForTurn(dependencies, stop);
  const mail = recoveredMail(language, { username, ...(name === undefined ? {} : { name }), atMs });
  if (await sendMail(dependencies, address, mail, stop)) dependencies.metrics.count('RecoveredMail::Sent');
}
