import * as z from 'zod';
import { planLimits } from '#domain/plan/plan.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { releaseOptions } from '../campaign/change-schemas.ts';
import { campaignId } from '../campaign/schemas.ts';
import { digest } from '../contents/schemas.ts';
import type { Dependencies } from '../dependencies.ts';
import { dashed, type Operation, requireCampaign, valueOrProblem } from '../faces/api.ts';
import { compromisedAccounts } from '../plan/new-campaign.ts';
import { makeAdditionCommands } from './additions.ts';
import { type AdditionAct, additionActs, decideAddition } from './decisions.ts';

/** Compromised accounts to add to a campaign. */
export const newAddition = z
  .strictObject({
    compromised: compromisedAccounts.min(1).meta({
      description: `a list of 1 to ${planLimits.listEntries} accounts that an intruder is known or suspected to have used`,
    }),
    key: campaignId.optional().meta({ description: 'a ULID of your own; the same list sent again with the same key is the same addition' }),
  })
  .meta({ id: 'NewAddition', description: 'an object with compromised, and optionally key' });

const count = z.int().min(0);

const addition = z
  .object({
    id: campaignId,
    campaignId,
    state: z.enum(['running', 'proposed', 'withdrawn', 'done', 'undoProposed', 'undoing', 'undone']).meta({
      description:
        'proposed: it would grade more accounts than one person may, and waits for a second one; undoProposed: to take it back waits for a second one',
    }),
    accounts: count.optional().meta({ description: 'accounts that it grades, once they are counted' }),
    digest: digest.optional().meta({ description: 'of all that it names; what a second person confirms is bound to it' }),
    confirmedBy: z.string().optional(),
    withdrawnBy: z.string().optional(),
    undoBy: z.string().optional(),
    undoConfirmedBy: z.string().optional(),
    entries: count.meta({ description: 'different user names and addresses' }),
    doubles: count.meta({ description: 'repetitions of these' }),
    by: z.string(),
    atMs: z.int().meta({ description: 'milliseconds since 1970-01-01 UTC' }),
    lanes: count.meta({ description: 'lanes of the campaign that were gone through, of 64; the outcome is that of these' }),
    outcome: z.object({
      graded: count.meta({ description: 'accounts that are out, with a grade that got worse or a moment that got earlier' }),
      inDoubt: count.meta({ description: 'of these, those that get no code, as their address is in doubt' }),
      unchanged: count.meta({ description: 'accounts that are out and of which as much was known already' }),
      recovered: count.meta({ description: 'accounts that have recovered already; they get no further mail' }),
      recoveredInDoubt: count.meta({
        description: 'of these, those of which the address is now in doubt: an intruder may have recovered them',
      }),
      exempt: count.meta({ description: 'accounts that the campaign does not touch' }),
      regraded: count.meta({ description: 'notices that still waited, and go out further in front with another text' }),
      further: count.meta({ description: 'further mails, to those who had a lesser notice' }),
      unmatched: count.optional().meta({ description: 'entries that match no account of the campaign; there once it is done' }),
      unmatchedFirst: z.array(z.string()).optional().meta({ description: 'the first of them, at most 20' }),
    }),
  })
  .meta({ id: 'Addition' });

const actWords: Readonly<Record<AdditionAct, { readonly summary: string; readonly description: string }>> = {
  confirm: {
    summary: 'Confirm compromised accounts that take two people',
    description: 'By an approver who did not add them, where they are more than one person may grade. They are then graded.',
  },
  withdraw: {
    summary: 'Withdraw compromised accounts that wait',
    description: 'By a commander or an approver, before they are confirmed.',
  },
  undo: {
    summary: 'Propose to take compromised accounts back',
    description: 'By a commander. Nothing changes until somebody else confirms it.',
  },
  keep: { summary: 'Withdraw the proposal to take them back', description: 'By a commander or an approver.' },
  confirmUndo: {
    summary: 'Confirm that compromised accounts are taken back',
    description:
      'By an approver who did not propose it. Each account is as it was planned, graded by the additions that stay; codes, recoveries and mails until then keep their fate.',
  },
};

/** The operations on accounts of which more becomes known. */
export function makeAdditionOperations(dependencies: Dependencies): readonly Operation[] {
  const { campaigns } = dependencies;
  const commands = makeAdditionCommands(dependencies);
  const path = '/api/campaigns/{id}/compromised';
  const decide = (act: AdditionAct): Operation => ({
    method: 'POST',
    path: `${path}/{addition}/${dashed(act)}`,
    id: `${act}Addition`,
    summary: actWords[act].summary,
    description: `${actWords[act].description} Repeating it changes nothing.`,
    body: releaseOptions,
    answer: z.object({ addition }),
    refusals: [400, 403, 404, 409],
    run: async (staff, request) => {
      const { digest: shown } = requireValid(releaseOptions, request.body);
      const campaign = await requireCampaign(campaigns, request);
      return { addition: valueOrProblem(await decideAddition(dependencies, staff, campaign, request.params.addition ?? '', act, shown)) };
    },
  });
  return [
    {
      method: 'POST',
      path,
      id: 'addCompromised',
      summary: 'Add compromised accounts',
      description:
        'By a commander, while the campaign is approved, live or closed. Makes grades worse and moments earlier, never the other way. Notices that wait go out further in front; who had a lesser one gets a further mail. More than 1 % of the contained accounts, or 50 where that is more, over all additions of a campaign, wait for a second person. Repeating it with the same key changes nothing.',
      body: newAddition,
      answer: z.object({ addition }),
      refusals: [400, 403, 404, 409, 413, 415],
      run: async (staff, request) => {
        const campaign = await requireCampaign(campaigns, request);
        return { addition: valueOrProblem(await commands.add(staff, campaign, requireValid(newAddition, request.body))) };
      },
    },
    {
      method: 'GET',
      path,
      id: 'listAdditions',
      summary: 'List the compromised accounts that were added',
      description: 'Each addition with how far it is and what it came to, newest first. It names no accounts but those that match nobody.',
      answer: z.object({ additions: z.array(addition) }),
      refusals: [403, 404],
      run: async (_, request) => ({ additions: await commands.list(await requireCampaign(campaigns, request)) }),
    },
    ...additionActs.map(decide),
  ];
}
