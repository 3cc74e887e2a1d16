import type { MailMessage } from '#shared/aws/queues.ts';
import { recoveredMail } from '#shared/messages/recovered/recovered.ts';
import type { Dependencies } from './dependencies.ts';
import { sendMail, waitForTurn } from './send.ts';

/** Tells a holder, at the address on record, that the password of an account was changed. */
export async function sendRecovered(dependencies: Dependencies, message: Extract<MailMessage, { kind: 'recovered' }>): Promise<void> {
  const { campaignId, sub, language, atMs } = message;
  const account = await dependencies.accounts.get(campaignId, sub);
  if (account?.address === undefined) return;
  const { username, name, address } = account;
  await waitForTurn(dependencies);
  const mail = recoveredMail(language, { username, ...(name === undefined ? {} : { name }), atMs });
  if (await sendMail(dependencies, address, mail)) dependencies.metrics.count('RecoveredMail::Sent');
}
