import * as z from 'zod';
import { type OrderName, orderNames } from '#domain/staff/order.ts';
import type { Route } from '#shared/lambda/http.ts';
import type { HttpRequest } from '#shared/lambda/http-request.ts';
import { HttpError, html, redirect } from '#shared/lambda/http-response.ts';
import { requireValid, validate } from '#shared/lambda/validate.ts';
import { freshForm } from '#shared/web/forms.ts';
import { linkTo } from '#shared/web/links.ts';
import { subject } from '../campaign/schemas.ts';
import type { Dependencies } from '../dependencies.ts';
import { requireCampaign, valueOrProblem } from '../faces/api.ts';
import { paths } from '../faces/paths.ts';
import type { Inside } from '../release/pages.ts';
import { newOrder } from './api.ts';
import { makeMailCommands } from './orders.ts';
import { orderPage } from './part.ts';

const orderForm = z.strictObject({
  perSecond: z.string().default(''),
  calls: z.string().default(''),
  account: z.string().default(''),
  status: z.string().default(''),
  key: z.string(),
});

const orderQuery = z.strictObject({ account: subject.optional() });

/** What is wrong with what was typed, where something can be. */
const faultOf: Readonly<
  Partial<Record<OrderName, { readonly field: 'perSecond' | 'calls' | 'status'; readonly label: string; readonly allowed: string }>>
> = {
  'set-ceiling': { field: 'perSecond', label: 'Notices a second', allowed: 'a number over 0 and at most 100,000, or nothing' },
  'set-helpdesk': { field: 'calls', label: 'Calls an hour', allowed: 'a whole number from 1 to 1,000,000, or nothing' },
  'report-calls': { field: 'calls', label: 'Calls in the last hour', allowed: 'a whole number from 0 to 1,000,000' },
  'resend-rejected': { field: 'status', label: 'Answer of SES', allowed: 'up to 64 letters and underscores, or nothing' },
};

/** The pages on which a commander orders about the notices. */
export function mailRoutes(dependencies: Dependencies, inside: Inside): readonly Route[] {
  const { accounts, campaigns, ids } = dependencies;
  const commands = makeMailCommands(dependencies);
  return [
    {
      method: 'GET',
      path: paths.mail,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const order = requireOrder(request);
        if (campaign.state !== 'live') return redirect(linkTo(request.path, paths.campaign, campaign));
        const { account = '' } = requireValid(orderQuery, request.query);
        const form = { ...freshForm, values: { account } };
        const whose = account === '' ? undefined : await accounts.get(campaign.id, account);
        return html(orderPage({ path: request.path, staff, campaign, order, whose, key: ids.next(), form }));
      }),
    },
    {
      method: 'POST',
      path: paths.mail,
      handle: inside(async (request, staff) => {
        const campaign = await requireCampaign(campaigns, request);
        const order = requireOrder(request);
        const values = requireValid(orderForm, request.body);
        const { key, account, status, perSecond, calls } = values;
        const given = {
          ...typed('perSecond', perSecond),
          ...typed('calls', calls),
          ...(account !== '' && { account }),
          ...(status !== '' && { status }),
        };
        const input = validate(newOrder, { order, key, ...given });
        if (!input.ok) {
          const fault = faultOf[order];
          if (fault === undefined) throw new HttpError(400, input.error.map(({ text }) => text).join('; '));
          const { field, label, allowed } = fault;
          const shown = JSON.stringify(values[field].slice(0, 40));
          const form = { values, faults: [{ field, text: `${label}: ${shown} is not possible. Allowed: ${allowed}.` }] };
          return html(orderPage({ path: request.path, staff, campaign, order, key, form }), { status: 400 });
        }
        valueOrProblem(await commands.order(staff, campaign, input.value));
        return redirect(linkTo(request.path, paths.campaign, campaign));
      }),
    },
  ];
}

function typed(field: string, text: string): Readonly<Record<string, number>> {
  return text.trim() === '' ? {} : { [field]: Number(text) };
}

function requireOrder({ params }: HttpRequest): OrderName {
  const order = orderNames.find((name) => name === params.order);
  if (order === undefined) throw new HttpError(404, 'there is no such order');
  return order;
}
