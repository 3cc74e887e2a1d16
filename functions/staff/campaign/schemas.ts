import * as z from 'zod';
import { dormantChoices } from '#domain/account/notice-order.ts';
import { normalizeIdentifier } from '#domain/account/scope.ts';
import { cohorts, primitives } from '#domain/account/sweep-plan.ts';
import { listNames } from '#domain/campaign/campaign.ts';
import { nextChannels } from '#domain/campaign/channel-plan.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { contactFields } from '../plan/contact-schemas.ts';

const { entryLength } = planLimits;

/** Whether a text has 1 to 254 bytes, which is what a row has room for, and no control characters. */
export const fits = (text: string) => text !== '' && Buffer.byteLength(text) <= entryLength && !/\p{Cc}/u.test(text);

/** A user name or an address, compared without regard to case. */
export const identifier = z
  .string()
  .transform(normalizeIdentifier)
  .pipe(z.string().refine(fits))
  .meta({ description: `a user name or address of 1 to ${entryLength} bytes, without control characters` });

/** The subject of an account. */
export const subject = z
  .string()
  .regex(/^[\w-]{1,128}$/)
  .meta({ description: 'the sub of an account, as the list of accounts that are still out gives it' });

/** A scope of whoever is on a list of user names and addresses. */
export const listScope = z.strictObject({
  kind: z.literal('list'),
  list: z
    .array(identifier)
    .min(1)
    .max(planLimits.listEntries)
    .meta({ description: `a list of 1 to ${planLimits.listEntries} user names or addresses` }),
});

/** How many of something. */
export const count = z.int().min(0);
/** How many of something, by its name. */
export const counts = z.record(z.string(), count);
/** A moment. */
export const instant = z.int().meta({ description: 'milliseconds since 1970-01-01 UTC' });

/** Id of a campaign. */
export const campaignId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .meta({ description: 'a ULID: 26 digits and capital letters' });

const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everybody') }),
  z.object({ kind: z.literal('environment'), environments: z.array(z.string()) }),
  z.object({ kind: z.literal('organisation'), organisations: z.array(z.string()) }),
  z.object({ kind: z.literal('client'), clients: z.array(z.string()) }),
  z.object({
    kind: z.literal('attributes'),
    where: z.array(
      z.union([
        z.object({ attribute: z.string(), is: z.enum(['one-of', 'begins-with', 'ends-with']), values: z.array(z.string()) }),
        z.object({ createdBefore: instant }),
      ]),
    ),
  }),
  z.object({ kind: z.literal('list'), entries: count.meta({ description: 'how many entries the list has' }) }),
]);

const headcount = z
  .object({
    looked: count.meta({ description: 'accounts looked at in the directory' }),
    inScope: count.meta({ description: 'accounts that the scope covers, exempt ones included' }),
    exempt: counts.meta({ description: 'accounts that the campaign does not touch, by reason' }),
    unreachable: counts.meta({ description: 'accounts that get no notice, by reason' }),
    dormant: count.optional().meta({ description: 'contained accounts that get no notice because they are dormant' }),
    waves: counts.optional().meta({ description: 'notices by wave, in the order in which they go out' }),
    notices: count.meta({ description: 'notices that will be sent' }),
    languages: counts.meta({ description: 'notices by language' }),
    unmatched: count.optional().meta({ description: "entries of the scope's list that match no account" }),
    unmatchedIn: counts.optional().meta({ description: 'entries of the other lists that match no account in scope' }),
    doubtful: counts.meta({ description: 'contained accounts that get a notice, but no code, by reason' }),
    swept: counts.meta({ description: 'contained accounts that the sweep works on, by cohort' }),
    sweepBill: z
      .object({ activeUsers: count, usd: z.number() })
      .optional()
      .meta({ description: 'accounts that the sweep makes billable this month at most, and their list price in US dollars' }),
  })
  .meta({ id: 'Headcount' });

