import * as z from 'zod';
import { shownEntries } from '#domain/plan/proposal.ts';
import { ok } from '#domain/result.ts';
import { may } from '#domain/staff/staff.ts';
import { type Operation, reading } from '../operation.ts';
import { readPlan } from '../parts/contents.ts';
import { oneCampaign, overall } from '../parts/targets.ts';
import { campaignExample, campaignList, campaignState, summaryExample } from '../schemas/campaign-answer.ts';
import { pageOfRows, pagingQuery } from '../schemas/paging.ts';
import { campaignHistory, campaignWithProgress, totalsExample } from './progress-schemas.ts';

const list = reading({
  id: 'listCampaigns',
  name: 'list',
  path: '/api/campaigns',
  on: overall,
  summary: 'List the campaigns',
  description: 'Newest first; of one state, or page by page, where the query says so.',
  asks: z.strictObject({ ...pagingQuery, state: campaignState.optional() }),
  answer: campaignList,
  example: { answer: { campaigns: [summaryExample('live')] } },
  run: async ({ dependencies }, { state, ...paging }) => {
    const all = await dependencies.campaigns.list();
    const { rows, ...more } = pageOfRows(state === undefined ? all : all.filter((row) => row.state === state), paging);
    return ok({ campaigns: rows, ...more });
  },
});

const get = reading({
  id: 'getCampaign',
  name: 'status',
  path: '/api/campaigns/{id}',
  on: oneCampaign,
  summary: 'See a campaign',
  description: 'With its affected accounts, a sample of them, and its progress.',
  answer: campaignWithProgress,
  example: { answer: { campaign: campaignExample('live'), progress: totalsExample } },
  run: async ({ dependencies, staff, target }) => {
    const progress = await dependencies.progress.totals(target.id);
    if (target.state !== 'planned' || !may(staff, 'seeContents')) return ok({ campaign: target, progress });
    const { digest, rows } = await readPlan(dependencies, target);
    return ok({ campaign: target, progress, contents: { digest, entries: rows.length, rows: rows.slice(0, shownEntries) } });
  },
});

const moment = z.coerce.number().int().min(0).optional();

const history = reading({
  id: 'getCampaignHistory',
  name: 'history',
  path: '/api/campaigns/{id}/history',
  on: oneCampaign,
  summary: 'See the course of a campaign',
  description: 'Totals over time, oldest first: every 10 seconds for the last two hours, every 10 minutes before.',
  asks: z.strictObject({
    from: moment.meta({ description: 'milliseconds since 1970-01-01 UTC; totals from then on' }),
    to: moment.meta({ description: 'milliseconds since 1970-01-01 UTC; totals until then' }),
  }),
  answer: campaignHistory,
  example: {
    asks: { from: 1_763_730_000_000 },
    answer: { history: [{ atMs: 1_763_730_010_000, totals: totalsExample }] },
  },
  run: async ({ dependencies, target }, { from = 0, to = Number.POSITIVE_INFINITY }) => {
    const history = await dependencies.progress.history(target.id);
    return ok({ history: history.filter(({ atMs }) => atMs >= from && atMs <= to) });
  },
});

/** What staff look at of campaigns. */
export const campaignReadings: readonly Operation[] = [list, get, history];
