import type { CampaignRow } from '#domain/campaign/campaign.ts';
import type { Staff } from '#domain/staff/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { type HttpResponse, html, redirect } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { type FormState, freshForm } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { decisionBody } from '../campaign/change-schemas.ts';
import { readProposal } from '../contents/contents.ts';
import type { Dependencies } from '../dependencies.ts';
import { maxPlanBytes, requireCampaign, valueOrProblem } from '../faces/api.ts';
import { paths } from '../faces/paths.ts';
import { readProposeForm } from './form.ts';
import { takeBackPage } from './page.ts';
import { isOpen, makeProposalCommands } from './proposals.ts';

/** Lets only who is logged in through to a page. */
export type Inside = (
  handle: (request: HttpRequest, staff: Staff) => HttpResponse | Promise<HttpResponse>,
) => (request: HttpRequest) => Promise<HttpResponse>;

/** The pages on which containment is taken back. */
export function takeBackRoutes(dependencies: Dependencies, inside: Inside): readonly Route[] {
  const { campaigns, proposals, ids } = dependencies;
  const commands = makeProposalCommands(dependencies);

  const show = async (path: string, staff: Staff, campaign: CampaignRow, key: string, form: FormState) => {
    const all = await proposals.list(campaign.id);
    const open = all.filter(({ state }) => state === 'proposed');
    const contents = await Promise.all(open.map(async (row) => [row.id, await readProposal(dependencies, row)] as const));
    return takeBackPage({ path, staff, campaign, proposals: all, contents: new Map(contents), key, form });
  };

  const decide = (name: 'confirm' | 'withdraw'): Route => ({
    method: 'POST',
    path: paths.proposal[name],
    handle: inside(async (request, staff) => {
      const { digest } = requireValid(decisionBody(name), request.body);
      const campaign = await requireCampaign(campaigns, request);
      valueOrProblem(await commands[name](staff, campaign, request.params.proposal ?? '', digest));
      return redirect(linkTo(request.path, paths.takeBack, campaign));
    }),
  });

  return [
    {
      method: 'GET',
      path: paths.takeBack,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        if (campaign.state !== 'lifted' && !isOpen(campaign)) return redirect(linkTo(request.path, paths.campaign, campaign));
        return html(await show(request.path, staff, campaign, ids.next(), freshForm));
      }),
    },
    {
      method: 'POST',
      path: paths.takeBack,
      maxBodyBytes: maxPlanBytes,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const form = readProposeForm(request.body);
        if (!form.ok) {
          return html(await show(request.path, staff, campaign, form.error.values.key ?? ids.next(), form.error), { status: 400 });
        }
        valueOrProblem(await commands.propose(staff, campaign, form.value));
        return redirect(linkTo(request.path, paths.takeBack, campaign));
      }),
    },
    decide('confirm'),
    decide('withdraw'),
  ];
}
