import * as z from 'zod';
import { type DeadLetterStatus, deadLetterNames, deadLetterQueues } from '#domain/staff/dead-letter.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { campaignId } from '../campaign/schemas.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Operation, valueOrProblem } from '../faces/api.ts';
import { makeRedrive } from './redrive.ts';

/** An order to redrive. */
export const newRedrive = z
  .strictObject({
    key: campaignId.optional().meta({ description: 'a ULID of your own; the same order sent again with the same key is the same one' }),
  })
  .meta({ description: 'an object with, optionally, key' });

const count = z.int().min(0);

const deadLetterQueue = z
  .object({
    queue: z.enum(deadLetterNames),
    holds: z.string().meta({ description: 'what one of its messages is' }),
    messages: count.meta({ description: 'messages that wait in it, about; SQS may be a minute behind' }),
    redrive: z.string().optional().meta({ description: 'what a redrive does; absent where none is possible' }),
    instead: z.string().optional().meta({ description: 'what to do where no redrive is possible' }),
    move: z
      .object({
        state: z.enum(['running', 'done', 'failed']),
        moved: count.meta({ description: 'messages moved back so far, about' }),
        of: count.optional().meta({ description: 'messages that were there when it began, about' }),
        startedAt: z.int().meta({ description: 'milliseconds since 1970-01-01 UTC' }),
        why: z.string().optional().meta({ description: "why it failed, in SQS's words" }),
      })
      .optional()
      .meta({ description: 'the last redrive' }),
  })
  .meta({ id: 'DeadLetterQueue' });

const described = (status: DeadLetterStatus) => ({ ...status, ...deadLetterQueues[status.queue] });

/** The operations on dead-letter queues. */
export function makeDeadLetterOperations(dependencies: Dependencies): readonly Operation[] {
  const { redrive } = makeRedrive(dependencies);
  return [
    {
      method: 'GET',
      path: '/api/dead-letters',
      id: 'listDeadLetters',
      summary: 'List the dead-letter queues',
      description: 'What waits in each, and how the last redrive stands.',
      answer: z.object({ deadLetters: z.array(deadLetterQueue) }),
      refusals: [403],
      run: async () => ({ deadLetters: (await dependencies.deadLetters.list()).map(described) }),
    },
    {
      method: 'POST',
      path: '/api/dead-letters/{queue}/redrive',
      id: 'redriveDeadLetters',
      summary: 'Redrive a dead-letter queue',
      description:
        'By an operator. Moves its messages back to where they came from, for another round of tries. While one is under way, another changes nothing.',
      body: newRedrive,
      answer: z.object({ deadLetters: deadLetterQueue }),
      refusals: [400, 403, 404, 409, 415],
      run: async (staff, { params, body }) => {
        const { key } = requireValid(newRedrive, body);
        return { deadLetters: described(valueOrProblem(await redrive(staff, params.queue ?? '', key))) };
      },
    },
  ];
}
