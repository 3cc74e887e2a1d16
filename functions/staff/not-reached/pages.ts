import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { nextChannels } from '#domain/campaign/channel-plan.ts';
import { isManual } from '#domain/next-channel/next-channel.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import { HttpError, html, redirect } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { linkTo } from '#shared/web/links.ts';
import { listSteps } from '../accounts/find.ts';
import type { Dependencies } from '../dependencies.ts';
import { requireCampaign, valueOrProblem } from '../faces/api.ts';
import { paths } from '../faces/paths.ts';
import { fileQuery, newOutcome, stepQuery } from '../plan/next-schemas.ts';
import type { Inside } from '../release/pages.ts';
import { downloadSteps, filesFor } from './download.ts';
import { notReachedPage, stepsPage } from './page.ts';
import { readTextCost, recordOutcome, type StepListing } from './steps.ts';

/** The pages with holders who were not reached, and what is done about it. */
export function stepRoutes(dependencies: Dependencies, inside: Inside): readonly Route[] {
  const { campaigns, progress } = dependencies;

  const filesOf = async (staff: Staff, { id, state }: CampaignRow, listing: StepListing) => {
    const running = state === 'live' || state === 'closed';
    if (!running || !isManual(listing.channel) || listing.state !== 'due' || !may(staff, 'downloadSteps')) return 0;
    return filesFor((await progress.steps(id))[listing.channel].due ?? 0);
  };

  return [
    {
      method: 'GET',
      path: paths.notReached,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const [totals, cost] = await Promise.all([progress.steps(campaign.id), readTextCost(dependencies, campaign)]);
        return html(notReachedPage(request.path, staff, campaign, totals, cost));
      }),
    },
    {
      method: 'GET',
      path: paths.steps,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        if (!nextChannels.some((each) => each === request.params.channel)) throw new HttpError(404, 'there is no such channel');
        const listing = requireValid(stepQuery, { ...request.query, channel: request.params.channel });
        const { listed, next } = await listSteps(dependencies, staff, campaign, listing);
        const files = await filesOf(staff, campaign, listing);
        return html(stepsPage({ path: request.path, staff, campaign, listing, listed, next, files }));
      }),
    },
    {
      method: 'GET',
      path: paths.stepFile,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        return valueOrProblem(await downloadSteps(dependencies, staff, campaign, requireValid(fileQuery, request.query)));
      }),
    },
    {
      method: 'POST',
      path: paths.steps,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const fields = request.body !== null && typeof request.body === 'object' ? request.body : {};
        const input = requireValid(newOutcome, { ...fields, channel: request.params.channel });
        valueOrProblem(await recordOutcome(dependencies, staff, campaign, input));
        return redirect(linkTo(request.path, paths.steps, { id: campaign.id, channel: input.channel }));
      }),
    },
  ];
}
