import {
  isOtherTaken,
  isPlainAddress,
  type MailRefusal,
  type RefusedMail,
  refusedOnceMore,
  verdictAlone,
} from '#domain/notice/mail-outcome.ts';
import { isProbeDue, type SendingStop } from '#domain/pacing/sending-stop.ts';
import { limitKey } from '#domain/recovery/code-limit.ts';
import { recoveryMailTag } from '#domain/recovery/recovery.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { RetryLater } from '#shared/lambda/queue.ts';
import type { Mail } from '#shared/messages/frame.ts';
import type { Dependencies } from './dependencies.ts';

/** What stood in the way of a mail before, where it may be tried all the same. */
export interface Hindrance {
  /** That SES refuses our mail. @default mail goes out as ever */
  readonly stop: SendingStop | undefined;
  /** What it refused for this address. @default nothing */
  readonly refused: RefusedMail | undefined;
}

/**
 * Whether a mail to an address may be tried now.
 * @throws RetryLater while SES refuses our mail and somebody tried in the last ten seconds, or while this address waits as SES refused it
 */
export async function mayTry({ rates, refusedMails, secret, clock }: Dependencies, to: string): Promise<Hindrance> {
  const { codesStop: stop } = await rates.get();
  if (stop !== undefined && !isProbeDue(stop, clock.now())) throw new RetryLater('refused');
  const refused = await refusedMails.get(limitKey(await secret(), 'refused', to));
  if (refused !== undefined && clock.now() < refused.until) throw new RetryLater('refused');
  return { stop, refused };
}

/**
 * Sends one mail; false when SES will never take it.
 * @throws RetryLater when SES refused it for another reason, was too busy, or gave no answer: the same mail twice is better than none
 */
export async function sendMail(dependencies: Dependencies, to: string, mail: Mail, hindrance: Hindrance): Promise<boolean> {
  const { mailer, refusedMails, secret, sending, logger } = dependencies;
  const outcome = await mailer.send(to, mail, { mail: recoveryMailTag });
  switch (outcome.kind) {
    case 'sent':
      if (hindrance.stop !== undefined && (await sending.end('codes'))) logger.log(messages.sendingGoesOn, { kind: 'codes' });
      if (hindrance.refused !== undefined) await refusedMails.forget(limitKey(await secret(), 'refused', to));
      return true;
    case 'refused':
      logger.log(messages.recoveryMailRefused, { status: outcome.status });
      if (await isGivenUp(dependencies, to, outcome, hindrance)) return false;
      throw new RetryLater('refused');
    case 'unanswered':
      throw new RetryLater('unanswered');
    case 'throttled':
      throw new RetryLater('throttled');
  }
}

/**
 * Whether a refused mail is given up. What is about us stops all mails of recoveries. A refused value is compared with other mails, as a notice is: while SES
 * takes those, only this one waits, and after some tries it is given up.
 */
async function isGivenUp(dependencies: Dependencies, to: string, refusal: MailRefusal, { stop, refused }: Hindrance): Promise<boolean> {
  const { rates, refusedMails, secret, clock } = dependencies;
  if (refusal.about === 'us') {
    await stopCodes(dependencies, refusal);
    return false;
  }
  if (!isPlainAddress(to) && stop === undefined) return true;
  const now = clock.now();
  const isTextTaken = isOtherTaken((await rates.get()).codeTakenAt, refused, now);
  const verdict = verdictAlone(refusal, { address: to, refusals: refused?.refusals ?? 0, isTextTaken, isStopped: stop !== undefined });
  if (verdict === 'reject') return true;
  await refusedMails.put(limitKey(await secret(), 'refused', to), refusedOnceMore(refused, now));
  if (verdict === 'stop') await stopCodes(dependencies, refusal);
  return false;
}

async function stopCodes({ metrics, sending, logger }: Dependencies, { status }: MailRefusal): Promise<void> {
  metrics.count('Sending::Stopped');
  if (await sending.stop('codes', status)) logger.log(messages.sendingStopped, { kind: 'codes', status });
}
