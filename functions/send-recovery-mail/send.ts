import { recoveryPerSecond } from '#domain/mail-rate.ts';
import { recoveryMailTag } from '#domain/recovery.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import { RetryLater } from '#shared/lambda/queue.ts';
import type { Mail } from '#shared/messages/frame.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Waits for an instant of the mail rate that no notice has, and uses it up.
 * @throws RetryLater while the sending quota is not known
 */
export async function waitForTurn({ pace, rates, mailer, clock }: Dependencies): Promise<void> {
  const rate = await rates.refreshed(mailer.quota).catch(() => rates.get());
  if (rate.perSecond === undefined) throw new RetryLater('unanswered');
  const at = await pace.claimForRecovery((slot) => recoveryPerSecond(rate, slot));
  await clock.sleep(at - clock.now());
}

/**
 * Sends one mail; false when SES will never take it.
 * @throws RetryLater when SES was too busy, or gave no answer: the same mail twice is better than none
 */
export async function sendMail({ mailer, logger }: Dependencies, to: string, mail: Mail): Promise<boolean> {
  const outcome = await mailer.send(to, mail, { mail: recoveryMailTag });
  switch (outcome.kind) {
    case 'sent':
      return true;
    case 'refused':
      logger.log(messages.recoveryMailRefused, { status: outcome.status });
      return false;
    case 'unanswered':
      throw new RetryLater('unanswered');
    case 'throttled':
      throw new RetryLater('throttled');
  }
}
