import { html } from '#shared/lambda/http-response.ts';
import { paths } from '../faces/paths.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { oneCampaign } from '../parts/targets.ts';
import { showCompromisedPage } from './acts.ts';

/** The page on which compromised accounts are added to a campaign. */
export const compromisedPages: readonly AnyPage[] = [
  page({
    path: paths.compromised,
    on: oneCampaign,
    summary: 'See the compromised accounts that were added',
    show: async (context, visit) => html(await showCompromisedPage(context, visit)),
  }),
];
