import { campaignTransitions } from '#domain/campaign/campaign.ts';
import { html, redirect } from '#shared/lambda/http-response.ts';
import { linkTo } from '#shared/web/links.ts';
import { paths } from '../faces/paths.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { oneCampaign } from '../parts/targets.ts';
import { releasePage } from './page.ts';

/** States of a campaign that somebody can be released from, or was. */
const states: readonly string[] = [...campaignTransitions.lift.from, campaignTransitions.lift.to];

/** The page on which accounts are released and containment is lifted. */
export const releasePages: readonly AnyPage[] = [
  page({
    path: paths.release,
    on: oneCampaign,
    summary: 'See who is released',
    show: async ({ dependencies, target }, visit) =>
      states.includes(target.state)
        ? html(releasePage({ ...visit, campaign: target, proposals: await dependencies.proposals.list(target.id) }))
        : redirect(linkTo(visit.path, paths.campaign, target)),
  }),
];
