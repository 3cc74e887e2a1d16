import { pacedPerSecond } from '#domain/pacing/mail-rate.ts';
import { noticeRoom } from '#domain/pacing/slot-room.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import type { SenderState } from '../state.ts';
import { sendPositions } from './send.ts';

/**
 * Claims positions of a slot and begins to send waiting notices at them; what is sent goes on beside whatever the sender does next.
 * @param want positions, at most as many as there are notices at hand
 * @param isProbe whether this is the try that finds out whether SES takes mail again
 */
export async function claimAndSend(
  dependencies: Dependencies,
  state: SenderState,
  slot: number,
  want: number,
  isProbe = false,
): Promise<void> {
  const { pace, controls, reserve, sending, logger } = dependencies;
  const { supply, rate, underWay } = state;
  const { campaignId } = state.lease;
  if (supply.size() === 0) return;
  const perSecond = pacedPerSecond(rate, slot);
  const roomAt = (at: number) => noticeRoom(rate, slot, at, { reserve, codesBefore: state.codesBefore });
  const claim = await pace.claim(slot, Math.min(want, supply.size()), perSecond, roomAt);
  if (claim === undefined) return;
  state.codesBefore = claim.codes;
  if (isProbe && !(await sending.takeProbe('notices'))) return;
  const first = state.control.canaryAt === undefined ? state.canary : undefined;
  const count = first === undefined ? claim.count : await controls.takeCanary(campaignId, claim.count, first.notices);
  const quotaPerSecond = rate.perSecond ?? 1;
  const sent: Promise<void> = sendPositions(dependencies, state, supply.take(count), claim, { quotaPerSecond, isProbe })
    .then(async ({ taken, inDoubt }) => {
      // What the canary gave and SES did not take would end it before anybody had it.
      if (first !== undefined) await controls.giveBackCanary(campaignId, count - taken - inDoubt);
      if (isProbe && taken > 0 && (await sending.end('notices'))) logger.log(messages.sendingGoesOn, { kind: 'notices' });
    })
    .catch((error: unknown) => void state.failures.push(error))
    .finally(() => underWay.delete(sent));
  underWay.add(sent);
}
