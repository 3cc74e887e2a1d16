import * as z from 'zod';
import { grades } from '#domain/account/grade.ts';
import { defaultDormant, dormantChoices } from '#domain/account/notice-order.ts';
import { defaultActiveDays, primitives } from '#domain/account/sweep-plan.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { campaignId, fits, identifier, listScope } from '../campaign/schemas.ts';
import { newQuietHours, newReminders, newTexts } from './contact-schemas.ts';
import { breachedDomains, channels, contacts } from './next-schemas.ts';

const { titleLength, entryLength, values, exemptions, privileged, listEntries } = planLimits;

const isoDate = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

const momentWords =
  'a date such as 2026-11-20 (its first moment in UTC), a time with its zone such as 2026-11-20T13:00Z, or milliseconds since 1970';

/** A moment as ms since 1970. A day that the month does not have is none, though `Date` would take it for one of the next. */
const moment = z
  .union([z.int(), z.string()])
  .transform((given) => {
    const day = typeof given === 'string' ? isoDate.exec(given.trim())?.[1] : undefined;
    if (typeof given === 'number') return given;
    return day !== undefined && Date.parse(day) === Date.parse(`${day}T00:00Z`) && new Date(day).toISOString().startsWith(day)
      ? Date.parse(given.trim())
      : Number.NaN;
  })
  .pipe(z.int().min(0).max(8_640_000_000_000_000))
  .meta({
    description: momentWords,
  });

const text = z
  .string()
  .trim()
  .refine(fits)
  .meta({ description: `1 to ${entryLength} bytes without control characters` });

const some = <T extends z.ZodType>(entry: T, what: string) =>
  z
    .array(entry)
    .min(1)
    .max(values)
    .meta({ description: `a list of 1 to ${values} ${what}` });

/** A condition on an account. */
export const predicate = z
  .union([
    z.strictObject({
      attribute: z
        .string()
        .regex(/^[\w:.-]{1,60}$/)
        .meta({ description: 'the name of an attribute, such as email or custom:plan' }),
      is: z.enum(['one-of', 'begins-with', 'ends-with']).meta({ description: 'one-of, begins-with or ends-with' }),
      values: some(text, 'values, compared without regard to case'),
    }),
    z.strictObject({ createdBefore: moment }),
  ])
  .meta({ description: 'an object with attribute, is (one-of, begins-with, ends-with) and values, or with createdBefore' });

/** Whom a new campaign is about. */
const newScope = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('everybody') }),
    z.strictObject({
      kind: z.literal('environment'),
      environments: some(
        z
          .string()
          .regex(/^[a-z0-9-]{1,32}$/)
          .meta({ description: '1 to 32 small letters, digits and hyphens' }),
        'values of the environment attribute',
      ),
    }),
    z.strictObject({ kind: z.literal('organisation'), organisations: some(text, 'values of the organisation attribute') }),
    z.strictObject({ kind: z.literal('client'), clients: some(text, 'ids of app clients of the directory') }),
    z.strictObject({ kind: z.literal('attributes'), where: some(predicate, 'conditions that must all hold') }),
    listScope,
  ])
  .meta({ description: 'an object whose kind is everybody, environment, organisation, client, attributes or list' });

const primitive = z.enum(primitives).meta({ description: primitives.join(', ') });
const activeDays = z
  .int()
  .min(1)
  .max(3_650)
  .default(defaultActiveDays)
  .meta({ description: 'a whole number of days from 1 to 3650; an account that was changed within them is active' });

const sweep = z
  .discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('none') }),
    z.strictObject({ mode: z.enum(['active', 'all']), primitive: primitive.default('sign-out'), activeDays }),
    z.strictObject({
      mode: z.literal('cohorts'),
      primitives: z
        .strictObject({
          privileged: primitive.optional(),
          compromised: primitive.optional(),
          active: primitive.optional(),
          dormant: primitive.optional(),
        })
        .refine((chosen) => Object.values(chosen).some((each) => each !== undefined))
        .meta({ description: `for at least one of privileged, compromised, active and dormant one of ${primitives.join(', ')}` }),
      activeDays,
    }),
  ])
  .default({ mode: 'none' })
  .meta({ description: 'an object whose mode is none, active, all or cohorts: the work on each account behind the gate' });

