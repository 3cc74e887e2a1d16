import { type CampaignState, campaignTransitions } from '#domain/campaign/campaign.ts';
import { noProgress } from '#domain/progress/progress.ts';
import { may, type Staff } from '#domain/staff/staff.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { asset, HttpError, type HttpResponse, html, json, redirect } from '#shared/lambda/http-response.ts';
import { requireValid } from '#shared/lambda/validate.ts';
import { type FormState, freshForm } from '#shared/web/forms.ts';
import { linkTo, relativeLink } from '#shared/web/links.ts';
import { staticFiles } from '#shared/web/style.ts';
import { stillOutRoutes } from './accounts/pages.ts';
import { makeAlarms } from './alarms/alarms.ts';
import { alarmRoutes } from './alarms/pages.ts';
import { bodyOf } from './campaign/change-schemas.ts';
import { type Change, makeCommands } from './campaign/changes.ts';
import { confirmPage } from './campaign/confirm-page.ts';
import { campaignsPage } from './campaign/list-page.ts';
import { campaignPage, refreshSecondsOf } from './campaign/page.ts';
import { planQuery } from './campaign/schemas.ts';
import { additionRoutes } from './compromised/pages.ts';
import { readPlan } from './contents/contents.ts';
import { contentsRoutes } from './contents/pages.ts';
import { deadLetterRoutes } from './dead-letters/pages.ts';
import type { Dependencies } from './dependencies.ts';
import { readDoors } from './doors/doors.ts';
import { doorsPage } from './doors/page.ts';
import { maxPlanBytes, type Operation, requireCampaign, valueOrProblem } from './faces/api.ts';
import { apiDescriptionPage } from './faces/api-page.ts';
import { deviceRoutes } from './faces/device.ts';
import { logInRoutes } from './faces/log-in.ts';
import { describeApi } from './faces/openapi.ts';
import { paths } from './faces/paths.ts';
import { makeSessions } from './faces/session.ts';
import { makeCheckMail } from './mail-check.ts';
import { messageRoutes } from './messages/pages.ts';
import { stepRoutes } from './not-reached/pages.ts';
import { readTextCost } from './not-reached/steps.ts';
import { makeMailCommands } from './notices/orders.ts';
import { mailRoutes } from './notices/pages.ts';
import { readPlanForm, refusedForm } from './plan/form.ts';
import { planPage } from './plan/page.ts';
import { takeBackRoutes } from './release/pages.ts';

