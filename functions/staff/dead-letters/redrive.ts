import { ok, type Result, refused } from '#domain/result.ts';
import { type DeadLetterName, type DeadLetterStatus, deadLetterNames, deadLetterQueues } from '#domain/staff/dead-letter.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import * as messages from '#shared/lambda/log-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import { idFor } from '../faces/ids.ts';
import { forbidden, type Refusal } from '../faces/refusal.ts';

/** What an operator does with dead-letter queues. */
export interface Redrive {
  /** The dead-letter queue of this name, as it stands. */
  look(name: string): Promise<Result<DeadLetterStatus, Refusal>>;
  /**
   * Has its messages moved back to where they came from. While they are being moved nothing changes, and the same order by the same person
   * with the same key is one.
   */
  redrive(staff: Staff, name: string, key: string | undefined): Promise<Result<DeadLetterStatus, Refusal>>;
}

type Needs = Pick<Dependencies, 'deadLetters' | 'orders' | 'clock' | 'ids' | 'logger'>;

/** The commands over these queues. */
export function makeRedrive({ deadLetters, orders, clock, ids, logger }: Needs): Redrive {
  const look: Redrive['look'] = async (name) => {
    const queue = deadLetterNames.find((known) => known === name);
    const status = queue && (await deadLetters.look(queue));
    return status ? ok(status) : refused({ reason: 'unknown', text: `there is no dead-letter queue ${name.slice(0, 40)}` });
  };

  return {
    look,
    redrive: async (staff, name, key) => {
      if (!may(staff, 'redrive')) return refused(forbidden(staff, 'redrive'));
      const before = await look(name);
      if (!before.ok) return before;
      const { queue, move } = before.value;
      if (deadLetterQueues[queue].redrive === undefined) return refused({ reason: 'conflict', text: cannot(queue) });
      if (move?.state === 'running') return before;
      const id = idFor(staff, key ?? ids.next(), ['redrive', queue]);
      const row = await orders.begin({ id, order: 'redrive', queue, by: staff.username, atMs: clock.now() });
      if (row.done) return before;
      await deadLetters.redrive(queue);
      await orders.end(row);
      logger.log(messages.commandDone, { command: 'redrive', queue });
      return look(queue);
    },
  };
}

function cannot(queue: DeadLetterName): string {
  return `SQS cannot move the messages of ${queue} back, as they do not come from a queue; what to do: ${deadLetterQueues[queue].instead}`;
}
