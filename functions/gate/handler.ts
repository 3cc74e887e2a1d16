import middy from '@middy/core';
import type { PreAuthenticationTriggerEvent, PreTokenGenerationTriggerEvent } from 'aws-lambda';
import { candidateEpochs, judge } from '#domain/gate.ts';
import { errorFields } from '#shared/lambda/log.ts';
import { messages } from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Both triggers ask the same question. */
export type GateEvent = PreTokenGenerationTriggerEvent | PreAuthenticationTriggerEvent;

/** The text that a holder may see: Cognito puts it behind "PreTokenGeneration failed with error". */
export const refusal = 'Your password must be changed before you can sign in. Please see the page about this incident.';

/** Thrown to refuse a token: for a trigger, throwing is the answer. */
export class ContainedError extends Error {
  override readonly name = 'ContainedError';

  constructor() {
    super(refusal);
  }
}

/**
 * The gate: at every token issuance, refuses what is older than the epoch. Never looks at the trigger source, as a rotated refresh
 * token arrives as an authentication. Without a live campaign it reads at most one row in 5 s and admits.
 */
export function makeHandler(dependencies: Dependencies) {
  const { environmentAttribute, whenUnknown, epochs, accounts, clock, logger, metrics } = dependencies;

  const blind = (error: unknown, choice: 'contain' | 'admit') => {
    logger.log(messages.gateBlind, { ...errorFields(error), choice });
    metrics.count('Gate::Blind');
    return { admitted: choice === 'admit', live: true };
  };

  const decide = async (
    event: GateEvent,
  ): Promise<{ readonly admitted: boolean; readonly live: boolean; readonly campaignId?: string }> => {
    const holding = await epochs();
    if (holding === undefined) return blind(new Error('no copy of the epochs'), whenUnknown);
    const attributes = event.request.userAttributes;
    const candidates = candidateEpochs(holding, event.callerContext.clientId);
    const sub = attributes.sub;
    if (candidates.length === 0) return { admitted: true, live: false };
    try {
      const rows = sub === undefined ? [] : await accounts.getMany(candidates.map(({ campaignId }) => ({ campaignId, sub })));
      const facts = {
        attributes,
        environment: attributes[environmentAttribute],
        organisation: undefined,
        createdAt: undefined,
        listed: false,
      };
      const { clientId } = event.callerContext;
      const isOurClient = candidates.some(({ ourClientId }) => ourClientId === clientId);
      const request = { facts, federated: false, clientId, isOurClient, nowMs: clock.now() };
      return { ...judge(candidates, rows, request), live: true };
    } catch (error) {
      // An epoch is known to hold: whoever cannot be shown to have recovered is contained, whatever was configured.
      return blind(error, 'contain');
    }
  };

  return middy<GateEvent, GateEvent>({ timeoutEarlyInMillis: 0 }).handler(async (event) => {
    const verdict = await decide(event);
    if (!verdict.admitted) {
      logger.log(messages.gateRefused, {
        source: event.triggerSource,
        ...(verdict.campaignId !== undefined && { campaignId: verdict.campaignId }),
      });
      metrics.count('Gate::Refused');
      throw new ContainedError();
    }
    if (verdict.live) metrics.count('Gate::Admitted');
    return event;
  });
}
