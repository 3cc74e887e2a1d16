import { type AccountRow, isOut } from '#domain/account/account.ts';
import { isPhoneNumber, textSize } from '#domain/campaign/text-spend.ts';
import { moved, openStep, type StepRow } from '#domain/next-channel/next-channel.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import { sms } from '#shared/messages/sms/sms.ts';
import type { Dependencies } from './dependencies.ts';
import type { Round, RoundTexts } from './round.ts';
import { type Next, quietFor, underWayMs } from './waits.ts';

/** How long texts wait for their turn in one round, in ms; the rest comes up in later ones, so that other channels go on meanwhile. */
const roundMs = 60_000;

/** How long a text waits at least for which a round had no turn, in ms: less than rounds are apart, so that the next one has it. */
const behindMs = 30_000;

/**
 * Sends the text of a step, outside the quiet hours of its holder. The step is taken up before, and never twice: where a crash comes in between, nobody
 * knows whether the text went out.
 */
export async function carryOutText(dependencies: Dependencies, round: Round, row: StepRow, account: AccountRow): Promise<Next> {
  const { steps, accounts, clock, partsPerSecond, page, sending } = dependencies;
  const { campaign, texts } = round;
  if (row.state === 'under-way') return { kind: 'failed', outcome: 'uncertain' };
  const { phone = '', language } = account;
  if (campaign.state !== 'live' || texts === undefined || !isPhoneNumber(phone)) return { kind: 'failed', outcome: 'no-channel' };
  const now = clock.now();
  const quietMs = quietFor(dependencies, round, account);
  if (quietMs !== undefined) return { kind: 'wait', lookAt: quietMs };
  const text = sms(language, { pagesOrigin: page });
  const { parts } = textSize(text);
  const msFor = (count: number) => (count * 1000) / partsPerSecond;
  const later = () => clock.now() + behindMs + Math.floor(msFor(texts.behind++) / roundMs) * roundMs;
  if (parts < texts.tooLong) {
    if (msFor(texts.parts) >= roundMs) return { kind: 'wait', lookAt: later() };
    texts.parts += parts;
    const turnAt = Math.max(now, texts.nextAt);
    texts.nextAt = turnAt + msFor(parts);
    await clock.sleep(turnAt - now);
    if (texts.stopped && !(await sending.takeProbe('texts'))) return { kind: 'wait', lookAt: later() };
    const [still] = await accounts.getMany([row]);
    if (!isOut(still)) return { kind: 'ended', outcome: 'recovered' };
  }
  if (parts >= texts.tooLong) return { kind: 'failed', outcome: 'over-ceiling' };
  const sets = { open: openStep(clock.now() + underWayMs, row), ...moved(row, 'under-way') };
  if (!(await steps.change(row, 'takeUpText', sets, { before: row.open }))) return { kind: 'lost' };
  return send(dependencies, texts, phone, text, later);
}

async function send(
  { logger, metrics, sending }: Dependencies,
  texts: RoundTexts,
  to: string,
  text: string,
  later: () => number,
): Promise<Next> {
  const outcome = await texts.sender.send(to, text);
  switch (outcome.kind) {
    case 'sent':
      metrics.count('Step::Texted', 1);
      if (texts.stopped && (await sending.end('texts'))) logger.log(messages.sendingGoesOn, { kind: 'texts' });
      texts.stopped = false;
      texts.taken = true;
      return { kind: 'ended', outcome: 'sent' };
    case 'throttled':
      return { kind: 'put-off', lookAt: later() };
    case 'over-ceiling':
      texts.tooLong = Math.min(texts.tooLong, textSize(text).parts);
      return { kind: 'failed', outcome: 'over-ceiling' };
    case 'unanswered':
      return { kind: 'failed', outcome: 'uncertain' };
    case 'refused':
      // A value of the call, while others go out: the number.
      if (outcome.reason === 'INVALID_PARAMETER' && texts.taken) return { kind: 'failed', outcome: 'rejected' };
      texts.stopped = true;
      metrics.count('Sending::Stopped');
      if (await sending.stop('texts', outcome.reason)) logger.log(messages.sendingStopped, { kind: 'texts', status: outcome.reason });
      return { kind: 'put-off', lookAt: later() };
    case 'rejected':
      return { kind: 'failed', outcome: 'rejected' };
  }
}
