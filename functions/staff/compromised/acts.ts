import * as z from 'zod';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { type AdditionProgress, growingStates } from '#domain/plan/addition.ts';
import { planLimits } from '#domain/plan/plan.ts';
import { ok } from '#domain/result.ts';
import { type FormState, freshForm } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { html } from '#shared/web/markup.ts';
import { field, fields, linesOf } from '../faces/form.ts';
import type { Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { number } from '../markup/words.ts';
import { type AnyAct, act, type Context, isAllowed, type Operation, obstacle, reading } from '../operation.ts';
import { compromisedAccounts, parseCompromised } from '../parts/compromised.ts';
import { oneCampaign } from '../parts/targets.ts';
import { pageOfRows, pagingQuery } from '../schemas/paging.ts';
import { addCompromised, listAdditions } from './additions.ts';
import { decisionActs } from './decision-acts.ts';
import { compromisedPage } from './page.ts';
import { additionAnswer, additionExample, additionList } from './schemas.ts';

const path = '/api/campaigns/{id}/compromised';

const input = fields(
  {
    compromised: field(
      compromisedAccounts.min(1).meta({
        description: `a list of 1 to ${planLimits.listEntries} accounts that an intruder is known or suspected to have used`,
      }),
      {
        label: 'Accounts',
        kind: 'lines',
        hint: html`One username or address per line, at most ${number(planLimits.listEntries)}; behind it a grade where less is known (<code>, suspected</code> or <code>, precaution</code>), and since when where you know it. For example <code>jansen, suspected, 2026-11-20</code>.`,
        read: (text) => linesOf(text).map(parseCompromised),
      },
    ),
  },
  'an object with compromised, and optionally key',
);

const add = act({
  id: 'addCompromised',
  name: 'add-compromised',
  path,
  on: oneCampaign,
  by: ['commander'],
  from: growingStates,
  hint: ({ state }) => (state === 'planning' || state === 'planned' ? 'cancel it and plan another, with these accounts' : ''),
  summary: 'Add compromised accounts',
  description:
    'By a commander, while the campaign is approved, live or closed. Makes grades worse and moments earlier, never the other way. Notices that wait go out further in front; who had a lesser one gets a further mail. More than 1 % of the contained accounts, or 50 where that is more, over all additions of a campaign, wait for a second person. Repeating it with the same key changes nothing.',
  label: 'Add compromised accounts',
  input,
  answer: additionAnswer,
  refusals: ['state'],
  audit: 'addition: compromised accounts added: <entries>, by <who>',
  example: {
    body: { compromised: [{ account: 'jansen', grade: 'suspected', since: '2025-11-14' }] },
    answer: { addition: additionExample('running') },
  },
  done: 'The accounts were added, and are being counted and graded. If there are many, an approver must confirm them first.',
  after: (from, { addition }: { readonly addition: AdditionProgress }) => linkTo(from, paths.compromised, { id: addition.campaignId }),
  page: showCompromisedPage,
  run: async ({ dependencies, staff, target, key }, { compromised }) => {
    const outcome = await addCompromised(dependencies, staff, target, key, compromised);
    return outcome.ok ? ok({ addition: outcome.value }) : outcome;
  },
});

/** The page of the additions of a campaign, with the form to add to them for whoever may now. */
export async function showCompromisedPage(
  { dependencies, staff, target }: Context<CampaignRow>,
  visit: Visit,
  form: FormState = freshForm,
): Promise<string> {
  const additions = await listAdditions(dependencies, target);
  const canAdd = isAllowed(add, staff) && obstacle(add, { target, staff }) === undefined;
  const key = form.values.key ?? dependencies.ids.next();
  return compromisedPage({
    ...visit,
    campaign: target,
    additions,
    ...(canAdd && { form: { fields: add.input.fields, key, state: form } }),
  });
}

/** How compromised accounts are added, and what two people decide about them. */
export const compromisedActs: readonly AnyAct[] = [add, ...decisionActs];

/** What staff look at of compromised accounts. */
export const compromisedReadings: readonly Operation[] = [
  reading({
    id: 'listAdditions',
    name: 'additions',
    path,
    on: oneCampaign,
    summary: 'List the compromised accounts that were added',
    description: 'Each addition with its progress and outcome, newest first. It names no accounts but those that match nobody.',
    asks: z.strictObject(pagingQuery),
    answer: additionList,
    example: { answer: { additions: [additionExample('running')] } },
    run: async ({ dependencies, target }, paging) => {
      const { rows, ...more } = pageOfRows(await listAdditions(dependencies, target), paging);
      return ok({ additions: rows, ...more });
    },
  }),
];
