import { noProgress } from '#domain/progress/progress.ts';
import { html } from '#shared/lambda/http-response.ts';
import { paths } from '../faces/paths.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { readTextCost } from '../not-reached/steps.ts';
import { readMailStatus } from '../notices/status.ts';
import { checkMail } from '../parts/mail-check.ts';
import { readSubscribers } from '../parts/subscribers.ts';
import { oneCampaign, overall } from '../parts/targets.ts';
import { campaignsPage } from './list-page.ts';
import { campaignPage, refreshSecondsOf } from './page.ts';

/** The pages of all campaigns and of one. */
export const campaignPages: readonly AnyPage[] = [
  page({
    path: paths.campaigns,
    on: overall,
    summary: 'See the campaigns',
    show: async ({ dependencies }, visit) => {
      const { campaigns, gateConcurrency } = dependencies;
      return html(
        campaignsPage({ ...visit, campaigns: await campaigns.list(), gateConcurrency, subscribers: await readSubscribers(dependencies) }),
      );
    },
  }),
  page({
    path: paths.campaign,
    on: oneCampaign,
    summary: 'See a campaign',
    show: async ({ dependencies, target: campaign }, visit, { query }) => {
      const { progress, proposals, notes, clock } = dependencies;
      const started = campaign.epoch !== undefined;
      const [totals, history] = started
        ? await Promise.all([progress.totals(campaign.id), progress.history(campaign.id)])
        : [noProgress, []];
      const refreshSeconds = query.refresh === 'off' ? undefined : refreshSecondsOf(campaign);
      const waits = campaign.state === 'planned' || campaign.state === 'approved';
      const shown = campaignPage({
        ...visit,
        campaign,
        totals,
        history,
        mail: campaign.state === 'live' ? await readMailStatus(dependencies, campaign) : undefined,
        mailCheck: waits ? await checkMail(dependencies) : undefined,
        openProposals: started ? (await proposals.list(campaign.id)).filter(({ state }) => state === 'proposed').length : 0,
        textCost: started ? await readTextCost(dependencies, campaign) : undefined,
        notes: await notes.list(campaign.id),
        nowMs: clock.now(),
        refreshSeconds,
      });
      // The page's own address, without what was done: that is said once.
      return {
        ...html(shown),
        ...(refreshSeconds && { headers: { Refresh: visit.done === undefined ? String(refreshSeconds) : `${refreshSeconds}; url=?` } }),
      };
    },
  }),
];
