import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { shardPrefixes } from '#domain/plan/plan.ts';
import { ok, refused } from '#domain/result.ts';
import type { FormState } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import type { Visit } from '../faces/frame.ts';
import { paths } from '../faces/paths.ts';
import { type AnyAct, act, type Context } from '../operation.ts';
import { overall } from '../parts/targets.ts';
import { type NewCampaign, plan } from '../plan-fields/plan.ts';
import { campaignAnswer, campaignExample } from '../schemas/campaign-answer.ts';
import { planPage } from './page.ts';

/** Plans a campaign. */
export const planAct: AnyAct = act<object, NewCampaign, Planned>({
  id: 'planCampaign',
  name: 'plan',
  path: '/api/campaigns',
  on: overall,
  by: ['commander'],
  summary: 'Plan a campaign',
  description:
    'By a commander. Nothing happens to any account: the scope is counted and the sweep priced, then the campaign is planned or empty.',
  label: 'Plan a campaign',
  input: plan.input,
  answer: campaignAnswer,
  audit: 'campaign: planning, by <who>',
  example: {
    body: { title: 'Stolen passwords', scope: { kind: 'everybody' }, compromisedSince: '2025-11-14', reminders: { days: [3, 7, 14] } },
    answer: { campaign: campaignExample('planning') },
  },
  done: 'The campaign is planned. Its scope is being counted; nothing has changed for any account.',
  console: paths.plan,
  location: ({ campaign }) => `/api/campaigns/${campaign.id}`,
  after: (path, { campaign }) => linkTo(path, paths.campaign, campaign),
  page: showPlanPage,
  run: async ({ dependencies, staff, key }, input) => {
    const { campaigns, readPool, names, clock, sendsTexts, scopeQueue } = dependencies;
    const widened = input.widens === undefined ? undefined : await campaigns.get(input.widens);
    const surroundings = { pool: await readPool(), names, nowMs: clock.now(), widened, sendsTexts };
    const faults = plan.faults(input, surroundings);
    if (faults.length > 0) return refused({ kind: 'invalid', text: faults.map(({ text }) => text).join('; '), faults });
    const { row, lists } = plan.rows(staff, input, surroundings, key);
    await campaigns.plan(row, lists, input.contacts);
    const planned = (await campaigns.get(row.id)) ?? row;
    // Sent again for a repeated plan too: the first try may have ended between the row and its messages.
    if (planned.state === 'planning') await scopeQueue.send(...shardPrefixes.map((prefix) => ({ campaignId: row.id, prefix })));
    return ok({ campaign: planned });
  },
});

interface Planned {
  readonly campaign: CampaignRow;
}

/** The page with the form of a plan. */
export async function showPlanPage({ dependencies }: Context<object>, visit: Visit, state: FormState): Promise<string> {
  const { campaigns, ids, gateConcurrency } = dependencies;
  const widenable = (await campaigns.list()).filter(({ state: of }) => of === 'live' || of === 'closed');
  return planPage({ ...visit, key: state.values.key ?? ids.next(), widenable, gateConcurrency, state });
}
