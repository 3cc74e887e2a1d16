import { html } from '#shared/lambda/http-response.ts';
import { paths } from '../faces/paths.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { oneCampaign } from '../parts/targets.ts';
import { readDoors } from './doors.ts';
import { doorsPage } from './page.ts';

/** The page with the ways to sign in. */
export const doorPages: readonly AnyPage[] = [
  page({
    path: paths.doors,
    on: oneCampaign,
    summary: 'See the ways to sign in',
    show: async ({ dependencies, target: campaign }, visit) =>
      html(doorsPage({ ...visit, campaign, doors: await readDoors(dependencies, campaign) })),
  }),
];
