import { ok, type Result, refused } from '#domain/result.ts';
import { type DeadLetterName, type DeadLetterStatus, deadLetterNames, deadLetterQueues } from '#domain/staff/dead-letter.ts';
import type { Staff } from '#domain/staff/staff.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Refusal } from '../operation.ts';

type Needs = Pick<Dependencies, 'deadLetters' | 'orders' | 'clock'>;

/** The dead-letter queue of this name, as it stands; undefined where there is none. */
export async function readQueue({ deadLetters }: Pick<Needs, 'deadLetters'>, name: string): Promise<DeadLetterStatus | undefined> {
  const queue = deadLetterNames.find((known) => known === name);
  return queue && deadLetters.look(queue);
}

/**
 * Has the messages of a queue moved back to where they came from. While they are being moved nothing changes.
 * @param key id of the order: one that was carried out is not carried out again
 */
export async function redrive(
  { deadLetters, orders, clock }: Needs,
  { username: by }: Staff,
  status: DeadLetterStatus,
  key: string,
): Promise<Result<DeadLetterStatus, Refusal>> {
  const { queue, move } = status;
  const why = whyNotRedriven(queue);
  if (why !== undefined) return refused({ kind: 'state', text: why });
  if (move?.state === 'running') return ok(status);
  const row = await orders.begin({ id: key, order: 'redrive', queue, by, atMs: clock.now() });
  if (row.done) return ok(status);
  await deadLetters.redrive(queue);
  await orders.end(row);
  return ok((await deadLetters.look(queue)) ?? status);
}

/** Why the messages of a queue can never be moved back, and what to do; undefined where they can. */
export function whyNotRedriven(queue: DeadLetterName): string | undefined {
  const { redrive, instead } = deadLetterQueues[queue];
  return redrive === undefined
    ? `SQS cannot move the messages of ${queue} back, as they do not come from a queue; what to do: ${instead}`
    : undefined;
}