const dormant = z
  .strictObject({
    afterDays: z
      .int()
      .min(1)
      .max(3_650)
      .default(defaultDormant.afterDays)
      .meta({ description: 'a whole number of days from 1 to 3650; an account that was not changed within them is dormant' }),
    notices: z.enum(dormantChoices).default(defaultDormant.notices).meta({ description: 'last or none' }),
  })
  .default(defaultDormant)
  .meta({ description: 'an object with afterDays and notices (last or none): what becomes of the notices to dormant accounts' });

const canary = z
  .strictObject({
    notices: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: 'a whole number from 1 to 10000: the first notices, after which the others wait' }),
    holdMinutes: z
      .int()
      .min(1)
      .max(1_440)
      .optional()
      .meta({ description: 'a whole number of minutes from 1 to 1440, or nothing where they wait until a person lets them go on' }),
  })
  .optional()
  .meta({ description: 'an object with notices and optionally holdMinutes' });

/** Accounts that an intruder is known or suspected to have used. */
export const compromisedAccounts = z
  .array(
    z
      .strictObject({
        account: identifier,
        grade: z
          .enum(grades)
          .default('confirmed')
          .meta({ description: grades.join(', ') }),
        since: moment.optional().meta({ description: momentWords }),
      })
      .meta({
        description: `an object with account (a user name or address), and optionally grade (${grades.join(', ')}) and since`,
      }),
  )
  .max(listEntries);

/** Accounts that an intruder is known or suspected to have used, checked. */
export type CompromisedAccounts = z.output<typeof compromisedAccounts>;

/** What a commander says of a new campaign. Fields that are not known here are refused. */
export const newCampaign = z
  .strictObject({
    title: z
      .string()
      .trim()
      .min(1)
      .max(titleLength)
      .regex(/^\P{Cc}*$/u)
      .meta({ description: `1 to ${titleLength} characters on one line; only staff see it` }),
    scope: newScope,
    exemptions: z
      .array(identifier)
      .max(exemptions)
      .default([])
      .meta({ description: `a list of at most ${exemptions} user names or addresses that the campaign does not touch` }),
    widens: campaignId
      .optional()
      .meta({ description: 'the id of a campaign that is live or closed; whoever it has gets no second notice' }),
    compromisedSince: moment.optional().meta({
      description:
        'the earliest moment at which an intruder may have used an account: a date, a time with its zone, or milliseconds since 1970',
    }),
    wantedEpoch: moment.optional().meta({
      description:
        'a moment before the start from which older credentials are worthless: a date, a time with its zone, or milliseconds since 1970',
    }),
    containsFederated: z
      .boolean()
      .default(false)
      .meta({ description: 'true or false: whether accounts with a password elsewhere are contained' }),
    privileged: z
      .array(identifier)
      .max(privileged)
      .default([])
      .meta({ description: `a list of at most ${privileged} user names or addresses that notices and sweep take first` }),
    compromised: compromisedAccounts
      .default([])
      .meta({ description: `a list of at most ${listEntries} accounts that an intruder is known or suspected to have used` }),
    breachedDomains,
    channels,
    sms: newTexts,
    contacts,
    dormant,
    canary,
    reminders: newReminders,
    quietHours: newQuietHours,
    sweep,
    key: campaignId.optional().meta({ description: 'a ULID of your own; the same plan sent again with the same key is the same campaign' }),
  })
  .meta({ id: 'NewCampaign', description: 'an object with title, scope, and optionally more' });

/** What a commander says of a new campaign, checked. */
export type NewCampaign = z.output<typeof newCampaign>;