/** The console: pages for people, which do what the API does. */
export function consoleRoutes(dependencies: Dependencies, operations: readonly Operation[]): readonly Route[] {
  const { campaigns, progress, proposals, gateConcurrency, clock, ids } = dependencies;
  const commands = makeCommands(dependencies);
  const mail = makeMailCommands(dependencies);
  const checkMail = makeCheckMail(dependencies);
  const alarms = makeAlarms(dependencies);
  const sessions = makeSessions(dependencies);

  const inside = (handle: (request: HttpRequest, staff: Staff) => HttpResponse | Promise<HttpResponse>) => async (request: HttpRequest) => {
    const session = await sessions.read(request);
    if (session === undefined) {
      const campaign = request.params.id === undefined ? '' : `?campaign=${encodeURIComponent(request.params.id)}`;
      return redirect(`${relativeLink(request.path, paths.logIn)}${campaign}`);
    }
    if (!may(session.staff, 'read')) throw new HttpError(403, `${session.staff.username} has no role; an operator can give one`);
    const response = await handle(request, session.staff);
    return { ...response, cookies: [...(response.cookies ?? []), ...session.cookies] };
  };

  const showCampaign = inside(async (request, staff) => {
    const campaign = await requireCampaign(campaigns, request);
    const started = campaign.epoch !== undefined;
    const [totals, history] = started ? await Promise.all([progress.totals(campaign.id), progress.history(campaign.id)]) : [noProgress, []];
    const refreshSeconds = request.query.refresh === 'off' ? undefined : refreshSecondsOf(campaign);
    const status = campaign.state === 'live' ? await mail.status(campaign) : undefined;
    const open = started ? (await proposals.list(campaign.id)).filter(({ state }) => state === 'proposed').length : 0;
    const mailCheck = campaign.state === 'planned' || campaign.state === 'approved' ? await checkMail() : undefined;
    const textCost = started ? await readTextCost(dependencies, campaign) : undefined;
    const view = {
      path: request.path,
      staff,
      campaign,
      totals,
      history,
      mail: status,
      mailCheck,
      openProposals: open,
      textCost,
      isCopyMissing: request.query.copy === 'missing',
    };
    const page = campaignPage({ ...view, nowMs: clock.now(), refreshSeconds });
    return { ...html(page), ...(refreshSeconds && { headers: { Refresh: String(refreshSeconds) } }) };
  });

  const confirm = (change: Change): readonly Route[] => [
    {
      method: 'GET',
      path: paths.confirm[change],
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const from: readonly CampaignState[] = campaignTransitions[change].from;
        if (!from.includes(campaign.state)) return redirect(linkTo(request.path, paths.campaign, campaign));
        const check = change === 'start' ? await checkMail() : undefined;
        const contents = change === 'approve' ? await readPlan(dependencies, campaign) : undefined;
        return html(confirmPage({ path: request.path, staff, change, campaign, check, contents }));
      }),
    },
    {
      method: 'POST',
      path: paths.confirm[change],
      handle: inside(async (request, staff) => {
        const options = requireValid(bodyOf(change), request.body);
        const { id } = await requireCampaign(campaigns, request);
        const { epochCopy } = valueOrProblem(await commands.change(staff, change, id, options));
        return redirect(`${linkTo(request.path, paths.campaign, { id })}${epochCopy === undefined ? '' : '?copy=missing'}`);
      }),
    },
  ];

  const widenable = async () => (await campaigns.list()).filter(({ state }) => state === 'live' || state === 'closed');

  const planForm = async ({ path }: HttpRequest, staff: Staff, state: FormState) =>
    planPage({ path, staff, key: state.values.key ?? ids.next(), widenable: await widenable(), gateConcurrency, state });

  const plan = inside(async (request, staff) => {
    const form = readPlanForm(request.body);
    if (!form.ok) return html(await planForm(request, staff, form.error), { status: 400 });
    const outcome = await commands.plan(staff, form.value.plan);
    const faults = outcome.ok ? undefined : outcome.error.faults;
    if (faults) return html(await planForm(request, staff, refusedForm(form.value, faults)), { status: 400 });
    const { id } = valueOrProblem(outcome);
    return redirect(linkTo(request.path, paths.campaign, { id }));
  });

  return [
    ...staticFiles.map(({ path, contentType, body }): Route => ({ method: 'GET', path, handle: () => asset(contentType, body) })),
    ...[paths.root, paths.console].map(
      (path): Route => ({ method: 'GET', path, handle: (request) => redirect(relativeLink(request.path, paths.campaigns)) }),
    ),
    ...logInRoutes(dependencies, sessions),
    {
      method: 'GET',
      path: paths.campaigns,
      handle: inside(async ({ path }, staff) => {
        const view = { path, staff, campaigns: await campaigns.list(), gateConcurrency, subscribers: await alarms.subscribers() };
        return html(campaignsPage(view));
      }),
    },
    {
      method: 'GET',
      path: paths.plan,
      handle: inside(async (request, staff) => {
        const { widens } = requireValid(planQuery, request.query);
        return html(await planForm(request, staff, widens === undefined ? freshForm : { values: { widens }, faults: [] }));
      }),
    },
    { method: 'POST', path: paths.plan, maxBodyBytes: maxPlanBytes, handle: plan },
    { method: 'GET', path: paths.campaign, handle: showCampaign },
    ...(['approve', 'start', 'close', 'cancel', 'pauseSweep', 'resumeSweep'] as const).flatMap(confirm),
    ...takeBackRoutes(dependencies, inside),
    ...mailRoutes(dependencies, inside),
    ...deviceRoutes(dependencies, inside),
    ...deadLetterRoutes(dependencies, inside),
    ...alarmRoutes(dependencies, inside),
    ...additionRoutes(dependencies, inside),
    ...stepRoutes(dependencies, inside),
    ...messageRoutes(dependencies, inside),
    ...stillOutRoutes(dependencies, inside),
    ...contentsRoutes(dependencies, inside),
    {
      method: 'GET',
      path: paths.doors,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        return html(doorsPage(request.path, staff, campaign, await readDoors(dependencies, campaign)));
      }),
    },
    { method: 'GET', path: paths.apiDescription, handle: ({ path }) => html(apiDescriptionPage(path, describeApi(operations))) },
    { method: 'GET', path: paths.openApi, handle: () => json(describeApi(operations)) },
  ];
}
