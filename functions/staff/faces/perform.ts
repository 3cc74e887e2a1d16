import { ok, type Result, refused } from '#domain/result.ts';
import type { Staff } from '#domain/staff/staff.ts';
import { HttpError, retryAfter } from '#shared/lambda/http-response.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import {
  type AnyAct,
  type Context,
  forbidden,
  isAllowed,
  type Operation,
  obstacle,
  type Params,
  type Refusal,
  refusalKinds,
} from '../operation.ts';

/** What an operation is about, for somebody who may do it; or why not. */
export async function locate(
  operation: Operation,
  dependencies: Dependencies,
  staff: Staff,
  params: Params,
): Promise<Result<Context<unknown>, Refusal>> {
  if (!isAllowed(operation, staff)) return refused(forbidden(operation, staff));
  const target = await operation.on.find(dependencies, params);
  return target === undefined ? refused({ kind: 'unknown', text: operation.on.missing(params) }) : ok({ dependencies, staff, target });
}

/**
 * Does an act. Every act can be repeated: the same request of the same person with the same key is done once, and with the same key another one is refused.
 * A request that was refused changed nothing, so its key stays free for one that is put right.
 * @param input checked against the act's schema
 * @param given the idempotency key; of none the request is a new one
 */
export async function perform(
  act: AnyAct,
  context: Context<unknown>,
  params: Params,
  input: unknown,
  given: string | undefined,
): Promise<Result<unknown, Refusal>> {
  const { dependencies, staff, target } = context;
  const { idempotencyKeys, ids, logger } = dependencies;
  const why = obstacle(act, context);
  if (why !== undefined) return refused(why);
  const asked = [act.id, act.fixed, params, { ...(input as object), key: undefined }];
  const taken = given === undefined ? { number: ids.next(), isRepeated: false } : await idempotencyKeys.take(staff.username, given, asked);
  if (taken === undefined) {
    const text = `the key ${JSON.stringify(given?.slice(0, 40))} was used for another request within a day; nothing was changed; use another key`;
    return refused({ kind: 'key-reused', text });
  }
  const outcome = await act.run({ ...context, key: taken.number }, input);
  if (!outcome.ok) {
    if (given !== undefined && !taken.isRepeated) await idempotencyKeys.giveBack(staff.username, given, taken.number);
    return outcome;
  }
  const campaignId = act.on.campaignOf(target)?.id;
  logger.log(messages.commandDone, { command: act.name, ...(campaignId !== undefined && { campaignId }) });
  return outcome;
}

/** The value of an outcome. @throws HttpError where it was refused */
export function valueOrProblem<T>(outcome: Result<T, Refusal>): T {
  if (outcome.ok) return outcome.value;
  const { kind, text, faults, retryAfterMs } = outcome.error;
  const headers = retryAfterMs === undefined ? {} : retryAfter(retryAfterMs);
  throw new HttpError(refusalKinds[kind].status, text, headers, { code: kind, title: refusalKinds[kind].title, ...(faults && { faults }) });
}
