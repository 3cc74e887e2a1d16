import { isPlainAddress } from '#domain/notice/mail-outcome.ts';
import { isProbeDue, type SendingStop } from '#domain/pacing/sending-stop.ts';
import { recoveryMailTag } from '#domain/recovery/recovery.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { RetryLater } from '#shared/lambda/queue.ts';
import type { Mail } from '#shared/messages/frame.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * That SES refuses our mail, where a mail may go out all the same to try whether it takes some again; undefined where mail goes out as ever.
 * @throws RetryLater while somebody tried in the last ten seconds
 */
export async function standingStop({ rates, clock }: Dependencies): Promise<SendingStop | undefined> {
  const { codesStop } = await rates.get();
  if (codesStop !== undefined && !isProbeDue(codesStop, clock.now())) throw new RetryLater('refused');
  return codesStop;
}

/**
 * Sends one mail; false when SES will never take it, as its address is none that it knows.
 * @throws RetryLater when SES refused it for another reason, was too busy, or gave no answer: the same mail twice is better than none
 */
export async function sendMail(dependencies: Dependencies, to: string, mail: Mail, stop: SendingStop | undefined): Promise<boolean> {
  const { mailer, sending, logger, metrics } = dependencies;
  const outcome = await mailer.send(to, mail, { mail: recoveryMailTag });
  switch (outcome.kind) {
    case 'sent':
      if (stop !== undefined && (await sending.end('codes'))) logger.log(messages.sendingGoesOn, { kind: 'codes' });
      return true;
    case 'refused':
      logger.log(messages.recoveryMailRefused, { status: outcome.status });
      if (outcome.about === 'unclear' && !isPlainAddress(to) && stop === undefined) return false;
      metrics.count('Sending::Stopped');
      if (await sending.stop('codes', outcome.status)) logger.log(messages.sendingStopped, { kind: 'codes', status: outcome.status });
      throw new RetryLater('refused');
    case 'unanswered':
      throw new RetryLater('unanswered');
    case 'throttled':
      throw new RetryLater('throttled');
  }
}
