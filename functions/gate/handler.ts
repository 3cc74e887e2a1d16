import middy from '@middy/core';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';
import { ContainedError, refusalText } from './refusal.ts';
import { decide, type GateEvent } from './verdict.ts';

/**
 * The gate: before every sign-in and at every token, refuses what is older than the epoch. It never tells a refresh by the trigger source, as a
 * rotated refresh token arrives as an authentication. After a sign-up it only passes the new account on, so that campaigns know it.
 */
export function makeHandler(dependencies: Dependencies) {
  const { epochs, accountQueue, logger, metrics } = dependencies;

  const report = async (sub: string | undefined) => {
    if (sub === undefined) return;
    try {
      await accountQueue.send({ sub });
    } catch (error) {
      logger.log(messages.accountUnreported, errorFields(error));
      metrics.count('Gate::Unreported');
    }
  };

  const gate = middy<GateEvent, GateEvent>({ timeoutEarlyInMillis: 0 }).onError(({ error }) => {
    if (!(error instanceof ContainedError)) metrics.count('Gate::Failed');
  });
  return gate.handler(async (event) => {
    const source: string = event.triggerSource;
    // A machine has no account, and no campaign is about it.
    if (source === 'TokenGeneration_ClientCredentials') return event;
    const holding = await epochs();
    const { sub, locale = '' } = event.request.userAttributes;
    if (source.startsWith('PostConfirmation')) {
      if (holding?.length !== 0) await report(sub);
      return event;
    }
    const decision = await decide(dependencies, event, holding);
    if (decision.admitted) {
      if (decision.live) metrics.count('Gate::Admitted');
      return event;
    }
    const { reason, campaignId, isUnknown } = decision;
    logger.log(messages.gateRefused, { source, reason, ...(campaignId !== undefined && { campaignId }) });
    metrics.count('Gate::Refused');
    if (isUnknown) await report(sub);
    throw new ContainedError(refusalText(decision, source.startsWith('PreAuthentication') ? undefined : locale));
  });
}
