import * as z from 'zod';
import { orderNames } from '#domain/order.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { HttpError, html, redirect } from '#shared/lambda/http-response.ts';
import { requireValid, validate } from '#shared/lambda/validate.ts';
import { freshForm } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { requireCampaign, valueOrProblem } from './api.ts';
import type { Dependencies } from './dependencies.ts';
import { newOrder } from './mail-api.ts';
import { makeMailCommands } from './orders.ts';
import { orderPage } from './pages/mail.ts';
import { paths } from './paths.ts';
import type { Inside } from './take-back.ts';

const orderForm = z.strictObject({ perSecond: z.string().default(''), key: z.string() });

/** The pages on which a commander orders about the notices. */
export function mailRoutes(dependencies: Dependencies, inside: Inside): readonly Route[] {
  const { campaigns, ids } = dependencies;
  const commands = makeMailCommands(dependencies);
  return [
    {
      method: 'GET',
      path: paths.mail,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const order = requireOrder(request);
        if (campaign.state !== 'live') return redirect(linkTo(request.path, paths.campaign, campaign));
        return html(orderPage({ path: request.path, staff, campaign, order, key: ids.next(), form: freshForm }));
      }),
    },
    {
      method: 'POST',
      path: paths.mail,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const order = requireOrder(request);
        const values = requireValid(orderForm, request.body);
        const perSecond = values.perSecond.trim() === '' ? {} : { perSecond: Number(values.perSecond) };
        const input = validate(newOrder, { order, key: values.key, ...perSecond });
        if (!input.ok) {
          const faults = [{ field: 'perSecond', text: 'Notices a second: a number over 0 and at most 100000, or nothing.' }];
          const form = { values, faults };
          return html(orderPage({ path: request.path, staff, campaign, order, key: values.key, form }), { status: 400 });
        }
        valueOrProblem(await commands.order(staff, campaign, input.value));
        return redirect(linkTo(request.path, paths.campaign, campaign));
      }),
    },
  ];
}

function requireOrder({ params }: HttpRequest): (typeof orderNames)[number] {
  const order = orderNames.find((name) => name === params.order);
  if (order === undefined) throw new HttpError(404, 'there is no such order');
  return order;
}
