import { type MailOutcome, type MailRefusal, putAsideMs, type Verdict, verdictAlone, verdictOn } from '#domain/notice/mail-outcome.ts';
import { type NoticeRow, noticeId, openResting, openUncertain, openUnreached, openWaiting } from '#domain/notice/notice.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import type { SenderState } from '../state.ts';

/** A notice that this sender has claimed. */
export interface Claimed {
  readonly row: NoticeRow;
  readonly claim: string;
}

/** A notice that was refused while it was alone in its call. */
export interface RefusedAlone extends Claimed {
  readonly refusal: MailRefusal;
}

/** Lets a notice wait again, as nothing was sent. */
export async function release({ notices }: Dependencies, { row, claim }: Claimed): Promise<void> {
  await notices.change(row, 'release', { open: row.open ?? openWaiting(0, noticeId(row)) }, { claim });
}

/**
 * Records what became of the notices of one call. An outcome that cannot be recorded is no loss: the claim runs out, and an event of SES or the next attempt
 * settles the notice.
 * @returns those that were refused alone: what others of the slot met decides about them
 */
export async function recordCall(
  dependencies: Dependencies,
  state: SenderState,
  claimed: readonly Claimed[],
  outcomes: readonly MailOutcome[],
): Promise<readonly RefusedAlone[]> {
  const taken = outcomes.filter(({ kind }) => kind === 'sent').length;
  const call = { mails: claimed.length, taken };
  const alone = await Promise.all(
    claimed.map(async (each, index) => {
      const outcome = outcomes[index] ?? { kind: 'unanswered' };
      if (outcome.kind !== 'refused') {
        await recordOutcome(dependencies, state, each, outcome);
        return [];
      }
      const verdict = verdictOn(outcome, call);
      if (verdict === 'compare') return [{ ...each, refusal: outcome }];
      await carryOut(dependencies, state, each, outcome, verdict);
      return [];
    }),
  );
  return alone.flat();
}

async function recordOutcome(
  dependencies: Dependencies,
  state: SenderState,
  each: Claimed,
  outcome: Exclude<MailOutcome, MailRefusal>,
): Promise<void> {
  const { notices, clock } = dependencies;
  const { row, claim } = each;
  switch (outcome.kind) {
    case 'sent':
      state.alone.delete(noticeId(row));
      await notices.change(row, 'sent', { messageId: outcome.messageId }, { claim });
      return;
    case 'throttled':
      return release(dependencies, each);
    case 'unanswered':
      await notices.change(row, 'doubt', { open: openUncertain(clock.now(), noticeId(row)) }, { claim });
  }
}

/** Judges what was refused alone by whether SES took a mail with the same text in the same slot. */
export async function recordAlone(
  dependencies: Dependencies,
  state: SenderState,
  refused: readonly RefusedAlone[],
  isTaken: (row: NoticeRow) => boolean,
): Promise<void> {
  const isStopped = state.stopped;
  const verdicts = refused.map((each) => {
    const { address = '', refusals = 0 } = each.row;
    return { ...each, verdict: verdictAlone(each.refusal, { address, refusals, isTextTaken: isTaken(each.row), isStopped }) };
  });
  await Promise.all(verdicts.map((each) => carryOut(dependencies, state, each, each.refusal, each.verdict)));
}

async function carryOut(
  dependencies: Dependencies,
  state: SenderState,
  each: Claimed,
  { status }: MailRefusal,
  verdict: Verdict,
): Promise<void> {
  const { notices, clock, metrics, sending, logger } = dependencies;
  const { row, claim } = each;
  const id = noticeId(row);
  if (verdict === 'reject') {
    state.alone.delete(id);
    metrics.count('Notice::Rejected');
    await notices.change(row, 'reject', { reason: 'rejected', status, open: openUnreached(clock.now(), id) }, { claim });
    return;
  }
  metrics.count('Notice::Refused');
  if (verdict === 'alone') {
    state.alone.add(id);
    await release(dependencies, each);
    state.supply.putBack(row);
    return;
  }
  if (verdict === 'stop') {
    state.stopped = true;
    metrics.count('Sending::Stopped');
    if (await sending.stop('notices', status)) logger.log(messages.sendingStopped, { kind: 'notices', status });
  }
  const { refusals = 0 } = row;
  const open = openResting(clock.now() + putAsideMs(refusals), id);
  await notices.change(row, 'putAside', { open, refusals: refusals + 1 }, { claim });
}
