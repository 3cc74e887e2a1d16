import type { PostConfirmationTriggerEvent, PreAuthenticationTriggerEvent, PreTokenGenerationTriggerEvent } from 'aws-lambda';
import { normalizeIdentifier } from '#domain/account/scope.ts';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import { candidateEpochs, type GateRequest, judge, judgeNobody, unknownTo } from '#domain/gate/gate.ts';
import { isProbe } from '#domain/gate/probe.ts';
import { errorFields } from '#shared/lambda/log.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from './dependencies.ts';
import type { RefusalFacts } from './refusal.ts';

/** What the gate is asked. */
export type GateEvent = PreTokenGenerationTriggerEvent | PreAuthenticationTriggerEvent | PostConfirmationTriggerEvent;

/** What the gate decides. */
export type Decision =
  /** `live`: whether some epoch could have bound the account. */
  | { readonly admitted: true; readonly live: boolean }
  | (RefusalFacts & {
      readonly admitted: false;
      readonly campaignId?: string;
      /** Whether some campaign covers the account and has no row for it. */
      readonly isUnknown: boolean;
    });

const unclear = { admitted: false, reason: 'unclear', isUnknown: false } as const;

/**
 * Judges one token. Reads nothing where no epoch can bind the account, else its rows, in one call, unless it was let in a moment ago.
 * @param holding the epochs that hold; undefined where nothing tells
 */
export async function decide(dependencies: Dependencies, event: GateEvent, holding: readonly EpochRow[] | undefined): Promise<Decision> {
  const { rowsOf, recent, whenUnknown, logger, metrics } = dependencies;
  if (holding === undefined) {
    logger.log(messages.gateBlind, { choice: whenUnknown });
    metrics.count('Gate::Blind');
    return whenUnknown === 'admit' ? { admitted: true, live: true } : unclear;
  }
  const request = requestOf(dependencies, event, holding);
  const candidates = candidateEpochs(holding, request.clientId);
  if (candidates.length === 0) return { admitted: true, live: false };
  const isBeforePassword = event.triggerSource.startsWith('PreAuthentication');
  const isNobody = isBeforePassword && event.request.userAttributes.sub === undefined;
  // A user name that nobody has is asked for too, so that it takes as long.
  const sub = event.request.userAttributes.sub ?? event.userName;
  try {
    const remembered = recent.get(sub, candidates);
    const rows = remembered ?? (await rowsOf(candidates.map(({ campaignId }) => ({ campaignId, sub }))));
    const verdict = isNobody ? judgeNobody(candidates, normalizeIdentifier(event.userName)) : judge(candidates, rows, request);
    if (verdict.admitted) {
      if (remembered === undefined && !request.isOurClient && !isNobody) recent.remember(sub, candidates, rows);
      return { ...verdict, live: true };
    }
    // Only the new password gets anybody further, and who has it is told at the token until when to wait.
    if (isBeforePassword && verdict.reason === 'lingering') return { admitted: true, live: true };
    const page = candidates.find(({ campaignId }) => campaignId === verdict.campaignId)?.page ?? '';
    return { ...verdict, page, isUnknown: !isNobody && unknownTo(candidates, rows, request).length > 0 };
  } catch (error) {
    logger.log(messages.gateRowsUnread, errorFields(error));
    metrics.count('Gate::RowsUnread');
    return unclear;
  }
}

function requestOf({ attributes, clock }: Dependencies, event: GateEvent, holding: readonly EpochRow[]): GateRequest {
  const { userAttributes } = event.request;
  const { clientId } = event.callerContext;
  return {
    facts: {
      attributes: userAttributes,
      environment: userAttributes[attributes.environment],
      organisation: userAttributes[attributes.organisation],
      createdAt: undefined,
      listed: false,
    },
    federated: userAttributes['cognito:user_status'] === 'EXTERNAL_PROVIDER',
    clientId,
    isProbe: isProbe({ username: event.userName, email: userAttributes.email }),
    isOurClient: holding.some(({ ourClientId }) => ourClientId === clientId),
    nowMs: clock.now(),
  };
}
