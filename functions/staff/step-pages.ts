import { nextChannels } from '#domain/next-channel.ts';
import type { Route } from '#shared/lambda/http.ts';
import { HttpError, html, redirect } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { linkTo } from '#shared/web/links.ts';
import { requireCampaign, valueOrProblem } from './api.ts';
import type { Dependencies } from './dependencies.ts';
import { newOutcome, stepQuery } from './next-schemas.ts';
import { notReachedPage, stepsPage } from './pages/not-reached.ts';
import { paths } from './paths.ts';
import { readSteps, recordOutcome } from './steps.ts';
import type { Inside } from './take-back.ts';

/** The pages with holders who were not reached, and what is done about it. */
export function stepRoutes(dependencies: Dependencies, inside: Inside): readonly Route[] {
  const { campaigns, progress } = dependencies;
  return [
    {
      method: 'GET',
      path: paths.notReached,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        return html(notReachedPage(request.path, staff, campaign, await progress.steps(campaign.id)));
      }),
    },
    {
      method: 'GET',
      path: paths.steps,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        if (!nextChannels.some((each) => each === request.params.channel)) throw new HttpError(404, 'there is no such channel');
        const listing = requireValid(stepQuery, { ...request.query, channel: request.params.channel });
        const { listed, next } = await readSteps(dependencies, campaign, listing);
        return html(stepsPage({ path: request.path, staff, campaign, listing, listed, next }));
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
