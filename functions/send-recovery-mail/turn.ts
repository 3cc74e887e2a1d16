import { type MailRate, recoveryPerSecond } from '#domain/pacing/mail-rate.ts';
import { slotMs } from '#domain/pacing/pacing.ts';
import type { SendingStop } from '#domain/pacing/sending-stop.ts';
import { codeRoom } from '#domain/pacing/slot-room.ts';
import { RetryLater } from '#shared/lambda/queue.ts';
import type { Dependencies } from './dependencies.ts';

/** Who can have asked for a mail: anybody (`plain`), or only whoever reads the mailbox (`referred`). */
export type MailKind = 'plain' | 'referred';

/**
 * How many slots ahead a mail of each kind claims. Whoever looks further goes first: places beyond three slots are left to those with a reference, so
 * one of them waits two seconds at most behind any number of others.
 */
const slotsAhead: Readonly<Record<MailKind, number>> = { plain: 3, referred: 40 };

/** For how long one try looks for a place, in ms: an invocation lasts 30 s. */
const tryMs = 20_000;

/** For how long the first reading of the quota by somebody else is waited for, in ms. */
const firstReadingMs = 3_000;

/** The mail rate as it stands. @throws RetryLater while the sending quota is not known */
export async function readRate({ rates, mailer, clock }: Dependencies): Promise<MailRate> {
  let rate = await rates.refreshed(mailer.quota).catch(() => rates.get());
  for (const endMs = clock.now() + firstReadingMs; rate.perSecond === undefined && clock.now() < endMs; rate = await rates.get()) {
    await clock.sleep(slotMs);
  }
  if (rate.perSecond === undefined) throw new RetryLater('unanswered');
  return rate;
}

/**
 * Waits for an instant of the mail rate that no notice has, and uses it up.
 * @param stop where SES refuses our mail: only one mail in ten seconds then gets a turn
 * @throws RetryLater while the sending quota is not known, where another mail has the turn, or where no place is free for so long
 */
export async function waitForTurn(dependencies: Dependencies, kind: MailKind, stop: SendingStop | undefined): Promise<void> {
  const { pace, clock, reserve, sending } = dependencies;
  if (stop !== undefined && !(await sending.takeProbe('codes'))) throw new RetryLater('refused');
  for (const endMs = clock.now() + tryMs; clock.now() < endMs; await clock.sleep(slotMs)) {
    const rate = await readRate(dependencies);
    const at = await pace.claimForRecovery(
      (slot) => recoveryPerSecond(rate, slot),
      (slot, perSecond) => codeRoom(rate, slot, perSecond, reserve),
      slotsAhead[kind],
    );
    if (at !== undefined) return clock.sleep(at - clock.now());
  }
  throw new RetryLater('throttled');
}
