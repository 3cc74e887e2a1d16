import * as z from 'zod';
import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { Staff } from '#domain/staff/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { html, redirect } from '#shared/lambda/http-response.ts';
import { type Fault, requireValid, validate } from '#shared/lambda/validate.ts';
import { type FormState, freshForm } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { releaseOptions } from '../campaign/change-schemas.ts';
import type { Dependencies } from '../dependencies.ts';
import { maxPlanBytes, requireCampaign, valueOrProblem } from '../faces/api.ts';
import { paths } from '../faces/paths.ts';
import type { Inside } from '../release/pages.ts';
import { makeAdditionCommands } from './additions.ts';
import { newAddition } from './api.ts';
import { additionActs, decideAddition } from './decisions.ts';
import { lineFault, numberedLines, parseCompromised } from './lines.ts';
import { compromisedPage } from './page.ts';

const additionForm = z.strictObject({ compromised: z.string().default(''), key: z.string() });

/** Lines that are named where they cannot be taken. */
const shownFaults = 20;

/** The page on which compromised accounts are added to a campaign. */
export function additionRoutes(dependencies: Dependencies, inside: Inside): readonly Route[] {
  const { campaigns, ids } = dependencies;
  const commands = makeAdditionCommands(dependencies);

  const show = async ({ path }: HttpRequest, staff: Staff, campaign: CampaignRow, form: FormState) =>
    compromisedPage({ path, staff, campaign, additions: await commands.list(campaign), key: form.values.key ?? ids.next(), form });

  return [
    {
      method: 'GET',
      path: paths.compromised,
      handle: inside(async (request, staff) => html(await show(request, staff, await requireCampaign(campaigns, request), freshForm))),
    },
    ...additionActs.map(
      (act): Route => ({
        method: 'POST',
        path: paths.addition[act],
        handle: inside(async (request, staff) => {
          const { digest } = requireValid(releaseOptions, request.body);
          const campaign = await requireCampaign(campaigns, request);
          valueOrProblem(await decideAddition(dependencies, staff, campaign, request.params.addition ?? '', act, digest));
          return redirect(linkTo(request.path, paths.compromised, campaign));
        }),
      }),
    ),
    {
      method: 'POST',
      path: paths.compromised,
      maxBodyBytes: maxPlanBytes,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const values = requireValid(additionForm, request.body);
        const lines = numberedLines(values.compromised);
        const refuse = async (faults: readonly Fault[]) => {
          const numbers = lines.map(([number]) => number);
          return html(await show(request, staff, campaign, { values, faults: faultsOf(faults, numbers) }), { status: 400 });
        };
        const input = validate(newAddition, { compromised: lines.map(([, line]) => parseCompromised(line)), key: values.key });
        if (!input.ok) return refuse(input.error);
        const outcome = await commands.add(staff, campaign, input.value);
        if (!outcome.ok && outcome.error.faults) return refuse(outcome.error.faults);
        valueOrProblem(outcome);
        return redirect(linkTo(request.path, paths.compromised, campaign));
      }),
    },
  ];
}

function faultsOf(faults: readonly Fault[], numbers: readonly number[]): FormState['faults'] {
  const texts = faults.slice(0, shownFaults).map((fault) => lineFault(fault, numbers));
  const more = faults.length > shownFaults ? [`${faults.length - shownFaults} more lines are not possible.`] : [];
  return [...texts, ...more].map((text) => ({ field: 'compromised', text }));
}
