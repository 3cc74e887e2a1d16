import type { AccountRow } from '#domain/account/account.ts';
import type { EpochRow } from '#domain/campaign/campaign.ts';
import { candidateEpochs, judge } from '#domain/gate/gate.ts';
import type { InvokeTrigger } from '#simulator/services/cognito/triggers.ts';
import type { SimulatedDynamoDb } from '#simulator/services/dynamodb/dynamodb.ts';
import type { World } from '#simulator/world.ts';

/** What both triggers tell. */
interface TriggerEvent {
  readonly callerContext: { readonly clientId: string };
  readonly request: { readonly userAttributes: Readonly<Record<string, string>> };
}

/** The gate's verdict at every sign-in and token of the stage's pool, without the function around it: no cache, and the tables as they are. */
export function stageGate(world: World, dynamodb: SimulatedDynamoDb): InvokeTrigger {
  return async (_, event) => {
    const { callerContext, request } = event as TriggerEvent;
    const { clientId } = callerContext;
    const attributes = request.userAttributes;
    const epochs = [...dynamodb.rows('epochs')] as unknown as EpochRow[];
    const rows = ([...dynamodb.rows('accounts')] as unknown as AccountRow[]).filter(({ sub }) => sub === attributes.sub);
    const verdict = judge(candidateEpochs(epochs, clientId), rows, {
      facts: { attributes, environment: undefined, organisation: undefined, createdAt: undefined, listed: false },
      federated: false,
      clientId,
      isOurClient: epochs.some(({ ourClientId }) => ourClientId === clientId),
      nowMs: world.clock.now(),
    });
    if (!verdict.admitted) throw new Error(verdict.reason);
    return event;
  };
}
