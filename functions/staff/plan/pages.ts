import * as z from 'zod';
import { html } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { freshForm } from '#shared/web/forms.ts';
import { paths } from '../faces/paths.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { overall } from '../parts/targets.ts';
import { campaignId } from '../schemas/schemas.ts';
import { planAct, showPlanPage } from './acts.ts';

const query = z.strictObject({ widens: campaignId.optional() });

/** The page on which a campaign is planned. */
export const planPages: readonly AnyPage[] = [
  page({
    path: paths.plan,
    on: overall,
    by: planAct.by,
    summary: planAct.summary,
    show: async (context, visit, request) => {
      const { widens } = requireValid(query, request.query);
      return html(await showPlanPage(context, visit, widens === undefined ? freshForm : { values: { widens }, faults: [] }));
    },
  }),
];