/** A campaign in a list of campaigns. */
export const campaignSummary = z
  .object({
    id: campaignId,
    kind: z.literal('password'),
    state: z.enum(['planning', 'planned', 'empty', 'approved', 'live', 'closed', 'cancelled', 'lifted']),
    title: z.string(),
    scope,
    plannedBy: z.string(),
    plannedAt: instant,
    approvedBy: z.string().optional(),
    approvedAt: instant.optional(),
    startedBy: z.string().optional(),
    startedAt: instant.optional(),
    lastOldTokenAt: instant
      .optional()
      .meta({ description: 'when the last token from before the start ends; milliseconds since 1970-01-01 UTC' }),
    liftedBy: z.string().optional(),
    liftedAt: instant.optional(),
    sweepPausedBy: z.string().optional(),
    sweepResumedBy: z.string().optional(),
    epoch: instant.optional().meta({ description: 'older credentials of the scope are worthless; milliseconds since 1970-01-01 UTC' }),
    closedBy: z.string().optional(),
    closedAt: instant.optional(),
    cancelledBy: z.string().optional(),
    cancelledAt: instant.optional(),
    headcount: headcount.optional().meta({ description: 'there once counting is complete' }),
  })
  .meta({ id: 'CampaignSummary' });

/** A campaign with everything that a person looks at before approving it. */
export const campaign = campaignSummary
  .extend({
    exemptions: z.array(z.string()),
    widens: campaignId.optional(),
    compromisedSince: instant.optional(),
    wantedEpoch: instant.optional(),
    containsFederated: z.boolean().optional(),
    ...contactFields,
    dormant: z
      .object({ afterDays: count, notices: z.enum(dormantChoices) })
      .optional()
      .meta({ description: 'when an account is dormant, and whether its notice goes out last or not at all' }),
    canary: z
      .object({ notices: count, holdMinutes: count.optional() })
      .optional()
      .meta({ description: 'the first notices, after which the others wait' }),
    channels: z
      .array(z.object({ channel: z.enum(nextChannels), owner: z.string(), afterHours: count }))
      .optional()
      .meta({ description: 'how holders who cannot be reached are reached all the same, in this order' }),
    contacts: count.optional().meta({ description: 'how many organisations have a contact' }),
    sweep: z
      .object({ primitives: z.partialRecord(z.enum(cohorts), z.enum(primitives)), activeDays: count })
      .optional()
      .meta({ description: 'what the sweep does, by cohort; nothing where it is missing' }),
    lists: z
      .partialRecord(z.enum(listNames), z.object({ entries: count, doubles: count }))
      .optional()
      .meta({ description: 'how many different entries each uploaded list has, and how many were repetitions' }),
    writable: z
      .array(z.object({ attribute: z.string(), clients: z.array(z.string()) }))
      .optional()
      .meta({ description: 'attributes that the scope rests on and that holders may write, with the app clients that let them' }),
    sample: z
      .array(z.object({ username: z.string(), address: z.string(), language: z.string(), organisation: z.string().optional() }))
      .optional()
      .meta({ description: 'a few accounts in scope, addresses masked' }),
  })
  .meta({ id: 'Campaign' });

/** All campaigns. */
export const campaignList = z.object({ campaigns: z.array(campaignSummary) });

/** Accounts that have not recovered. */
export const stillOut = z.object({
  accounts: z.array(
    z.object({
      sub: z.string(),
      username: z.string(),
      address: z.string().optional().meta({ description: 'masked' }),
      organisation: z.string().optional(),
      language: z.string(),
      state: z.enum(['contained', 'recovering', 'recovered', 'exempt']),
      trusted: z.boolean().meta({ description: 'whether a code can go to the address on record' }),
    }),
  ),
});

/** Every way in or around that the directory's settings show. */
export const doors = z.object({
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

/** What an account is looked for by. */
export const accountQuery = z.strictObject({
  account: identifier.meta({ description: 'the address on record, or the sub, of an account' }),
});

/** Query of the list of accounts that are still out. */
export const stillOutQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'a whole number from 1 to 1000' }),
});

/** Query of the page to plan a campaign. */
export const planQuery = z.strictObject({ widens: campaignId.optional() });

/** Body of a command that needs none. */
export const noFields = z.strictObject({}).meta({ description: 'an empty object' });

/** Why a request was refused (RFC 9457). */
export const problem = z
  .object({ status: z.int(), detail: z.string().meta({ description: 'one line that names the field, its value, and what is allowed' }) })
  .meta({ id: 'Problem' });
