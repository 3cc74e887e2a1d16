import * as z from 'zod';
import { listNames } from '#domain/campaign/campaign.ts';
import { plan } from '../plan-fields/plan.ts';
import { exampleIds } from '../schemas/schemas.ts';
import { next } from './paging.ts';
import { campaignId, count, counts, epochCopy, instant } from './schemas.ts';

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

/** Where a campaign stands. */
export const campaignState = z
  .enum(['planning', 'planned', 'empty', 'approved', 'live', 'closed', 'cancelled', 'lifted'])
  .meta({ description: 'planning, planned, empty, approved, live, closed, cancelled or lifted' });

/** A campaign in a list of campaigns. */
export const campaignSummary = z
  .object({
    id: campaignId,
    kind: z.literal('password'),
    state: campaignState,
    title: plan.answer.title,
    scope: plan.answer.scope,
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
    ...plan.answer,
    remindedAt: z
      .array(z.int())
      .optional()
      .meta({ description: 'when each round of reminders was given out; milliseconds since 1970-01-01 UTC' }),
    lists: z
      .partialRecord(z.enum(listNames), z.object({ entries: count, doubles: count }))
      .optional()
      .meta({ description: 'how many different entries each uploaded list has, and how many were repetitions' }),
    sample: z
      .array(z.object({ username: z.string(), address: z.string(), language: z.string(), organisation: z.string().optional() }))
      .optional()
      .meta({ description: 'a few accounts in scope, addresses masked' }),
  })
  .meta({ id: 'Campaign' });

/** All campaigns. */
export const campaignList = z.object({ campaigns: z.array(campaignSummary), next });

/** One campaign, after an act. */
export const campaignAnswer = z.object({ campaign: campaign.extend({ epochCopy }) });

/** A campaign in a list, as examples show it. */
export const summaryExample = (state: string) => ({
  id: exampleIds.campaign,
  kind: 'password',
  state,
  title: 'Stolen passwords',
  plannedBy: 'anna',
  plannedAt: 1_763_730_000_000,
  scope: { kind: 'everybody' },
});

/** A campaign as examples show it. */
export const campaignExample = (state: string) => ({ ...summaryExample(state), exemptions: [] });
