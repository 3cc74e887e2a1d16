import * as z from 'zod';
import { digest } from '../schemas/contents-schemas.ts';
import { next } from '../schemas/paging.ts';
import { campaignId, count, exampleIds, instant } from '../schemas/schemas.ts';

const outcome = z.object({
  graded: count.meta({ description: 'accounts not yet recovered, with a grade that got worse or a moment that got earlier' }),
  inDoubt: count.meta({ description: 'of these, those that get no code, as their address is in doubt' }),
  unchanged: count.meta({ description: 'accounts not yet recovered of which as much was known already' }),
  recovered: count.meta({ description: 'accounts that have recovered already; they get no further mail' }),
  recoveredInDoubt: count.meta({
    description: 'of these, those of which the address is now in doubt: an intruder may have recovered them',
  }),
  exempt: count.meta({ description: 'accounts that the campaign does not touch' }),
  regraded: count.meta({ description: 'notices that still waited, and go out further in front with another text' }),
  further: count.meta({ description: 'further mails, to those who had a lesser notice' }),
  unmatched: count.optional().meta({ description: 'entries that match no account of the campaign; there once it is done' }),
  unmatchedFirst: z.array(z.string()).optional().meta({ description: 'the first of them, at most 20' }),
});

const addition = z
  .object({
    id: campaignId,
    campaignId,
    state: z.enum(['running', 'proposed', 'withdrawn', 'done', 'undoProposed', 'undoing', 'undone']).meta({
      description:
        'proposed: it would grade more accounts than one person may, and waits for a second one; undoProposed: undoing it waits for a second one',
    }),
    accounts: count.optional().meta({ description: 'accounts that it grades, once they are counted' }),
    digest: digest.optional().meta({ description: 'of all that it names; what a second person confirms is bound to it' }),
    confirmedBy: z.string().optional(),
    withdrawnBy: z.string().optional(),
    undoBy: z.string().optional(),
    undoConfirmedBy: z.string().optional(),
    keptBy: z.string().optional(),
    entries: count.meta({ description: 'different usernames and addresses' }),
    doubles: count.meta({ description: 'repetitions of these' }),
    by: z.string(),
    atMs: instant,
    lanes: count.meta({ description: 'lanes of the campaign that were gone through, of 64; the outcome is that of these' }),
    outcome,
  })
  .meta({ id: 'Addition' });

/** One addition, after an act. */
export const additionAnswer = z.object({ addition });

/** The additions of a campaign. */
export const additionList = z.object({ additions: z.array(addition), next });

/** An addition as examples show it. */
export const additionExample = (state: string) => ({
  id: exampleIds.addition,
  campaignId: exampleIds.campaign,
  state,
  entries: 1,
  doubles: 0,
  by: 'anna',
  atMs: 1_763_733_600_000,
  lanes: 0,
  outcome: { graded: 0, inDoubt: 0, unchanged: 0, recovered: 0, recoveredInDoubt: 0, exempt: 0, regraded: 0, further: 0 },
});
