import * as z from 'zod';
import { manualChannels } from '#domain/campaign/channel-plan.ts';
import { laneCount } from '#domain/lane.ts';
import { stepOutcomes, stepStates } from '#domain/next-channel/next-channel.ts';
import { cursor, next } from '../schemas/paging.ts';
import { channel, exampleIds, instant } from '../schemas/schemas.ts';

/** Query of a list of steps. */
export const stepQuery = z.strictObject({
  channel,
  state: z
    .enum(stepStates)
    .default('due')
    .meta({ description: stepStates.join(', ') }),
  cursor: cursor(200),
});

const fileNumber = z.coerce.number().int().min(1).max(laneCount).default(1);

/** Query of a file with a list of steps. */
export const fileQuery = z.strictObject({
  channel: z.enum(manualChannels).meta({ description: manualChannels.join(', ') }),
  part: fileNumber.meta({ description: 'which file: a whole number from 1 to of' }),
  of: fileNumber.meta({
    description: `in how many files the whole list comes, each with other holders: a whole number from 1 to ${laneCount}`,
  }),
});

const step = z
  .object({
    campaignId: z.string(),
    account: z.string(),
    username: z.string().optional(),
    organisation: z.string().optional(),
    means: z.string().optional().meta({ description: 'the number to call or the address to write to, for those who do' }),
    channel,
    state: z.enum(stepStates),
    owner: z.string(),
    dueAt: instant,
    outcome: z.enum(stepOutcomes).optional(),
    by: z.string().optional(),
    atMs: instant.optional().meta({ description: 'when it ended' }),
  })
  .meta({ id: 'Step' });

/** One step, after a command. */
export const stepOnly = z.object({ step });

/** A page of steps. */
export const stepList = z.object({
  steps: z.array(step),
  next,
});

/** How many steps there are, by channel and by state or outcome, and what text messages cost. */
export const stepCounts = z.object({
  sms: z
    .object({ spentUsd: z.number(), ceilingUsd: z.number() })
    .optional()
    .meta({ description: 'what was taken from the ceiling of text messages so far, in US dollars' }),
  channels: z.array(z.object({ channel, owner: z.string(), afterHours: z.int(), steps: z.record(z.string(), z.int()) })),
});

/** A step as examples show it. */
export const stepExample = {
  campaignId: exampleIds.campaign,
  account: '3f1c0d2e-0000-4000-8000-000000000000',
  username: 'jansen',
  means: '+31201234567',
  channel: 'call',
  state: 'due',
  owner: 'Helpdesk',
  dueAt: 1_763_730_000_000,
};
