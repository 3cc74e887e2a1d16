import type { CampaignRow } from '#domain/campaign/campaign.ts';
import { nextChannels } from '#domain/campaign/channel-plan.ts';
import { isManual } from '#domain/next-channel/next-channel.ts';
import type { Staff } from '#domain/staff/staff.ts';
import { HttpError, html } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import type { Dependencies } from '../dependencies.ts';
import { paths } from '../faces/paths.ts';
import { valueOrProblem } from '../faces/perform.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { isAllowed } from '../operation.ts';
import { oneCampaign } from '../parts/targets.ts';
import { stepFile } from './acts.ts';
import { downloadSteps, filesFor } from './download.ts';
import { notReachedPage, stepsPage } from './page.ts';
import { fileQuery, stepQuery } from './schemas.ts';
import { listSteps, readTextCost, type StepListing } from './steps.ts';

/** The pages with holders who were not reached, and what is done about it. */
export const notReachedPages: readonly AnyPage[] = [
  page({
    path: paths.notReached,
    on: oneCampaign,
    summary: 'See who was not reached',
    show: async ({ dependencies, target: campaign }, visit) => {
      const [totals, cost] = await Promise.all([dependencies.progress.steps(campaign.id), readTextCost(dependencies, campaign)]);
      return html(notReachedPage({ ...visit, campaign, totals, cost }));
    },
  }),
  page({
    path: paths.steps,
    on: oneCampaign,
    summary: 'See the steps of a channel',
    show: async ({ dependencies, staff, target: campaign }, visit, { query, params }) => {
      if (!nextChannels.some((each) => each === params.channel)) throw new HttpError(404, 'there is no such channel');
      const listing = requireValid(stepQuery, { ...query, channel: params.channel });
      const { listed, next } = await listSteps(dependencies, staff, campaign, listing);
      const files = await filesOf(dependencies, staff, campaign, listing);
      return html(stepsPage({ ...visit, campaign, listing, listed, next, files }));
    },
  }),
  page({
    path: paths.stepFile,
    on: oneCampaign,
    by: stepFile.by ?? [],
    summary: stepFile.summary,
    show: async ({ dependencies, staff, target }, _, { query }) =>
      valueOrProblem(await downloadSteps(dependencies, staff, target, requireValid(fileQuery, query))),
  }),
];

/** In how many files somebody can have a list; 0 where they cannot. */
async function filesOf(
  { progress }: Pick<Dependencies, 'progress'>,
  staff: Staff,
  { id, state }: CampaignRow,
  listing: StepListing,
): Promise<number> {
  const running = state === 'live' || state === 'closed';
  if (!running || !isManual(listing.channel) || listing.state !== 'due' || !isAllowed(stepFile, staff)) return 0;
  return filesFor((await progress.steps(id))[listing.channel].due ?? 0);
}
