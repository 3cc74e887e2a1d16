import * as z from 'zod';
import { isUsableAddress } from '#domain/account/account.ts';
import { languages } from '#domain/account/language.ts';
import { normalizeIdentifier } from '#domain/account/scope.ts';
import { manualChannels, nextChannels } from '#domain/campaign/channel-plan.ts';
import { laneCount } from '#domain/lane.ts';
import { spokenOutcomes, stepOutcomes, stepStates } from '#domain/next-channel/next-channel.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { fits, identifier } from '../campaign/schemas.ts';

const channel = z.enum(nextChannels).meta({ description: nextChannels.join(', ') });

const different = <T>(entries: readonly T[], key: (entry: T) => string) => new Set(entries.map(key)).size === entries.length;

/** What is done for holders who cannot be reached. */
export const channels = z
  .array(
    z
      .strictObject({
        channel,
        owner: z
          .string()
          .trim()
          .regex(/^\P{Cc}{1,100}$/u)
          .meta({ description: '1 to 100 characters on one line: who sees to it' }),
        afterHours: z
          .int()
          .min(0)
          .max(720)
          .default(0)
          .meta({ description: 'a whole number of hours from 0 to 720: how long after the step before failed' }),
      })
      .meta({ description: `an object with channel (${nextChannels.join(', ')}), owner and afterHours` }),
  )
  .refine((steps) => different(steps, (step) => step.channel))
  .default([])
  .meta({ description: `a list of steps in their order, each of ${nextChannels.join(', ')} at most once` });

/** Who is told for the holders of an organisation. */
export const contacts = z
  .array(
    z
      .strictObject({
        organisation: z
          .string()
          .trim()
          .refine(fits)
          .meta({ description: 'a value of the organisation attribute, 1 to 254 bytes without control characters' }),
        address: identifier.refine(isUsableAddress).meta({ description: 'an e-mail address' }),
        language: z
          .enum(languages)
          .optional()
          .meta({ description: languages.join(', ') }),
      })
      .meta({ description: 'an object with organisation, address, and optionally language' }),
  )
  .max(planLimits.contacts)
  .refine((given) => different(given, ({ organisation }) => organisation))
  .default([])
  .meta({ description: `a list of at most ${planLimits.contacts} contacts, each of another organisation` });

/** Domains whose mail the intruder reads. */
export const breachedDomains = z
  .array(
    z
      .string()
      .transform(normalizeIdentifier)
      .pipe(z.string().regex(/^(?=.{3,253}$)[\p{L}\p{N}-]{1,63}(\.[\p{L}\p{N}-]{1,63})+$/u))
      .meta({ description: 'a domain of two or more parts, such as mail.example.nl' }),
  )
  .max(planLimits.breachedDomains)
  .default([])
  .meta({ description: `a list of at most ${planLimits.breachedDomains} domains whose mail the intruder reads` });

/** Query of a list of steps. */
export const stepQuery = z.strictObject({
  channel,
  state: z
    .enum(stepStates)
    .default('due')
    .meta({ description: stepStates.join(', ') }),
  cursor: z.string().max(200).optional().meta({ description: 'next of the page before' }),
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

/** How a step ended, as somebody says. */
export const newOutcome = z
  .strictObject({
    channel,
    account: z.string().min(1).max(128).meta({ description: 'the account of a step, as the list names it' }),
    outcome: z.enum(spokenOutcomes).meta({ description: spokenOutcomes.join(', ') }),
  })
  .meta({ id: 'NewOutcome', description: 'an object with channel, account and outcome' });

const instant = z.int().meta({ description: 'milliseconds since 1970-01-01 UTC' });

const step = z
  .object({
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
  next: z.string().optional().meta({ description: 'where the next page begins; missing at the end' }),
});

/** How many steps there are, by channel and by state or outcome, and what text messages cost. */
export const stepCounts = z.object({
  sms: z
    .object({ spentUsd: z.number(), ceilingUsd: z.number() })
    .optional()
    .meta({ description: 'what was taken from the ceiling of text messages so far, in US dollars' }),
  channels: z.array(z.object({ channel, owner: z.string(), afterHours: z.int(), steps: z.record(z.string(), z.int()) })),
});
