import * as z from 'zod';
import { ok } from '#domain/result.ts';
import { type Operation, reading } from '../operation.ts';
import { oneCampaign } from '../parts/targets.ts';
import { readDoors } from './doors.ts';

const answer = z.object({
  doors: z.array(
    z
      .object({
        name: z.string(),
        client: z.string().optional().meta({ description: 'name of the app client that it is at; absent for one of the whole directory' }),
        state: z.enum(['shut', 'watched', 'open']).meta({
          description: 'shut: seen or set to be; watched: the gate or the watch stands at it; open: somebody has to look at it',
        }),
        why: z.string(),
      })
      .meta({ id: 'Door' }),
  ),
});

/** What staff look at of the ways to sign in. */
export const doorReadings: readonly Operation[] = [
  reading({
    id: 'listDoors',
    name: 'doors',
    path: '/api/campaigns/{id}/doors',
    on: oneCampaign,
    summary: 'List the ways to sign in',
    description:
      "Every way in, or around the gate, that the directory's settings show now, with its state. What needs attention comes first.",
    answer,
    example: {
      answer: { doors: [{ name: 'The gate', state: 'shut', why: 'The gate is attached to PreTokenGeneration and PreAuthentication.' }] },
    },
    run: async ({ dependencies, target }) => ok({ doors: [...(await readDoors(dependencies, target))] }),
  }),
];
