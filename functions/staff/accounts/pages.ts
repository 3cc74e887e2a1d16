import * as z from 'zod';
import type { Route } from '#shared/lambda/http.ts';
import { html } from '#shared/lambda/http-response.ts';
import { requireValid, validate } from '#shared/lambda/validate.ts';
import { freshForm } from '#shared/web/forms.ts';
import { accountQuery } from '../campaign/schemas.ts';
import type { Dependencies } from '../dependencies.ts';
import { requireCampaign, valueOrProblem } from '../faces/api.ts';
import { paths } from '../faces/paths.ts';
import type { Inside } from '../release/pages.ts';
import { findAccounts, listStillOut } from './find.ts';
import { shownStillOut, stillOutPage } from './page.ts';

const findForm = z.strictObject({ account: z.string() });

/** The page with accounts that are still out, on which a caller's is found. */
export function stillOutRoutes(dependencies: Dependencies, inside: Inside): readonly Route[] {
  const { campaigns, progress } = dependencies;
  return [
    {
      method: 'GET',
      path: paths.stillOut,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const rows = valueOrProblem(await listStillOut(dependencies, staff, campaign.id, shownStillOut));
        const totals = await progress.totals(campaign.id);
        const count = totals.accounts.contained + totals.accounts.recovering;
        return html(stillOutPage({ path: request.path, staff, campaign, form: freshForm, listed: { rows, count } }));
      }),
    },
    {
      method: 'POST',
      path: paths.stillOut,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const values = requireValid(findForm, request.body);
        const asked = validate(accountQuery, values);
        const fault = { field: 'account', text: 'Address or id: type one, of at most 254 bytes.' };
        if (!asked.ok) {
          return html(stillOutPage({ path: request.path, staff, campaign, form: { values, faults: [fault] } }), { status: 400 });
        }
        const found = valueOrProblem(await findAccounts(dependencies, staff, campaign.id, asked.value.account));
        return html(stillOutPage({ path: request.path, staff, campaign, form: { values, faults: [] }, found }));
      }),
    },
  ];
}
