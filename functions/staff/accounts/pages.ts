import * as z from 'zod';
import { listedPerLookUp } from '#domain/staff/look-up.ts';
import { html } from '#shared/lambda/http-response.ts';
import { requireValid, validate } from '#shared/lambda/validate.ts';
import { freshForm } from '#shared/web/forms.ts';
import { paths } from '../faces/paths.ts';
import { valueOrProblem } from '../faces/perform.ts';
import { type AnyPage, page } from '../faces/visits.ts';
import { oneCampaign } from '../parts/targets.ts';
import { findAccounts, listStillOut } from './find.ts';
import { stillOutPage } from './page.ts';
import { accountQuery } from './schemas.ts';

const findForm = z.strictObject({ account: z.string() });

/** The page with accounts that have not recovered, on which a caller's is found. */
export const accountPages: readonly AnyPage[] = [
  page({
    path: paths.stillOut,
    on: oneCampaign,
    summary: 'See accounts that have not recovered',
    show: async ({ dependencies, staff, target: campaign }, visit) => {
      const { rows } = valueOrProblem(await listStillOut(dependencies, staff, campaign.id, { limit: listedPerLookUp }));
      const { accounts } = await dependencies.progress.totals(campaign.id);
      const count = accounts.contained + accounts.recovering;
      return html(stillOutPage({ ...visit, campaign, form: freshForm, listed: { rows, count } }));
    },
  }),
  page({
    path: paths.stillOut,
    method: 'POST',
    on: oneCampaign,
    summary: 'Find an account',
    show: async ({ dependencies, staff, target: campaign }, visit, request) => {
      const values = requireValid(findForm, request.body);
      const asked = validate(accountQuery, values);
      if (!asked.ok) {
        const faults = [{ field: 'account', text: 'Address or id: type one, of at most 254 bytes.' }];
        return html(stillOutPage({ ...visit, campaign, form: { values, faults } }), { status: 400 });
      }
      const found = valueOrProblem(await findAccounts(dependencies, staff, campaign.id, asked.value.account));
      return html(stillOutPage({ ...visit, campaign, form: { values, faults: [] }, found }));
    },
  }),
];
