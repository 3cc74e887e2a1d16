import * as z from 'zod';
import { ok } from '#domain/result.ts';
import { type DeadLetterStatus, deadLetterNames, deadLetterQueues, redrivePerSecond } from '#domain/staff/dead-letter.ts';
import { relativeLink } from '#shared/web/links.ts';
import { html } from '#shared/web/markup.ts';
import { noInput } from '../faces/form.ts';
import { paths } from '../faces/paths.ts';
import { counted, number } from '../markup/words.ts';
import { type AnyAct, act, type Operation, reading, type Target } from '../operation.ts';
import { overall } from '../parts/targets.ts';
import { count, instant } from '../schemas/schemas.ts';
import { readQueue, redrive, whyNotRedriven } from './redrive.ts';

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
        startedAt: instant,
        why: z.string().optional().meta({ description: "why it failed, in SQS's words" }),
      })
      .optional()
      .meta({ description: 'the last redrive' }),
  })
  .meta({ id: 'DeadLetterQueue' });

const described = (status: DeadLetterStatus) => ({ ...status, ...deadLetterQueues[status.queue] });

const example = {
  queue: 'event',
  holds: deadLetterQueues.event.holds,
  messages: 1_240,
  redrive: deadLetterQueues.event.redrive,
  move: { state: 'running', moved: 0, of: 1_240, startedAt: 1_763_730_000_000 },
};

/** The dead-letter queue of `{queue}`. */
const oneQueue: Target<DeadLetterStatus> = {
  params: { queue: z.enum(deadLetterNames).meta({ description: deadLetterNames.join(', '), examples: ['event'] }) },
  find: (dependencies, { queue = '' }) => readQueue(dependencies, queue),
  missing: ({ queue = '' }) => `there is no dead-letter queue ${queue.slice(0, 40)}`,
  campaignOf: () => undefined,
  back: (path) => ({ href: relativeLink(path, paths.deadLetters), label: 'Dead letters' }),
};

/** What staff do about dead-letter queues. */
export const deadLetterActs: readonly AnyAct[] = [
  act({
    id: 'redriveDeadLetters',
    name: 'redrive',
    path: '/api/dead-letters/{queue}/redrive',
    on: oneQueue,
    by: ['operator'],
    when: ({ queue, messages, move }) => messages > 0 && move?.state !== 'running' && whyNotRedriven(queue) === undefined,
    summary: 'Redrive a dead-letter queue',
    description:
      'By an operator. Moves its messages back to where they came from, for another round of tries. While one is under way, another changes nothing.',
    label: 'Redrive',
    input: noInput,
    answer: z.object({ deadLetters: deadLetterQueue }),
    refusals: ['state'],
    audit: 'order: redrive <queue>, by <who>',
    example: { body: {}, answer: { deadLetters: example } },
    done: 'The redrive has begun.',
    ask: ({ target: { queue, messages } }) => {
      const { holds, redrive } = deadLetterQueues[queue];
      return {
        title: `Redrive ${queue}?`,
        meaning: html`<p class="lead">${holds}: ${counted(messages, 'message')}.</p>
          <p>${redrive}</p>
          <p>Messages go back at ${number(redrivePerSecond)} per second. Those whose cause is not fixed come back here.</p>`,
        yes: 'Redrive',
      };
    },
    run: async ({ dependencies, staff, target, key }) => {
      const outcome = await redrive(dependencies, staff, target, key);
      return outcome.ok ? ok({ deadLetters: described(outcome.value) }) : outcome;
    },
  }),
];

/** What staff look at of dead-letter queues. */
export const deadLetterReadings: readonly Operation[] = [
  reading({
    id: 'listDeadLetters',
    name: 'dead-letters',
    path: '/api/dead-letters',
    on: overall,
    summary: 'List the dead-letter queues',
    description: 'What waits in each, and how the last redrive stands.',
    answer: z.object({ deadLetters: z.array(deadLetterQueue) }),
    example: { answer: { deadLetters: [example] } },
    run: async ({ dependencies }) => ok({ deadLetters: (await dependencies.deadLetters.list()).map(described) }),
  }),
];
